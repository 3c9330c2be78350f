"""The shapes of ``/auth`` and ``/api/me``."""

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, Field

from gateway.session.asking import Asker
from gateway.session.csrf import HEADER
from gateway.session.sessions import Device, Person, Session

Text = Annotated[str, Field(max_length=4096)]


class Wanted(BaseModel):
    """``next``: the page to come back to. ``moved``: we have sent the browser to our own address already."""

    next: Text = "/"
    moved: bool = False


class Answered(BaseModel):
    """What the issuer sends a browser back with (RFC 6749 §4.1.2, RFC 9207)."""

    state: Text = ""
    code: Text = ""
    error: Text = ""
    iss: Text = ""


class WayOut(BaseModel):
    """Where the browser goes to end the identity provider's session as well."""

    location: str


class OwnSession(BaseModel):
    """The session that asks."""

    id: str
    created_at: AwareDatetime

    @classmethod
    def of(cls, session: Session) -> Self:
        """As it is shown."""
        return cls(id=session.id, created_at=moment(session.created_at))


class Account(BaseModel):
    """A person as the identity provider knows them; ``roles``: what they may do everywhere."""

    id: str
    name: str
    email: str | None
    username: str
    roles: list[str]

    @classmethod
    def of(cls, person: Person) -> Self:
        """As it is shown."""
        known = {"id": person.id, "name": person.name, "email": person.email, "username": person.username}
        return cls.model_validate({**known, "roles": list(person.roles)})


class Me(Account):
    """Who asks."""

    csrf: str | None = Field(description=f"Goes along in {HEADER} on writes; none for who brings a token.")
    session: OwnSession | None = Field(description="None for who brings a token.")
    directory: None = Field(default=None, description="What the directory knows of you is at /api/directory/me.")

    @classmethod
    def asking(cls, asker: Asker) -> Self:
        """As it is shown."""
        session = asker.session
        return cls(
            **Account.of(asker.person).model_dump(),
            csrf=session.csrf if session else None,
            session=OwnSession.of(session) if session else None,
        )


class OneSession(BaseModel):
    """A device of yours. ``address`` is told in part."""

    id: str
    current: bool
    created_at: AwareDatetime
    seen_at: AwareDatetime
    device: str
    address: str

    @classmethod
    def of(cls, device: Device, asker: Asker) -> Self:
        """As it is shown."""
        return cls(
            id=device.id,
            current=asker.session is not None and asker.session.id == device.id,
            created_at=moment(device.created_at),
            seen_at=moment(device.seen_at),
            device=device.device,
            address=device.address,
        )


class SessionList(BaseModel):
    """Your devices, the latest used first."""

    items: list[OneSession]


class Confirmation(BaseModel):
    """``confirm``: your user name or e-mail address, so that nobody is erased by a slip."""

    confirm: str = Field(max_length=320)


def moment(seconds: float) -> datetime:
    """Unix seconds as a time, without their fraction."""
    return datetime.fromtimestamp(int(seconds), UTC)
