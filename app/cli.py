"""The `greenroom` command."""

import sys
from collections.abc import Sequence
from importlib import metadata
from typing import Annotated

import typer

from app.commands.demo import demo_commands
from app.commands.desk import Context, explain
from app.commands.doctor import doctor
from app.commands.observe import observe
from app.commands.run import run
from app.commands.schema import schema
from app.inprocess.clock import SystemClock
from app.settings import Settings
from app.wiring import Wiring, production

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
application.add_typer(demo_commands, name="demo")


@application.callback(invoke_without_command=True)
def _greenroom(
    context: typer.Context,
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an internal error happened.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    if version:
        sys.stdout.write(f"greenroom {metadata.version('greenroom')}\n")
        raise typer.Exit
    if debug:
        context.obj.debug = True


def main(
    arguments: Sequence[str] | None = None, wiring: Wiring | None = None, settings: Settings | None = None
) -> int:
    """Run a command and return its exit code. This is the edge where every error becomes words."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    context = Context(wiring or production(), settings or Settings.from_process(), SystemClock())
    try:
        application(given, obj=context, prog_name="greenroom")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the edge of the process
        return int(explain(error, debug=context.debug, as_json="--json" in given))
    return 0
