"""What the issuer remembers: who is signed in where, whose account is gone, which partners were made."""

import secrets
import time
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, Field

from sandbox.issuer.clients import Client
from sandbox.textfiles import replace_text

# Seconds; the same in deploy/keycloak.
ACCESS = 5 * 60
SESSION_IDLE = 7 * 24 * 3600
SESSION_MAX = 30 * 24 * 3600
CODE = 60
LOGIN = 30 * 60


class Session(BaseModel):
    """One person signed in with one browser, in as many clients as they like."""

    id: str
    cookie: str  # by which the browser shows that it is this one
    person: UUID
    started: int
    seen: int
    clients: set[str] = Field(default_factory=set)
    refresh: dict[str, str] = Field(default_factory=dict)  # the tokens that may still be used: id -> client

    def alive(self, now: float) -> bool:
        """Tell whether it has been neither idle nor open for too long."""
        return now < self.seen + SESSION_IDLE and now < self.started + SESSION_MAX

    def leave(self, client_id: str) -> None:
        """Forget that this client was ever let in, with all its tokens."""
        self.clients.discard(client_id)
        self.refresh = {token: client for token, client in self.refresh.items() if client != client_id}


class _Kept(BaseModel):
    sessions: dict[str, Session] = Field(default_factory=dict)
    erased: set[UUID] = Field(default_factory=set)
    partners: dict[str, Client] = Field(default_factory=dict)


class Memory:
    """Kept in one file, so that a restart signs nobody out."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept = _Kept.model_validate_json(file.read_text()) if file.exists() else _Kept()

    def save(self) -> None:
        """Write down what is remembered; sessions that are over are not."""
        now = time.time()
        self._kept.sessions = {name: one for name, one in self._kept.sessions.items() if one.alive(now)}
        replace_text(self._file, self._kept.model_dump_json(), mode=0o600)

    # Sessions

    def begin(self, person: UUID) -> Session:
        """Sign a person in."""
        now = int(time.time())
        session = Session(
            id=secrets.token_urlsafe(18), cookie=secrets.token_urlsafe(32), person=person, started=now, seen=now
        )
        self._kept.sessions[session.id] = session
        return session

    def session(self, session_id: str) -> Session | None:
        """Return a session that is not over."""
        found = self._kept.sessions.get(session_id)
        return found if found and found.alive(time.time()) else None

    def of_browser(self, cookie: str) -> Session | None:
        """Return the session of the browser that shows this cookie."""
        found = (one for one in self._kept.sessions.values() if secrets.compare_digest(one.cookie, cookie))
        return next((one for one in found if one.alive(time.time())), None)

    def of_person(self, person: UUID) -> list[Session]:
        """Return all sessions of a person."""
        return [one for one in self._kept.sessions.values() if one.person == person]

    def end(self, session: Session) -> None:
        """Sign out."""
        self._kept.sessions.pop(session.id, None)
        self.save()

    # Accounts

    def erase(self, person: UUID) -> None:
        """Remove a person's account for good."""
        self._kept.erased.add(person)
        self.save()

    def is_erased(self, person: UUID) -> bool:
        """Tell whether the account was removed."""
        return person in self._kept.erased

    # Partners

    @property
    def partners(self) -> list[Client]:
        """The clients made here."""
        return list(self._kept.partners.values())

    def keep_partner(self, client: Client) -> None:
        """Remember a client that was made or changed."""
        self._kept.partners[client.client_id] = client
        self.save()
