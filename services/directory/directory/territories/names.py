"""One spelling for the many ways people write the name of a commune."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "’": "'", "ʼ": "'"})
_ARTICLE_LAST = re.compile(r"^(?P<name>.+?)\s*\((?P<article>l'|la|le|les|los|lo)\)$")
_SUR = re.compile(r"(?<=\w)\s*[ -]?\bs/\s*|\s*/\s*")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_CEDEX = re.compile(r" cedex\b.*$")
_DISTRICT = re.compile(r"^(paris|lyon|marseille)(?: 0*\d{1,2}(?: ?(?:e|er|eme|ere|nd|arr|arrdt|arrondissement))*)+$")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def plain(text: str) -> str:
    """Lower case without accents, ligatures or punctuation, single spaces: `Œuf-en-Ternois` -> `oeuf en ternois`."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", bare).strip()


def commune_key(name: str) -> str:
    """What two spellings of one commune share.

    `St Etienne`, `SAINT-ÉTIENNE`, `Chalon s/ Saône`, `Abergement (L')`, `Paris 10e Arrondissement`, `Lyon Cedex 03`
    become `saint etienne`, `saint etienne`, `chalon sur saone`, `l abergement`, `paris`, `lyon`.
    """
    name = name.strip().lower().translate(_LIGATURES)
    if last := _ARTICLE_LAST.match(name):
        name = f"{last['article']} {last['name']}"
    words = plain(_SUR.sub(" sur ", name)).split()
    key = _CEDEX.sub("", " ".join(_SHORT.get(word, word) for word in words))
    district = _DISTRICT.match(key)
    return district[1] if district else key
