"""The `nav` command."""

import typer

from sandbox.nav import data, doctor, down, env, keycloak, logs, up

app = typer.Typer(
    name="nav",
    help="The navigator of third places on this machine, without Docker.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for verb in (up.up, down.down, down.status, logs.logs, doctor.doctor, data.reset, env.env):
    app.command()(verb)
app.add_typer(keycloak.app, name="keycloak")
app.command("import", context_settings=data.PASSED_ON)(data.import_data)
app.command(context_settings=data.PASSED_ON)(data.duplicates)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
