"""Any other CSV file, by a mapping: a TOML file that says which column is what (see the ecosystem's `sources/`)."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from contracts.directory import Precision
from directory.ecosystem import Ecosystem
from directory.imports.adapters.adapter import Adapter
from directory.imports.said import NOTHING, Cell, Said, cell
from directory.imports.values import Unreadable, number, text

Text = Literal[
    "external_id", "name", "summary", "description", "bearer_name", "street", "complement", "postcode", "commune",
    "departement", "latitude", "longitude", "email", "phone", "opening_hours", "total_m2", "workspace_m2", "events_m2",
    "founded", "said_on",
]  # fmt: skip
Coded = Literal["typologies", "labels", "bearer_legal_form"]
TEXTS: frozenset[str] = frozenset(get_args(Text))
CODED: frozenset[str] = frozenset(get_args(Coded))
OTHERS = frozenset({"commune_code", "score"})
PLACED = ({"commune_code"}, {"commune", "postcode"}, {"commune", "departement"}, {"latitude", "longitude"})


class MappingError(ValueError):
    """The mapping file cannot be used; the message says where and why."""


class Constants(BaseModel):
    """What every row of the file has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    typologies: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    bearer_legal_form: str | None = None
    precision: Precision = "approximate"


class Mapped(BaseModel):
    """A mapping file, checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: Mapping[str, str | tuple[str, ...]]
    constants: Constants = Constants()
    values: Mapping[Coded, Mapping[str, str]] = Field(default_factory=dict)
    separator: str = Field("|", min_length=1, max_length=1)

    @model_validator(mode="after")
    def _tells_who_and_where(self) -> Self:
        fields = self.columns.keys()
        if "name" not in fields:
            raise ValueError("columns.name is needed")
        if not any(needed <= fields for needed in PLACED):
            raise ValueError("nothing tells where: a commune_code, a commune with postcode or departement, or a point")
        return self

    def cell(self, row: Mapping[str, str], field: str) -> Cell:
        """The first cell of a field's columns that says something."""
        named = self.columns.get(field, ())
        cells = [cell(row, column) for column in ((named,) if isinstance(named, str) else named)]
        return next((one for one in cells if text(one.value)), cells[0] if cells else NOTHING)

    def keys(self, row: Mapping[str, str], field: Coded) -> tuple[str, ...]:
        """The vocabulary's keys for the values of a cell; a value without translation says nothing."""
        known = {value.casefold(): key for value, key in self.values.get(field, {}).items()}
        said = self.cell(row, field).value.split(self.separator)
        return tuple(known[one.strip().casefold()] for one in said if one.strip().casefold() in known)

    def say(self, row: Mapping[str, str]) -> Said:
        """What one row says."""
        links = self.columns.keys() - TEXTS - CODED - OTHERS
        form = self.keys(row, "bearer_legal_form")
        texts: dict[str, Any] = {field: self.cell(row, field) for field in TEXTS & self.columns.keys()}
        return Said(
            **texts,
            typologies=(*self.constants.typologies, *self.keys(row, "typologies")),
            labels=(*self.constants.labels, *self.keys(row, "labels")),
            bearer_legal_form=form[0] if form else self.constants.bearer_legal_form,
            commune_codes=(self.cell(row, "commune_code"),),
            precision=self.constants.precision,
            score=_number(self.cell(row, "score")),
            websites=tuple((None if kind == "website" else kind, self.cell(row, kind)) for kind in sorted(links)),
        )


def mapping_adapter(path: Path, ecosystem: Ecosystem) -> Adapter:
    """The adapter that a mapping file describes. Raises MappingError."""
    try:
        mapped = Mapped.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: not TOML: {error}") from None
    except ValidationError as error:
        faults = (f"{path}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise MappingError("\n".join(faults)) from None
    if unknown := sorted(_unknown(mapped, ecosystem)):
        raise MappingError(f"{path}: the vocabulary has no {', '.join(unknown)}")
    used = [named if isinstance(named, tuple) else (named,) for named in mapped.columns.values()]
    return Adapter(
        name=path.stem,
        columns=frozenset(column for columns in used for column in columns),
        required=frozenset(columns[0] for columns in used if len(columns) == 1),
        say=mapped.say,
    )


def _unknown(mapped: Mapped, ecosystem: Ecosystem) -> Iterable[str]:
    """Fields, link kinds and keys that the navigator would not know."""
    words = ecosystem.vocabulary
    kinds = {term.key for term in words.link_kinds}
    yield from (f"field or link kind {field!r}" for field in mapped.columns.keys() - TEXTS - CODED - OTHERS - kinds)
    form = mapped.constants.bearer_legal_form
    lists = (
        ("typology", words.typologies, (*mapped.constants.typologies, *mapped.values.get("typologies", {}).values())),
        ("label", words.labels, (*mapped.constants.labels, *mapped.values.get("labels", {}).values())),
        ("legal form", words.legal_forms, (form, *mapped.values.get("bearer_legal_form", {}).values())),
    )
    for noun, terms, used in lists:
        known = {term.key for term in terms}
        yield from (f"{noun} {key!r}" for key in used if key is not None and key not in known)


def _number(written: Cell) -> float | None:
    try:
        return number(written.value)
    except Unreadable:
        return None
