"""The `greenroom` command."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from app.commands.demo import demo_commands
from app.commands.desk import Context, explain
from app.commands.doctor import doctor
from app.commands.observe import observe
from app.commands.run import run
from app.commands.schema import schema
from app.commands.verify import verify_specs
from app.inprocess.clock import SystemClock
from app.settings import Settings
from app.version import version
from app.wiring import Wiring, production

DEBUG = "--debug"

application = typer.Typer(
    name="greenroom",
    help="Tests a running web application in a real browser and leaves plain Playwright specs behind.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
for command in (run, observe, doctor, schema):
    application.command()(command)
application.command("verify")(verify_specs)
application.add_typer(demo_commands, name="demo")


@application.callback(invoke_without_command=True)
def _greenroom(
    *,
    debug: Annotated[bool, typer.Option(DEBUG, help="Show where an internal error happened.")] = False,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    if show_version:
        sys.stdout.write(f"greenroom {version()}\n")
        raise typer.Exit
    _ = debug  # listed here for --help; `main` has taken it out, so that it can stand anywhere


def main(
    arguments: Sequence[str] | None = None, wiring: Wiring | None = None, settings: Settings | None = None
) -> int:
    """Run a command and return its exit code. This is the edge where every error becomes words."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = DEBUG in given
    context = Context(wiring or production(), settings or Settings.from_process(), SystemClock())
    try:
        application([word for word in given if word != DEBUG], obj=context, prog_name="greenroom")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the edge of the process
        return int(explain(error, debug=debug, as_json="--json" in given))
    return 0
