"""`nav keycloak apply`, and what `nav up --keycloak` needs before it starts."""

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from sandbox.keycloak.access import Access
from sandbox.keycloak.declared import MissingError, read
from sandbox.keycloak.distribution import VERSION
from sandbox.keycloak.java import find_java
from sandbox.keycloak.server import REALM_FILE, Keycloak
from sandbox.nav.running import Home, console, fail, open_home
from sandbox.server import ServerError

app = typer.Typer(help="Keycloak's realm, as deploy/keycloak says.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keycloak's realm, as deploy/keycloak says."""


@app.command("apply")
def apply_realm() -> None:
    """Bring the realm to what is written: of the Keycloak at KEYCLOAK_URL, else of the running `nav up --keycloak`."""
    from keycloak.exceptions import KeycloakError

    home = open_home()
    try:
        changes = _elsewhere(home) if home.settings.inherited.get("KEYCLOAK_URL") else _here(home)
    except (MissingError, ServerError) as error:
        fail(str(error))
    except KeycloakError as error:
        fail(f"Keycloak did not do what was asked: {error}")
    for change in changes:
        console.print(change, markup=False)
    console.print(f"{len(changes)} changes" if changes else "the realm is as written: nothing changed")


def bring(home: Home) -> None:
    """See to it that Keycloak can start; end the command with what is lacking."""
    told = home.settings.inherited
    if told.get("OIDC_ISSUER"):
        fail("OIDC_ISSUER is set: people sign in there. Unset it to run a Keycloak of your own.")
    if home.settings.environment != "development":
        fail("ENVIRONMENT is production: this Keycloak's people have their names for passwords. See deploy/keycloak.")
    keycloak = home.cluster.issuer
    assert isinstance(keycloak, Keycloak)
    if keycloak.distribution.ready:
        return
    try:
        _fetch(keycloak, home)
    except ServerError as error:
        fail(str(error))


def _fetch(keycloak: Keycloak, home: Home) -> None:
    java = find_java(home.settings.inherited)
    console.print(f"Keycloak {VERSION} is fetched and built, once: half a minute after the download.")
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(keycloak.distribution.address.rpartition("/")[2], total=None)
        keycloak.distribution.prepare(
            java, progress=lambda done, total: progress.update(task, completed=done, total=total or None)
        )


def _here(home: Home) -> list[str]:
    keycloak = home.cluster.issuer
    if not isinstance(keycloak, Keycloak) or not keycloak.alive():
        fail("No Keycloak runs here. Start one (nav up --keycloak), or name one: KEYCLOAK_URL=… nav keycloak apply.")
    return keycloak.tell()


def _elsewhere(home: Home) -> list[str]:
    from sandbox.keycloak.apply import apply

    told = home.settings.inherited
    secret = told.get("KEYCLOAK_ADMIN_SECRET")
    if not secret:
        raise MissingError("not set: KEYCLOAK_ADMIN_SECRET, the secret of the client KEYCLOAK_ADMIN_CLIENT")
    access = Access(told["KEYCLOAK_URL"].rstrip("/"), told.get("KEYCLOAK_ADMIN_CLIENT", "navigator-operator"), secret)
    return list(apply(access, read(REALM_FILE, told)))
