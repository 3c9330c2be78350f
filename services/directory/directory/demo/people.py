"""The people of an ecosystem's demonstration: its `people.toml`."""

import tomllib
from typing import Literal, Self
from uuid import UUID

from pydantic import ValidationError

from contracts.directory import MandateRole, OrganisationKind
from directory.ecosystem import Ecosystem, EcosystemError, Entry, Text
from identity.caller import Caller

Pick = Literal["regional", "same-network", "tool-maker", "funder", "another"]


class Part(Entry):
    """For whom somebody speaks, and as what. The organisation is picked from what the demonstration holds."""

    role: MandateRole
    kind: OrganisationKind
    pick: Pick


class DemoPerson(Entry):
    """Somebody who does not exist."""

    username: Text
    id: UUID
    first_name: Text
    last_name: Text
    fr: Text = ""
    en: Text = ""
    roles: tuple[str, ...] = ()
    mandate: Part | None = None

    def caller(self) -> Caller:
        """The person, as if she asked herself."""
        return Caller(
            id=self.id,
            kind="person",
            name=f"{self.first_name} {self.last_name}",
            email=None,
            username=self.username,
            roles=frozenset(self.roles),
            client="demo",
            scopes=frozenset(),
            session=None,
            expires_at=0,
        )


class DemoRequest(Entry):
    """Somebody asks to act for the organisation that another one acts for."""

    who: Text
    of: Text
    role: MandateRole
    word: Text


class Spoken(Entry):
    """Somebody says something."""

    who: Text
    text: Text


class DemoTestimonial(Spoken):
    """What somebody thinks of the place of another one."""

    of: Text
    reply: Spoken | None = None


class DemoComment(Spoken):
    """What somebody says there, and what is answered."""

    of: Text
    answers: tuple[Spoken, ...] = ()


class People(Entry):
    """`people.toml`: who they are, for whom they speak, what they ask and say."""

    email_domain: str = ""
    people: tuple[DemoPerson, ...] = ()
    requests: tuple[DemoRequest, ...] = ()
    testimonials: tuple[DemoTestimonial, ...] = ()
    comments: tuple[DemoComment, ...] = ()

    @property
    def ids(self) -> list[UUID]:
        """Their ids."""
        return [one.id for one in self.people]

    @classmethod
    def load(cls, ecosystem: Ecosystem) -> Self:
        """The people of an ecosystem; nobody where it has no `people.toml`. Raises EcosystemError."""
        path = ecosystem.folder / "people.toml"
        try:
            people = cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return cls()
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise EcosystemError(f"{path}: not TOML: {error}") from None
        except ValidationError as error:
            faults = (f"{path}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
            raise EcosystemError("\n".join(faults)) from None
        if unknown := people.unknown:
            raise EcosystemError(f"{path}: there is no {', '.join(unknown)}")
        return people

    @property
    def unknown(self) -> list[str]:
        """Names that are nobody's."""
        named = {name for asked in self.requests for name in (asked.who, asked.of)}
        named |= {name for said in self.testimonials for name in (said.who, said.of)}
        named |= {name for said in self.comments for name in (said.who, said.of)}
        named |= {said.reply.who for said in self.testimonials if said.reply}
        named |= {answer.who for said in self.comments for answer in said.answers}
        return sorted(named - {one.username for one in self.people})
