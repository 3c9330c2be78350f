"""The adapters there are, and the one for a source."""

from collections.abc import Set as AbstractSet
from pathlib import Path

from directory.ecosystem import Ecosystem, Source
from directory.imports.adapters import census_2023, cget_2019, mediation_numerique
from directory.imports.adapters.adapter import Adapter
from directory.imports.adapters.mapping import MappingError, mapping_adapter
from directory.territories.names import plain

ADAPTERS = {one.name: one for one in (cget_2019.ADAPTER, mediation_numerique.ADAPTER, census_2023.ADAPTER)}


def adapter_for(source: Source, ecosystem: Ecosystem, mapping: Path | None = None) -> Adapter:
    """The adapter of a source: the mapping file given, else what the ecosystem says. Raises MappingError."""
    if mapping is not None:
        return mapping_adapter(mapping, ecosystem)
    if source.mapping:
        return mapping_adapter(ecosystem.folder / "sources" / source.mapping, ecosystem)
    if source.adapter in ADAPTERS:
        return ADAPTERS[source.adapter]
    raise MappingError(
        f"source {source.key!r} does not say how its files are read: give --mapping FILE, or name an adapter"
        f" ({', '.join(ADAPTERS)}) or a mapping in sources.toml"
    )


def resembling(columns: AbstractSet[str]) -> list[str]:
    """The adapters that could read a file with these columns."""
    present = {plain(column) for column in columns}
    return [one.name for one in ADAPTERS.values() if {plain(column) for column in one.required} <= present]
