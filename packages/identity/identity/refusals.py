"""The three ways in which identity says no."""

from collections.abc import Mapping

from chassis.refusals import Refusal


class Unauthenticated(Refusal):
    """Sign in first: this needs to know who asks."""

    status = 401
    headers: Mapping[str, str] = {"www-authenticate": 'Bearer realm="navigator"'}


class Forbidden(Refusal):
    """The one who asks may not do this."""

    status = 403


class IdentityUnavailable(Refusal):
    """Nobody can be recognised at the moment: the identity provider does not answer."""

    status = 503
    headers: Mapping[str, str] = {"retry-after": "5"}
