"""Why a service gave no answer."""


class UpstreamError(Exception):
    """The service gave no usable answer."""


class Unreachable(UpstreamError):  # noqa: N818 - reads as a state
    """No connection could be made, or all are taken and too many wait."""


class Expired(UpstreamError):  # noqa: N818
    """A deadline passed."""


class Broken(UpstreamError):  # noqa: N818
    """The connection ended, or spoke no HTTP, before the answer was whole."""


class LostWhileIdle(Broken):
    """A kept connection turned out closed when used again: not one byte of an answer came."""
