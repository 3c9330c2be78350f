"""Places of digital inclusion, in the national exchange schema (`standard-mediation-num` v1.0.2, La Mednum, ANCT)."""

import re
from collections.abc import Mapping

from contracts.directory import Precision
from directory.imports.adapters.adapter import Adapter
from directory.imports.said import Said, cell
from directory.imports.values import text

# Kinds of structures (data.inclusion) that are also typologies here; the others say who bears the place.
TYPOLOGIES = {
    "BIB": "media_library",
    "CS": "social_centre",
    "CSC": "social_centre",
    "MQ": "social_centre",
    "EVS": "social_centre",
    "RESSOURCERIE": "recycling_centre",
}
LEGAL_FORMS = {
    "ASSO": "association",
    "MUNI": "local_authority",
    "EPCI": "local_authority",
    "DEPT": "local_authority",
    "REG": "local_authority",
    "CCAS": "public_body",
    "CIAS": "public_body",
}
LABELS = {
    "Aidants Connect": "aidants_connect",
    "Conseillers numériques": "conseiller_numerique",
    "France Services": "france_services",
    "Grande école du numérique": "grande_ecole_du_numerique",
    "Point d'accès numérique CAF": "point_numerique_caf",
    "Fabriques de Territoire": "fabrique_de_territoire",
    "SUD LABS (PACA)": "sud_labs",
}


def say(row: Mapping[str, str]) -> Said:
    """What one place of the schema says."""
    kinds = _listed(row, "typologie")
    labels = (*_listed(row, "dispositif_programmes_nationaux"), *_listed(row, "formations_labels"))
    return Said(
        external_id=cell(row, "id"),
        name=cell(row, "nom"),
        summary=cell(row, "presentation_resume"),
        description=cell(row, "presentation_detail"),
        typologies=("digital_inclusion", *(TYPOLOGIES[kind] for kind in kinds if kind in TYPOLOGIES)),
        labels=tuple(LABELS[label] for label in labels if label in LABELS),
        bearer_name=cell(row, "structure_parente"),
        bearer_legal_form=next((LEGAL_FORMS[kind] for kind in kinds if kind in LEGAL_FORMS), None),
        street=cell(row, "adresse"),
        complement=cell(row, "complement_adresse"),
        postcode=cell(row, "code_postal"),
        commune_codes=(cell(row, "code_insee"),),
        commune=cell(row, "commune"),
        latitude=cell(row, "latitude"),
        longitude=cell(row, "longitude"),
        precision=_precision(row),
        email=cell(row, "courriels"),
        phone=cell(row, "telephone"),
        websites=(
            (None, cell(row, "site_web")),
            ("accessibility", cell(row, "fiche_acces_libre")),
            ("booking", cell(row, "prise_rdv")),
        ),
        opening_hours=cell(row, "horaires"),
        said_on=cell(row, "date_maj"),
    )


def _listed(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    return tuple(one.strip().replace("’", "'") for one in row.get(column, "").split("|") if one.strip())


def _precision(row: Mapping[str, str]) -> Precision:
    """The schema does not say; its coordinates come from the address, so they are as precise as that is."""
    street = text(row.get("adresse", ""))
    if street is None:
        return "commune"
    return "address" if re.match(r"\d", street) else "street"


COLUMNS = frozenset({
    "id", "nom", "commune", "code_postal", "code_insee", "adresse", "complement_adresse", "latitude", "longitude",
    "typologie", "telephone", "courriels", "site_web", "horaires", "presentation_resume", "presentation_detail",
    "structure_parente", "dispositif_programmes_nationaux", "formations_labels", "fiche_acces_libre", "prise_rdv",
    "date_maj",
})  # fmt: skip
ADAPTER = Adapter(
    name="mediation-numerique",
    columns=COLUMNS,
    required=frozenset({"id", "nom", "commune", "code_postal", "adresse"}),
    say=say,
)
