"""The pages people see: French first, English for who asks for it; no script, no inline style."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sandbox.people import Person
from sandbox.realm_names import REALM

FOLDER = Path(__file__).with_name("pages")
RESOURCES = f"/realms/{REALM}/resources"
LANGUAGES = ("fr", "en")
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"


def language(request: Request, wished: str = "") -> str:
    """Return the page's language: the client's wish, else the browser's, else French."""
    for wish in (*wished.split(), *_preferences(request.headers.get("accept-language", ""))):
        if wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    return LANGUAGES[0]


def choice(people: Sequence[Person], *, name: str, action: str, target: str, spoken: str) -> Response:
    """The sign-in page: one button for each person."""
    words = _words()[spoken]
    buttons = "".join(_button(person, spoken) for person in people)
    body = f"""<p class="lead">{words["lead"]}</p>
<form method="post" action="{escape(action)}"><input type="hidden" name="page" value="{escape(name)}">
<ul>{buttons}</ul></form>
<p class="note">{words["note"]}</p>"""
    return _page(words["sign_in"], body, spoken=spoken, target=target)


def question(action: str, spoken: str) -> Response:
    """Ask whether the person means to sign out: nobody but they can have asked."""
    words = _words()[spoken]
    button = f'<button name="confirm" value="yes"><b>{words["sign_out"]}</b></button>'
    body = f'<p class="lead">{words["sure"]}</p><form method="post" action="{escape(action)}">{button}</form>'
    return _page(words["sign_out"], body, spoken=spoken)


def message(key: str, spoken: str, status: int = 200) -> Response:
    """A page that says one thing."""
    words = _words()[spoken]
    return _page(words[f"{key}_title"], f'<p class="lead">{words[key]}</p>', spoken=spoken, status=status)


def _button(person: Person, spoken: str) -> str:
    does = person.en if spoken == "en" else person.fr
    return (
        f'<li><button name="person" value="{escape(person.username)}">'
        f"<b>{escape(person.name)}</b><span>{escape(does)}</span></button></li>"
    )


def _page(title: str, body: str, *, spoken: str, target: str = "", status: int = 200) -> Response:
    html = _template().substitute(
        lang=spoken, title=title, body=body, resources=RESOURCES, site=_words()[spoken]["site"]
    )
    headers = {
        # A browser holds a form to its policy through redirects too: where the answer goes has to stand in it.
        "content-security-policy": f"{POLICY}; form-action 'self' {_source(target)}".strip(),
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
    return HTMLResponse(html, status, headers)


def _source(target: str) -> str:
    """Return an address as a content security policy names it: an origin, or a scheme of an application's own."""
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:" if parts.scheme else ""


def _preferences(header: str) -> Iterable[str]:
    """Return the languages of an Accept-Language header, the most wished first."""
    wishes = [part.partition(";q=") for part in header.replace(" ", "").split(",") if part]
    return [tag for tag, _, _ in sorted(wishes, key=lambda wish: -_weight(wish[2]))]


def _weight(quality: str) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "words.toml").read_text())


@cache
def _template() -> Template:
    return Template((FOLDER / "page.html").read_text())
