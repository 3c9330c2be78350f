"""What the public reads of networks."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import to_json

from directory.browsing import Shelf, one, page, ranked, years
from directory.networks.schemas import NetworkListing
from directory.places import facets
from directory.places.filters import Filter
from directory.reading import Answer, Reader, document, extended
from directory.territories.divisions import departements, regions

SHELF = Shelf("network", "members", "network place")
DIMENSIONS = ("typology", "departement", "region", "tool")


async def networks(reader: Reader, asked: NetworkListing, *, query: str) -> Answer:
    """A page of networks by name, each with its number of members."""
    return await page(reader, SHELF, asked, query=query, having={"kind": asked.kind})


async def one_network(reader: Reader, reference: str, *, known: str | None) -> Answer:
    """A network by slug or id, with what its members come to. Raises NotFound."""
    found = await one(reader, "network", reference)

    async def find() -> bytes:
        return to_json(await _aggregates(reader, found["slug"]))

    aggregates: bytes = await reader.memo.get(("network", found["slug"]), find)
    body = extended(found["document"], aggregates=aggregates)
    return document(body, tags="network place usage tool", known=known)


async def _aggregates(reader: Reader, slug: str) -> Mapping[str, Any]:
    members = Filter(groups=((f"network:{slug}",),))
    counts = await facets.counts(reader, members, DIMENSIONS)
    summed = await reader.one(
        "select count(*) as members, count(p.latitude) as located, round(avg(p.completeness), 1)::float8 as mean "
        "from place_tag t join place p on p.id = t.place_id where t.tag = $1",
        members.groups[0][0],
    )
    founded = await reader.connection.fetch(
        "select left(p.founded, 4)::int, count(*) from place_tag t join place p on p.id = t.place_id "
        "where t.tag = $1 and p.founded is not null group by 1",
        members.groups[0][0],
    )
    return {
        "members": summed["members"],
        "located": summed["located"],
        "typologies": ranked(counts["typology"]),
        "departements": ranked(counts["departement"], names=("label", facets.called(departements()))),
        "regions": ranked(counts["region"], names=("label", facets.called(regions()))),
        "completeness": {"mean": summed["mean"], "answers": summed["members"]},
        "tools": ranked(counts["tool"], key="slug", names=("name", await facets.names(reader, "tool", counts["tool"]))),
        "founded": years(founded),
    }
