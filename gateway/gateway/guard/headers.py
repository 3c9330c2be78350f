"""Security headers (OWASP secure headers project): strict, with no inline script or style anywhere."""

from urllib.parse import urlsplit

from gateway.asked import Headers
from gateway.settings import GatewaySettings

PERMISSIONS = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)


def common(settings: GatewaySettings) -> Headers:
    """What every answer carries."""
    headers = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"strict-origin-when-cross-origin")]
    if settings.secure:
        headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
    return headers


def for_data(settings: GatewaySettings) -> Headers:
    """An answer that is no page: opened in a browser it may load, run and frame nothing; no search engine lists it."""
    return [
        *common(settings),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        (b"x-robots-tag", b"noindex"),
    ]


def for_pages(settings: GatewaySettings) -> Headers:
    """A page of ours: everything from here, tiles from where the configuration says."""
    return [
        *common(settings),
        (b"content-security-policy", policy(settings.tiles_url).encode()),
        (b"permissions-policy", PERMISSIONS.encode()),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"x-frame-options", b"DENY"),  # for browsers older than frame-ancestors
    ]


def policy(tiles_url: str) -> str:
    """The content security policy of our pages."""
    tiles = _origin(tiles_url)
    sources = f"'self' {tiles}".strip()
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            f"img-src {sources} data: blob:",
            f"connect-src {sources}",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def _origin(template: str) -> str:
    """The origin of a tile template; ``{s}`` for one of several hosts becomes a wildcard."""
    if not template:
        return ""
    parts = urlsplit(template)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
