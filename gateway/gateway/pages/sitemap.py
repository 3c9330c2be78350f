"""The map of the site for search engines (https://www.sitemaps.org/protocol.html)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

PER_FILE = 50_000  # the protocol's limit
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def pages(entries: Iterable[tuple[str, str | None]]) -> str:
    """One file: (address, last change as an ISO date or None) of each page."""
    rows = "\n".join(f"<url>{_entry(address, changed)}</url>" for address, changed in entries)
    return f'{DECLARATION}<urlset xmlns="{NAMESPACE}">\n{rows}\n</urlset>\n'


def index(addresses: Iterable[str]) -> str:
    """The file that names the files."""
    rows = "\n".join(f"<sitemap>{_entry(address, None)}</sitemap>" for address in addresses)
    return f'{DECLARATION}<sitemapindex xmlns="{NAMESPACE}">\n{rows}\n</sitemapindex>\n'


def _entry(address: str, changed: str | None) -> str:
    return f"<loc>{escape(address)}</loc>" + (f"<lastmod>{escape(changed)}</lastmod>" if changed else "")
