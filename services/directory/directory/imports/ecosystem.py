"""The ecosystem's own networks, partners and tools, entered into the directory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from directory.ecosystem import Ecosystem, EcosystemError, Entry
from directory.networks.actions import save_networks
from directory.networks.schemas import NetworkDraft
from directory.partners.actions import save_partners
from directory.partners.schemas import PartnerDraft
from directory.schemas import Source
from directory.territories.divisions import regions
from directory.tools.actions import save_tools
from directory.tools.schemas import ToolDraft

SOURCE = Source(key="ecosystem", date=date(2026, 1, 1))


@dataclass(frozen=True)
class Entered:
    """The id of each slug."""

    networks: Mapping[str, UUID]
    partners: Mapping[str, UUID]
    tools: Mapping[str, UUID]


async def enter_ecosystem(session: AsyncSession, ecosystem: Ecosystem, *, now: datetime) -> Entered:
    """Create or change what the ecosystem's files describe; what they no longer describe stays as it is.

    Raises EcosystemError for a network of a region that France does not have.
    """
    networks = [NetworkDraft(**_said(one), region=_region(one.region_code)) for one in ecosystem.networks]
    partners = [PartnerDraft(**_said(one)) for one in ecosystem.partners]
    tools = [ToolDraft(**_said(one)) for one in ecosystem.tools]
    return Entered(
        partners=await save_partners(session, partners, source=SOURCE, now=now),
        networks=await save_networks(session, networks, source=SOURCE, now=now),
        tools=await save_tools(session, tools, source=SOURCE, now=now),
    )


def _said(entry: Entry) -> dict[str, object]:
    return entry.model_dump(mode="json", exclude_none=True)


def _region(code: str | None) -> str | None:
    if code and code not in regions():
        raise EcosystemError(f"networks.toml: there is no region {code!r}")
    return regions()[code].name if code else None
