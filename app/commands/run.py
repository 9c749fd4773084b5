"""`greenroom run URL`: the main job."""

import asyncio
import secrets
from pathlib import Path

import typer
from rich.text import Text

from agents.domain.target import RunRequest
from app.commands import options
from app.commands.desk import Context, hand_over, say
from app.console.progress import showing
from app.console.summary import summary
from app.console.words import headline
from app.publish.files import to_json
from app.runner.job import Desk, Done, carry_out
from app.runner.request import RunOptions, build_request, new_run_id
from app.triggers.configuration import RepositoryConfiguration, read_configuration

DEFAULT_OUT = Path("greenroom-out")


def run(
    context: typer.Context,
    url: options.Url,
    *,
    goal: options.Goal = None,
    base_url: options.BaseUrl = None,
    config: options.Config = None,
    out: options.Out = DEFAULT_OUT,
    max_pages: options.MaxPages = None,
    max_depth: options.MaxDepth = None,
    max_tests: options.MaxTests = None,
    time_budget: options.TimeBudget = None,
    storage_state: options.StorageState = None,
    username_env: options.UsernameEnv = None,
    password_env: options.PasswordEnv = None,
    header: options.Headers = None,
    safety: options.SafetyLevel = None,
    repeat: options.Repeat = None,
    diff: options.Diff = None,
    pr_text: options.PrText = None,
    no_llm: options.NoLlm = False,
    seed: options.Seed = 0,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Test a running application and write Playwright specs for it.

    It is looked at in a browser; the specs are proven, and the report says what was found.
    """
    given = RunOptions(
        url=url,
        goal=goal,
        base_url=base_url,
        max_pages=max_pages,
        max_depth=max_depth,
        max_tests=max_tests,
        time_budget_s=time_budget,
        storage_state=storage_state,
        username_env=username_env,
        password_env=password_env,
        headers=tuple(header or ()),
        safety=safety,
        repeat=repeat,
        seed=seed,
        diff=diff,
        change_text=pr_text,
    )
    known: Context = context.obj
    code = perform(given, config, out, known, as_json=as_json, quiet=quiet)
    raise typer.Exit(code)


def perform(
    given: RunOptions, config: Path | None, out: Path, context: Context, *, as_json: bool, quiet: bool
) -> int:
    """Do the job and show how it went. Returns the exit code of the verdict."""
    configuration = RepositoryConfiguration() if config is None else read_configuration(config)
    run_id = new_run_id(context.clock.now(), secrets.token_hex(2))
    request = build_request(given, configuration, context.settings.variables, run_id)
    done = _carry_out(request, out, context, quiet=quiet)
    return show(done, out, context, as_json=as_json, quiet=quiet)


def show(done: Done, out: Path, context: Context, *, as_json: bool, quiet: bool) -> int:
    """Tell how a run went, to a person and to a program. Returns the exit code of its verdict."""
    code = done.report.verdict.exit_code
    if not quiet:
        screen = context.screen()
        told = summary(done.report, out, done.kept, done.withheld)
        # A log or a pipe has no width to fold lines at; and a path is not to be cut anywhere.
        screen.print(told, soft_wrap=not screen.is_terminal, crop=False)
    elif code:
        # Whoever meets an exit code that is not 0 must be able to read why.
        say(f"{headline(done.report)}: {done.report.reason}")
    if as_json:
        hand_over(to_json(done.report).decode())
    return code


def _carry_out(request: RunRequest, out: Path, context: Context, *, quiet: bool) -> Done:
    console = context.screen()
    if not quiet:
        console.print(Text.assemble(("Greenroom ", "bold"), request.address, (f"  {request.safety}", "dim")))
    with showing(console, context.clock.monotonic, quiet=quiet) as progress:
        desk = Desk(context.wiring, context.settings, context.clock, progress)
        return asyncio.run(carry_out(request, out, desk))
