"""What the head of a page says to search engines and to sites where it is shared.

Title and description; OpenGraph (https://ogp.me); JSON-LD in the words of https://schema.org.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

Document = Mapping[str, Any]

DESCRIPTION_LENGTH = 200  # characters; what search engines show is shorter, what chat previews show is longer
SCHEMA_TYPES = {
    "software": "SoftwareApplication",
    "data": "Dataset",
    "knowledge": "CreativeWork",
    "equipment": "Product",
}


@dataclass(frozen=True, kw_only=True)
class Head:
    """One page's own words. ``title`` and ``description`` are plain text; ``data`` is JSON-LD."""

    title: str
    description: str
    canonical: str
    data: Mapping[str, Any] | None = None

    def html(self, *, site: str, image: str | None = None) -> str:
        """As elements, everything escaped."""
        properties = {
            "og:type": "website",
            "og:site_name": site,
            "og:title": self.title,
            "og:description": self.description,
            "og:url": self.canonical,
            "og:locale": "fr_FR",
            **({"og:image": image} if image else {}),
        }
        elements = [f'<link rel="canonical" href="{escape(self.canonical)}">']
        elements += [f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items()]
        large = image is not None and "icon" not in image  # an icon blown up is no picture
        elements.append(f'<meta name="twitter:card" content="{"summary_large_image" if large else "summary"}">')
        if self.data is not None:
            elements.append(f'<script type="application/ld+json">{as_script(self.data)}</script>')
        return "\n".join(elements)


def as_script(data: Mapping[str, Any]) -> str:
    """JSON that no content can break out of: ``<``, ``>`` and ``&`` never stand in it as themselves."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def shorten(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """The text on one line, cut at a word where it is too long."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _known(values: Document) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def of_place(place: Document, *, url: str, site: str) -> Head:
    """A place's page."""
    address = place["address"]
    where = address["commune"]
    title = f"{place['name']}, {where}" if where else place["name"]
    fallback = f"{title}: un tiers-lieu présenté par ses pairs."
    return Head(
        title=f"{title} · {site}",
        description=shorten(place["summary"] or place["description"] or fallback),
        canonical=url,
        data=_place_data(place, url),
    )


def _place_data(place: Document, url: str) -> dict[str, Any]:
    address, location = place["address"], place["location"]
    postal = _known(
        {
            "streetAddress": address["street"],
            "postalCode": address["postcode"],
            "addressLocality": address["commune"],
            "addressRegion": address["region"],
        }
    )
    return _known(
        {
            "@type": "Place",
            "@id": url,
            "url": url,
            "name": place["name"],
            "description": place["summary"],
            "address": postal and {"@type": "PostalAddress", "addressCountry": "FR", **postal},
            "geo": location
            and {"@type": "GeoCoordinates", "latitude": location["latitude"], "longitude": location["longitude"]},
            "telephone": place["contact"]["phone"],
            "sameAs": [link for link in (place["website"], *(link["url"] for link in place["links"])) if link],
        }
    )


def of_network(network: Document, *, url: str, site: str) -> Head:
    """A network's page."""
    fallback = f"{network['name']}: ses lieux, ses outils, sa carte."
    return Head(
        title=f"{network['name']} · {site}",
        description=shorten(network["summary"] or network["description"] or fallback),
        canonical=url,
        data=_known(
            {
                "@type": "Organization",
                "@id": url,
                "url": url,
                "name": network["name"],
                "description": network["summary"],
                "areaServed": network["region"],
                "sameAs": network["website"] and [network["website"]],
            }
        ),
    )


def of_tool(tool: Document, *, url: str, site: str) -> Head:
    """A tool's page."""
    fallback = f"{tool['name']}: qui s'en sert, depuis quand, et avec quel bonheur."
    return Head(
        title=f"{tool['name']} · {site}",
        description=shorten(tool["summary"] or tool["description"] or fallback),
        canonical=url,
        data=_known(
            {
                "@type": SCHEMA_TYPES[tool["kind"]],
                "@id": url,
                "url": url,
                "name": tool["name"],
                "description": tool["summary"],
                "license": tool["licence"],
                "sameAs": [link for link in (tool["website"], tool["repository"]) if link],
                "author": tool["maker"] and {"@type": "Organization", "name": tool["maker"]["name"]},
            }
        ),
    )
