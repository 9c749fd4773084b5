"""`greenroom demo`: the whole job on an application that comes along; `demo shop`: that application alone."""

import asyncio
import os
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from agents.domain.target import RunRequest, Safety
from app.commands import options
from app.commands.desk import Context
from app.commands.run import DEFAULT_OUT, show
from app.console.progress import showing
from app.runner.demo import DemoServer, demo_program, demo_server
from app.runner.job import Desk, Done, carry_out
from app.runner.request import RunOptions, build_request, new_run_id
from app.settings import Settings
from app.triggers.configuration import RepositoryConfiguration

USERNAME_ENV = "GREENROOM_DEMO_USERNAME"
PASSWORD_ENV = "GREENROOM_DEMO_PASSWORD"  # noqa: S105 - the name of a variable
SHOP = "shop"

demo_commands = typer.Typer(no_args_is_help=False)

Version = Annotated[str | None, typer.Option("--version", metavar="base|head", help="head: a later change.")]
Skin = Annotated[str | None, typer.Option("--skin", metavar="1|2", help="2: other words, routes and order.")]
Fault = Annotated[str | None, typer.Option("--fault", metavar="NAME", help="Plant one bug.")]


@demo_commands.callback(invoke_without_command=True)
def demo(
    context: typer.Context,
    *,
    out: options.Out = DEFAULT_OUT,
    version: Version = None,
    skin: Skin = None,
    fault: Fault = None,
    max_tests: options.MaxTests = None,
    time_budget: options.TimeBudget = None,
    repeat: options.Repeat = None,
    seed: options.Seed = 0,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Run the whole job on a demo shop that comes along.

    Says where the results are, and leaves nothing running.
    """
    if context.invoked_subcommand is not None:
        return
    known: Context = context.obj
    wanted = RunOptions(
        url="http://127.0.0.1",
        safety=Safety.FULL,
        max_tests=max_tests,
        time_budget_s=time_budget,
        repeat=repeat,
        seed=seed,
    )
    arguments = _arguments(version, skin, fault)
    done = _on_the_shop(wanted, arguments, out, known, quiet=quiet)
    raise typer.Exit(show(done, out, known, as_json=as_json, quiet=quiet))


@demo_commands.command("shop")
def shop(
    port: Annotated[
        int, typer.Option("--port", metavar="N", help="Port to listen on; 0 picks a free one.")
    ] = 8000,
    *,
    version: Version = None,
    skin: Skin = None,
    fault: Fault = None,
    list_faults: Annotated[
        bool, typer.Option("--list-faults", help="Print the bugs that can be planted.")
    ] = False,
) -> None:
    """Serve the demo shop in the foreground.

    Prints READY and its address when it answers.
    """
    program = [
        sys.executable,
        str(demo_program(SHOP)),
        "--port",
        str(port),
        *_arguments(version, skin, fault),
    ]
    sys.stdout.flush()
    # The shop takes the place of this process, so signals and exit codes are its own.
    os.execv(sys.executable, [*program, *(["--list-faults"] if list_faults else [])])  # noqa: S606


def _arguments(version: str | None, skin: str | None, fault: str | None) -> list[str]:
    named = {"--version": version, "--skin": skin, "--fault": fault}
    return [word for option, value in named.items() if value is not None for word in (option, value)]


def _on_the_shop(wanted: RunOptions, arguments: list[str], out: Path, known: Context, *, quiet: bool) -> Done:
    async def job() -> Done:
        async with _served(wanted, arguments, known) as (request, settings):
            console = known.screen()
            if not quiet:
                console.print(Text.assemble(("Greenroom ", "bold"), "on its demo shop at ", request.address))
            with showing(console, known.clock.monotonic, quiet=quiet) as progress:
                return await carry_out(request, out, Desk(known.wiring, settings, known.clock, progress))

    return asyncio.run(job())


@asynccontextmanager
async def _served(
    wanted: RunOptions, arguments: list[str], known: Context
) -> AsyncIterator[tuple[RunRequest, Settings]]:
    """The shop, a request for it, and settings that hold its demo user."""
    async with demo_server(SHOP, arguments, known.settings.variables) as server:
        given, settings = _signed_in(wanted, server, known.settings)
        run_id = new_run_id(known.clock.now(), secrets.token_hex(2))
        yield build_request(given, RepositoryConfiguration(), settings.variables, run_id), settings


def _signed_in(wanted: RunOptions, server: DemoServer, settings: Settings) -> tuple[RunOptions, Settings]:
    here = {"url": server.url}
    if server.username is None or server.password is None:
        return wanted.model_copy(update=here), settings
    access = {"username_env": USERNAME_ENV, "password_env": PASSWORD_ENV}
    user = {USERNAME_ENV: server.username, PASSWORD_ENV: server.password}
    return (
        wanted.model_copy(update={**here, **access}),
        settings.model_copy(update={"variables": {**settings.variables, **user}}),
    )
