"""What is said about invitations, and what is answered."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from contracts.directory import MandateRole, OrganisationKind
from directory.mandates.schemas import MandateOrganisation
from directory.schemas import Draft


class InvitationDraft(Draft):
    """A role for whoever gets the link, for so many days."""

    organisation_kind: OrganisationKind
    organisation_id: UUID
    role: MandateRole
    days: Annotated[int, Field(ge=1, le=90)] = 14


class InvitationAcceptance(Draft):
    """Whether one's name may be shown beside the organisation."""

    named: bool = False


class Inviter(BaseModel):
    """Who invites, by name."""

    name: str


class Offer(BaseModel):
    """What an invitation offers to whoever holds its link."""

    role: MandateRole
    organisation: MandateOrganisation
    expires_at: AwareDatetime
    invited_by: Inviter | None


class Invitation(Offer):
    """An invitation that nobody has taken yet."""

    id: UUID
    created_at: AwareDatetime


class InvitationMade(Invitation):
    """A new invitation, with its token: it is shown this once. ``url``: where the web client takes it."""

    token: str
    url: str


class InvitationList(BaseModel):
    """Invitations that nobody has taken yet, the latest first."""

    items: list[Invitation]
