"""The identity file of the census of third places of 2023 (`bdftl-2023-01-fiche-identite.csv`, France Tiers-Lieux).

It has no coordinates: places stand in the middle of their commune, and say so.
"""

from collections.abc import Mapping

from directory.imports.adapters.adapter import Adapter
from directory.imports.said import Said, cell


def say(row: Mapping[str, str]) -> Said:
    """What one place said of itself in the census."""
    return Said(
        external_id=cell(row, "ID_UNIQUE"),
        name=cell(row, "NOM"),
        bearer_name=cell(row, "NOM_STRC_PORT"),
        street=cell(row, "ADRESSE"),
        postcode=cell(row, "CODPOST"),
        commune_codes=(cell(row, "Insee"),),
        commune=cell(row, "VILLE"),
        websites=((None, cell(row, "INTERNET")),),
    )


ADAPTER = Adapter(
    name="census-2023",
    columns=frozenset({"ID_UNIQUE", "NOM", "Insee", "NOM_STRC_PORT", "ADRESSE", "CODPOST", "VILLE", "INTERNET"}),
    required=frozenset({"ID_UNIQUE", "NOM", "Insee"}),
    say=say,
)
