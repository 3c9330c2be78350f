"""The ways in which a session says no."""

from chassis.refusals import Refusal
from gateway.refusing import EdgeRefusal


class SessionEnded(Refusal):
    """Your session is over: sign in again."""

    status = 401


class CsrfTokenMissing(Refusal):
    """What is changed in your name must carry the token of your session."""

    status = 403


class CrossSiteRequest(Refusal):
    """Another site asked this in your name."""

    status = 403


class SessionsUnavailable(EdgeRefusal):
    """Sessions cannot be looked up at the moment; what needs no sign-in goes on."""


class SignInUnavailable(EdgeRefusal):
    """Nobody can sign in at the moment; what needs no sign-in goes on."""


class SignInNotBegunHere(Refusal):
    """This sign-in was not begun in this browser, or is too old: begin again."""

    status = 400


class SignInRefused(Refusal):
    """The identity provider did not let this sign-in through: begin again."""

    status = 400


class LogoutTokenRefused(Refusal):
    """That is no logout token of our identity provider, or one that was used."""

    status = 400


class ConfirmationDiffers(Refusal):
    """To erase your account, write your user name or e-mail address as it is known here."""

    status = 422


class NoSuchSession(Refusal):
    """You have no such session."""

    status = 404
