"""The table of rights, made from the code: every endpoint, and which personas may use it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from chassis.service import api, installed, load
from chassis.settings import Settings
from identity import asking
from identity.rights import Right, Who, allowed

NOWHERE = "postgresql+asyncpg://nowhere/"  # describing connects to nothing
# Whoever answers without being a service (the gateway) declares its endpoints itself: an entry point of this group, by
# its name in the table, leads to a function that gives them.
DECLARED = "navigator.rights"

# Who a persona is to what he asks for: he holds his role for it, and has nothing else to do with it.
PERSONAS: dict[str, frozenset[Who]] = {
    "stranger": frozenset(),
    "signed-in": frozenset({Who.SIGNED_IN}),
    "member": frozenset({Who.SIGNED_IN, Who.MEMBER}),
    "editor": frozenset({Who.SIGNED_IN, Who.MEMBER, Who.EDITOR}),
    "steward": frozenset({Who.SIGNED_IN, Who.MEMBER, Who.EDITOR, Who.STEWARD}),
    "network manager": frozenset({Who.SIGNED_IN, Who.NETWORK_MANAGER}),
    "moderator": frozenset({Who.SIGNED_IN, Who.MODERATOR}),
    "administrator": frozenset({Who.SIGNED_IN, Who.MODERATOR, Who.ADMINISTRATOR}),
    "partner client": frozenset({Who.PARTNER}),
}
# Who else may, that no persona is by himself.
BESIDES = (Who.OWNER, Who.FELLOW_STEWARD, Who.ORPHAN_MANAGER)
HEAD = """\
# Who may do what

Made from the code by `make rights`: change it there. Each service declares its permissions (`rights.py`), each route
names the one it needs.

A persona holds his role for the very place, network or partner that a request is about, and has nothing else to do with
it. A *steward* is everything that an *editor* is, and an *editor* everything that a *member* is. A *network manager* is
an editor or a steward of a network that the place is in. A *partner client* is a program with the scope that the last
column names. *Also*: who else may, or what the answer depends on besides. All others get 401 (nobody says who asks),
403, or 404 where not even that it exists is told.
"""


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One thing that can be asked for. ``rights``: each is needed; none where anyone may."""

    verb: str
    path: str
    summary: str
    rights: tuple[Right, ...] = ()
    permissions: tuple[str, ...] = ()
    tells_more: bool = False  # to some who say who they are

    def __str__(self) -> str:
        return f"{self.verb} {self.path}"

    def lets(self, relations: Iterable[Who]) -> bool:
        """Whether somebody who stands so to what he asks for may."""
        known = frozenset(relations)
        return all(right.who & known for right in self.rights)

    @property
    def also(self) -> str:
        """What the personas do not say."""
        besides = [who.value for who in BESIDES if any(who in right.who for right in self.rights)]
        scopes = [f"scope `{right.scope}`" for right in self.rights if right.scope]
        return "; ".join([*besides, *scopes, *(["shows more to some"] if self.tells_more else [])])


def endpoints(app: FastAPI) -> Iterator[Endpoint]:
    """Every documented endpoint of a service, in the order of its routers."""
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route, "dependant", None)
        if dependant is None or not getattr(route, "include_in_schema", False):
            continue
        for verb in sorted(route.methods or ()):
            yield _endpoint(verb, route, list(_calls(dependant)))


def _endpoint(verb: str, route: Any, calls: Sequence[Any]) -> Endpoint:
    checks = {call.permission: call.right for call in calls if hasattr(call, "permission")}
    rights = tuple(checks.values())
    if not rights and asking.person in calls:
        rights = (allowed(Who.SIGNED_IN),)
    elif not rights and asking.somebody in calls:
        rights = (Right(frozenset({Who.SIGNED_IN, Who.PARTNER})),)
    return Endpoint(
        verb=verb,
        path=route.path,
        summary=route.summary or "",
        rights=rights,
        permissions=tuple(str(permission) for permission in checks),
        tells_more=not rights and asking.perhaps in calls,
    )


def _calls(dependant: Dependant) -> Iterator[Any]:
    """The functions that a route depends on, all the way down."""
    for one in dependant.dependencies:
        yield one.call
        yield from _calls(one)


def known() -> dict[str, list[Endpoint]]:
    """The endpoints of every service installed here, and of whoever declares his own."""
    services = {name: list(endpoints(api(load(name), Settings(database_url=NOWHERE)))) for name in installed()}
    return services | {point.name: list(point.load()()) for point in entry_points(group=DECLARED)}


def table(services: dict[str, list[Endpoint]]) -> str:
    """The whole table, as Markdown."""
    return "\n".join([HEAD, *(line for name in sorted(services) for line in _section(name, services[name]))])


def _section(name: str, rows: Sequence[Endpoint]) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"| | permission | {' | '.join(PERSONAS)} | also |"
    yield f"|---|---|{':-:|' * len(PERSONAS)}---|"
    for row in rows:
        ticks = " | ".join("✓" if row.lets(who) else "" for who in PERSONAS.values())
        named = ", ".join(f"`{permission}`" for permission in row.permissions)
        yield f"| {row.summary} <br> `{row}` | {named} | {ticks} | {row.also} |"
    yield ""
