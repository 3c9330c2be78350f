"""The list of third places of the mission Coworking (CGET, 2019).

1512 rows. `0` stands for an unknown code; some codes are those of districts; INSEEMETRO is the commune in which the
point falls, which helps where INSEECOM is missing or wrong.
"""

import re
from collections.abc import Mapping

from contracts.directory import Precision
from directory.imports.adapters.adapter import Adapter
from directory.imports.said import Cell, Said, cell

TYPOLOGIES = {
    "Tiers lieux à dominante coworking": ("coworking",),
    "Tiers lieux à dominante fablab": ("fablab",),
}
BY_HAND = "PLACE A LA MAIN"
# A geocoder that is half sure has often found another street of the commune (seen on the rows below 0.5).
HALF_SURE = 0.5
# Rows from Occitanie keep the whole numbers of Google's first geocoder instead of a score: GGeoAddressAccuracy.
GOOGLE: dict[int, Precision] = {9: "address", 8: "address", 7: "street", 6: "street", 5: "commune", 4: "commune"}


def say(row: Mapping[str, str]) -> Said:
    """What one row of the list says."""
    score, precision = _precision(row.get("PRECISION", ""), row.get("GEOCOD", ""))
    return Said(
        external_id=cell(row, "ID"),
        name=cell(row, "NOM_TL"),
        typologies=TYPOLOGIES.get(row.get("TYPO", "").strip(), ()),
        street=cell(row, "ADRESSE"),
        postcode=_known(row, "CP"),
        commune_codes=(_known(row, "INSEECOM"), _known(row, "INSEEMETRO")),
        commune=_first(row, "NOMCOM", "COMINIT", "NOMCOMMETRO"),
        departement=_known(row, "INSEEDEP"),
        latitude=cell(row, "LAT"),
        longitude=cell(row, "LONG"),
        precision=precision,
        score=score,
        websites=((None, cell(row, "WEB")), ("x", cell(row, "TWITTER")), ("facebook", cell(row, "FACEBOOK"))),
    )


def _known(row: Mapping[str, str], column: str) -> Cell:
    found = cell(row, column)
    return found if found.value.strip() != "0" else Cell(column, "")


def _first(row: Mapping[str, str], *columns: str) -> Cell:
    return next((found for column in columns if (found := _known(row, column)).value.strip()), cell(row, columns[0]))


def _precision(written: str, found_address: str) -> tuple[float | None, Precision]:
    """The geocoder's score, and what the address that it found lets one believe."""
    try:
        score = float(written)
    except ValueError:
        return None, "approximate"
    if score > 1:
        return None, GOOGLE.get(int(score), "approximate")
    if found_address.strip() == BY_HAND or score < HALF_SURE:
        return score, "approximate"
    if re.match(r"\s*\d", found_address):
        return score, "address"
    return score, "street" if re.search(r"\b\d{5}\b", found_address) else "commune"


COLUMNS = frozenset({
    "ID", "NOM_TL", "ADRESSE", "CP", "COMINIT", "INSEECOM", "NOMCOM", "WEB", "TWITTER", "FACEBOOK", "TYPO", "LAT",
    "LONG", "GEOCOD", "PRECISION", "INSEEDEP", "INSEEMETRO", "NOMCOMMETRO",
})  # fmt: skip
ADAPTER = Adapter(
    name="cget-2019",
    columns=COLUMNS,
    required=frozenset({"ID", "NOM_TL", "INSEECOM", "LAT", "LONG"}),
    say=say,
)
