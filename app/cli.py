"""The `greenroom` command."""

import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from agents.errors import UsageError
from app.commands.demo import demo_commands
from app.commands.desk import Context, Exit, explain
from app.commands.doctor import doctor
from app.commands.observe import observe
from app.commands.run import run
from app.commands.schema import schema
from app.commands.verify import verify_specs
from app.inprocess.clock import SystemClock
from app.settings import Settings
from app.version import version
from app.wiring import Wiring, production

PROGRAM = "greenroom"
DEBUG = "--debug"

application = typer.Typer(
    name=PROGRAM,
    help="Tests a running web application in a real browser and leaves plain Playwright specs behind.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
COMMANDS: dict[str, Callable[..., None]] = {
    "run": run,
    "observe": observe,
    "verify": verify_specs,
    "doctor": doctor,
    "schema": schema,
}
for name, command in COMMANDS.items():
    application.command(name)(command)
application.add_typer(demo_commands, name="demo")


@application.callback(invoke_without_command=True)
def _greenroom(
    *,
    debug: Annotated[bool, typer.Option(DEBUG, help="Show where an internal error happened.")] = False,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    if show_version:
        sys.stdout.write(f"{PROGRAM} {version()}\n")
        raise typer.Exit
    _ = debug  # listed here for --help; `main` has taken it out, so that it can stand anywhere


def main(
    arguments: Sequence[str] | None = None, wiring: Wiring | None = None, settings: Settings | None = None
) -> int:
    """Run a command and return its exit code. This is the edge where every error becomes words."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug, as_json = DEBUG in given, "--json" in given
    words = [word for word in given if word != DEBUG]
    context = Context(wiring or production(), settings or Settings.from_process(), SystemClock())
    try:
        code = application(words or ["--help"], obj=context, prog_name=PROGRAM, standalone_mode=False)
    except typer.TyperException as error:
        return int(explain(_misused(error, words), debug=debug, as_json=as_json))
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the edge of the process
        return int(explain(error, debug=debug, as_json=as_json))
    return Exit.USAGE if not words else int(code or 0)


def _misused(error: typer.TyperException, words: Sequence[str]) -> UsageError:
    """Options and arguments that do not fit, in the words that all our errors have."""
    said = error.format_message().replace("Value error, ", "").rstrip(".")
    command = f"{PROGRAM} {words[0]}" if words and words[0] in {*COMMANDS, "demo"} else PROGRAM
    return UsageError(said, f"`{command} --help` shows what it takes")
