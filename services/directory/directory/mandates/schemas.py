"""What is said about mandates, and what is answered."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from contracts.directory import MandateRole, OrganisationKind
from directory.schemas import Draft, Reason, Word

MandateStanding = Literal["requested", "granted", "refused", "withdrawn", "revoked", "resigned"]


class MandateRequest(Draft):
    """Somebody wants to act for an organisation. ``named``: whether his name may be shown beside it."""

    organisation_kind: OrganisationKind
    organisation_id: UUID
    role: MandateRole
    word: Word = None
    named: bool = False


class MandateGrant(Draft):
    """Yes; ``role``: another one than was asked for. For a mandate in force: its role from now on."""

    role: MandateRole | None = None
    reason: Word = None


class MandateRevocation(Draft):
    """Why somebody may no longer act for it; ``without_successor``: even if nobody is steward then."""

    reason: Reason
    without_successor: bool = False


class MandateResignation(Draft):
    """``without_successor``: even if nobody is steward then."""

    reason: Word = None
    without_successor: bool = False


class MandateTransfer(Draft):
    """Who is steward from now on (a mandate for the same organisation), and as what one stays."""

    to: UUID
    stay_as: Literal["editor", "member"] | None = None
    reason: Word = None


class MandateNaming(Draft):
    """Whether one's name may be shown beside the organisation."""

    named: bool


class MandateOrganisation(BaseModel):
    """A place, a network or a partner, as lists of things to do show it."""

    kind: OrganisationKind
    id: UUID
    slug: str
    name: str


class MandatePerson(BaseModel):
    """Somebody, by the name he was last seen under."""

    id: UUID
    name: str


class Mandate(BaseModel):
    """A person asks to act for an organisation, or may; ``word`` and ``reason`` are for him and who answers."""

    id: UUID
    revision: int
    state: MandateStanding
    role: MandateRole
    organisation: MandateOrganisation
    person: MandatePerson
    word: str | None
    named: bool
    requested_at: AwareDatetime
    decided_at: AwareDatetime | None
    decided_by: MandatePerson | None
    reason: str | None


class MandateList(BaseModel):
    """Mandates: those that wait the oldest first, then the others, the latest first."""

    items: list[Mandate]


class MandateStepShown(BaseModel):
    """What happened to a mandate, who did it and why. ``role``: after it."""

    at: AwareDatetime
    action: str
    role: MandateRole
    by: MandatePerson | None
    reason: str | None


class MandateSteps(BaseModel):
    """All that happened to a mandate, in order."""

    items: list[MandateStepShown]


class Orphan(MandateOrganisation):
    """An organisation that had a steward and has none, and since when."""

    since: AwareDatetime


class OrphanList(BaseModel):
    """Organisations that nobody answers for any more, the longest first."""

    items: list[Orphan]


class StewardNamed(BaseModel):
    """Somebody who acts for an organisation and wishes to be known for it."""

    name: str
    role: MandateRole


class StewardCount(BaseModel):
    """How many act for an organisation, and those of them who wish to be named."""

    stewards: int
    editors: int
    members: int
    named: list[StewardNamed]
