"""What people write, as HTML that can do no harm: rendered once, when it is written, and kept.

Two independent parts answer for it: markdown-it knows no raw HTML and no address but of three schemes, and nh3 lets
through a dozen tags whatever comes out of the first.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, NamedTuple
from uuid import UUID

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline

MENTION = re.compile(r"@\[([^\[\]\n]{1,200})\]\(([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\)")
MENTIONS = 20  # people one comment may call
# Control signs, and those that turn the direction of what follows: neither is anything that one writes.
UNWRITTEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
BRACKETS = str.maketrans("[]", "()")

TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "span"}
ATTRIBUTES = {"*": set[str](), "a": {"href"}, "ol": {"start"}}  # without the first, nh3 lets `title` and `lang` through
CLASSES = {"span": {"mention"}}
SCHEMES = ("http", "https", "mailto")
REL = "nofollow ugc noopener"
NEW_LINES = re.compile(r"\r\n?")

Names = Mapping[UUID, str]


class Rendered(NamedTuple):
    """The HTML of a comment, and who is mentioned in it, in order."""

    html: str
    mentioned: tuple[UUID, ...]


def tidy(text: str) -> str:
    """Text without control signs, signs that turn its direction, or outer blanks; empty when nothing can be seen."""
    plain = UNWRITTEN.sub("", NEW_LINES.sub("\n", text)).strip()
    visible = any(not sign.isspace() and unicodedata.category(sign) != "Cf" for sign in plain)
    return plain if visible else ""


def called(body: str) -> list[UUID]:
    """The ids of all who may be meant, each once, in order."""
    return list(dict.fromkeys(UUID(found[2]) for found in MENTION.finditer(body)))[:MENTIONS]


def named(body: str, names: Names) -> str:
    """The body with everybody who can be mentioned called by his own name, whatever the writer called him."""

    def call(found: re.Match[str]) -> str:
        name = names.get(UUID(found[2]))
        return f"@[{name.translate(BRACKETS)}]({found[2].lower()})" if name else found[0]

    return MENTION.sub(call, body)


def without(body: str, person: UUID) -> str:
    """The body with this person no longer named where he was mentioned, and his id nowhere."""
    plain = MENTION.sub(lambda found: "@…" if UUID(found[2]) == person else found[0], body)
    return re.sub(re.escape(str(person)), "…", plain, flags=re.IGNORECASE)


def render(body: str, names: Names) -> Rendered:
    """The body as HTML. ``names``: who can be mentioned; everybody else stays plain text."""
    env: dict[str, Any] = {"names": names, "mentioned": {}}
    html = nh3.clean(
        writer.render(body, env),
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )
    return Rendered(html.strip(), tuple(env["mentioned"]))


def _mention(state: StateInline, silent: bool) -> bool:
    """Read ``@[Name](id)``: a mention, or the plain name when nobody who can be mentioned has this id."""
    found = MENTION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        person = UUID(found[2])
        name = state.env["names"].get(person)
        token = state.push("mention" if name else "text", "", 0)
        token.content = f"@{name or found[1]}"
        if name:
            state.env["mentioned"][person] = None
    state.pos = found.end()
    return True


def _show_mention(_: RendererHTML, tokens: Any, index: int, __: Any, ___: Any) -> str:
    return f'<span class="mention">{escape(tokens[index].content)}</span>'


def _is_safe(address: str) -> bool:
    """Whether a link may lead there: a whole address of a scheme that runs nothing."""
    scheme, colon, rest = address.partition(":")
    return bool(colon) and scheme.lower() in SCHEMES and (scheme.lower() == "mailto" or rest.startswith("//"))


def _writer(off: Iterable[str]) -> MarkdownIt:
    options = {"html": False, "linkify": True, "breaks": True, "maxNesting": 20}
    made = MarkdownIt("commonmark", options).enable(["linkify", "strikethrough"]).disable(list(off))
    assert made.linkify is not None
    # Only what is written as an address becomes a link: `lisez.moi` is a sentence without a blank.
    made.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    made.inline.ruler.before("link", "mention", _mention)
    made.add_render_rule("mention", _show_mention)
    made.validateLink = _is_safe  # type: ignore[method-assign, assignment] # how the library wants it
    return made


# Headings would break the outline of the page, pictures call other people's servers, references let a short text
# grow long.
writer = _writer(off=("image", "html_block", "html_inline", "heading", "lheading", "hr", "reference"))
