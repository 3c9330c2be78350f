"""What may not be done by somebody who wished to be forgotten."""

from identity.refusals import Unauthenticated


class PersonErased(Unauthenticated):
    """This account was erased on its owner's wish."""
