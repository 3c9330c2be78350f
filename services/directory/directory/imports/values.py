"""Values as people write them, made into values to rely on; what cannot be is `Unreadable`, with the reason."""

import re
from datetime import date

import phonenumbers

NO_ANSWER = frozenset(
    {"", "-", "--", "/", "?", "n/a", "na", "nan", "nc", "none", "null", "néant", "non renseigné", "x"}
)
_MOJIBAKE = re.compile(
    r"[ÃÂâ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122€]"
)
_EMAIL = re.compile(r"^[^@\s<>(),;:\"]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}$", re.IGNORECASE)
_PARTIAL_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?$")
_FRENCH_DATE = re.compile(r"^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$")
_AREA = re.compile(r"^(\d[\d\s\u00a0\u202f]*)(?:[.,]\d+)?\s*(?:m2|m²|mètres? carrés?)?$", re.IGNORECASE)
LONGEST_HOURS = 500  # characters; no place needs more, and no pattern should be asked to read more

_TIME = r"\d{1,2}:\d{2}"
_SPAN = rf"{_TIME}(?:\s*-\s*{_TIME}\+?|\+)"
_TIMES = rf"{_SPAN}(?:\s*,\s*{_SPAN})*"
_SELECTOR = r"[A-Za-zé0-9 ,:\-\[\]/+&]+?"
_HOURS_RULE = re.compile(
    rf"^(?:24/7|(?:{_SELECTOR}\s+)?(?:{_TIMES}|off|closed|open)|{_TIMES})(?:\s*\"[^\"]*\")?$", re.IGNORECASE
)
_COMMENT = re.compile(r'^"[^"]+"$')
_BETWEEN_RULES = re.compile(r"(;|\|\|)")
_WEEKDAY_OR_DATE = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|week|[JFMASOND][a-z]{2}|\d{4}|easter)\b", re.IGNORECASE)

# The country libphonenumber knows each département or collectivity overseas as.
_PHONE_REGIONS = {
    "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "977": "BL", "978": "MF",
    "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip


class Unreadable(ValueError):  # noqa: N818  # a "no" is named after what was met, as refusals are
    """The value cannot be used; the message says why, for the person who wrote it."""


def text(value: str) -> str | None:
    """The text without outer blanks, `nan` and its like, and text decoded twice put right: `ThÃ©Ã¢tre` -> `Théâtre`."""
    value = value.replace("\u00a0", " ").strip()
    if _MOJIBAKE.search(value):
        try:
            value = value.encode("cp1252").decode("utf-8")
        except UnicodeError:
            pass
    return None if value.casefold() in NO_ANSWER else value


def number(value: str) -> float | None:
    """A number with a point or a French comma. Raises Unreadable."""
    if (written := text(value)) is None:
        return None
    try:
        read = float(written.replace(",", ".").replace(" ", "").replace("\u202f", ""))
    except ValueError:
        raise Unreadable("not a number") from None
    if read != read or read in {float("inf"), float("-inf")}:  # noqa: PLR0124  # the one value that is not itself
        raise Unreadable("not a number")
    return read


def square_metres(value: str) -> int | None:
    """A floor area: `1 200 m²` -> 1200. Zero says nothing. Raises Unreadable."""
    if (written := text(value)) is None:
        return None
    if not (found := _AREA.match(written)):
        raise Unreadable("not an area in square metres")
    return int(re.sub(r"\D", "", found[1])) or None


def partial_date(value: str) -> str | None:
    """A year, month or day as ISO 8601: `03/2015` -> `2015-03`. Raises Unreadable."""
    if (written := text(value)) is None:
        return None
    if found := _PARTIAL_DATE.match(written):
        year, month, day = found.groups()
    elif found := _FRENCH_DATE.match(written):
        day, month, year = found.groups()
    else:
        raise Unreadable("not a date")
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise Unreadable("not a date") from None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def day(value: str) -> date | None:
    """A whole date: the first day of a month or of a year where that is all there is. Raises Unreadable."""
    read = partial_date(value)
    return date.fromisoformat(read + "-01-01"[len(read) - len("2015") :]) if read else None


def email(value: str) -> str | None:
    """The first address of a list separated by `|`, `;`, `,` or blanks. Raises Unreadable."""
    if (written := text(value)) is None:
        return None
    for one in re.split(r"[|;,\s]+", written.removeprefix("mailto:")):
        if _EMAIL.match(one):
            local, _, host = one.rpartition("@")
            return f"{local}@{host.lower()}"
    raise Unreadable("not an e-mail address")


def phone(value: str, departement: str | None = None) -> str | None:
    """The first number of a list, as E.164: `01 80 05 98 80` -> `+33180059880`. Raises Unreadable.

    The département says what a national number of overseas means.
    """
    if (written := text(value)) is None:
        return None
    for one in re.split(r"[|;,]|\bou\b|\s/\s", written):
        for region in dict.fromkeys([_PHONE_REGIONS.get(departement or "", "FR"), "FR", "GP", "RE", "MQ", "GF"]):
            try:
                parsed = phonenumbers.parse(one, region)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(parsed):
                return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    raise Unreadable("not a telephone number")


def opening_hours(value: str) -> str | None:
    """Hours in OpenStreetMap's syntax (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification).

    Checked rule by rule as far as a shape can be; free text is Unreadable.
    """
    if (written := text(value)) is None:
        return None
    if len(written) > LONGEST_HOURS:
        raise Unreadable("too long for opening hours")
    parts = [part.strip() for part in _BETWEEN_RULES.split(written)]
    hours = ""
    for before, rule in zip(["", *parts[1::2]], parts[::2], strict=True):
        if rule and not _is_hours_rule(rule):
            raise Unreadable("not opening hours as OpenStreetMap writes them")
        if rule:
            hours += {"||": " || "}.get(before, "; ") * bool(hours) + rule
    return hours or None


def _is_hours_rule(rule: str) -> bool:
    """Whether a rule says when, or in a comment of its own what holds otherwise: `"sur rendez-vous"`."""
    if _COMMENT.match(rule):
        return True
    return bool(_HOURS_RULE.match(rule) and (re.search(r"\d", rule) or _WEEKDAY_OR_DATE.search(rule)))
