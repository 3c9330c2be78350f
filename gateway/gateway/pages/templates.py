"""The client's index.html with a page's own head."""

import re
from html import escape

from gateway.pages.heads import Head

MARKER = "<!--head-->"
# What the template says of itself gives way to what the page says.
OWN_TITLE = re.compile(r"<title>.*?</title>\s*", re.DOTALL | re.IGNORECASE)
OWN_DESCRIPTION = re.compile(r"<meta\s+name=[\"']description[\"'][^>]*>\s*", re.DOTALL | re.IGNORECASE)
NO_INDEX = '<meta name="robots" content="noindex">'


def fill(template: str, head: Head, *, site: str, image: str | None, indexed: bool = True) -> str:
    """The page; where the template has no marker, the head's end takes its place."""
    own = [f"<title>{escape(head.title)}</title>", f'<meta name="description" content="{escape(head.description)}">']
    words = "\n".join([*own, head.html(site=site, image=image), *([] if indexed else [NO_INDEX])])
    bare = OWN_DESCRIPTION.sub("", OWN_TITLE.sub("", template, count=1), count=1)
    place = MARKER if MARKER in bare else "</head>"
    before, found, after = bare.partition(place)
    return before + words + (after if found == MARKER else found + after)
