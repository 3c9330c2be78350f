"""Who asks, as a route learns it."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from identity.caller import Caller
from identity.refusals import Forbidden, Unauthenticated
from identity.verifier import verifier_of

# Says in the documentation how to show a token; what was sent is read by `token`, which forgives nothing.
described = HTTPBearer(auto_error=False, scheme_name="bearer", bearerFormat="JWT", description="An access token.")


def token(request: Request) -> str | None:
    """The bearer token of a request, or None. Raises Unauthenticated when what was sent is something else."""
    given = request.headers.getlist("authorization")
    if not given:
        return None
    scheme, _, value = given[0].partition(" ")
    if len(given) > 1 or scheme.lower() != "bearer" or not value.strip():
        raise Unauthenticated("Show one bearer token.")
    return value.strip()


async def perhaps(request: Request, _: Annotated[object, Depends(described)]) -> Caller | None:
    """Who asks, or None when nobody says so. A token that is shown must be good: a bad one is no stranger."""
    shown = token(request)
    return await verifier_of(request.state.settings).verify(shown) if shown is not None else None


async def somebody(caller: Annotated[Caller | None, Depends(perhaps)]) -> Caller:
    """Who asks. Raises Unauthenticated when nobody says so."""
    if caller is None:
        raise Unauthenticated("Sign in first.")
    return caller


async def person(caller: Annotated[Caller, Depends(somebody)]) -> Caller:
    """The person who asks. Raises Unauthenticated, or Forbidden to a program."""
    if not caller.is_person:
        raise Forbidden("This is for people: a program has no name of its own here.")
    return caller


Perhaps = Annotated[Caller | None, Depends(perhaps)]
Somebody = Annotated[Caller, Depends(somebody)]
Person = Annotated[Caller, Depends(person)]
