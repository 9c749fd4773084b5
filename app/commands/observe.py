"""`greenroom observe URL --out FILE`: the page map alone."""

import asyncio
import secrets
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from agents.domain.report import Verdict
from agents.domain.target import RunRequest
from agents.messages import AgentName
from agents.orchestration.figures import observed_figures
from app.commands import options
from app.commands.desk import Context, Exit, hand_over, say
from app.console.progress import showing
from app.console.sights import sights
from app.inprocess.files import ensure_writable, write_whole
from app.publish.files import to_json
from app.runner.job import Desk, look
from app.runner.observe import LookedAt
from app.runner.request import RunOptions, build_request, new_run_id, secret_values
from app.security.secrets import Masker
from app.triggers.configuration import RepositoryConfiguration, read_configuration

PageMapFile = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the page map is written.")]


def observe(
    context: typer.Context,
    url: options.Url,
    *,
    out: PageMapFile = Path("page-map.json"),
    goal: options.Goal = None,
    config: options.Config = None,
    max_pages: options.MaxPages = None,
    max_depth: options.MaxDepth = None,
    time_budget: options.TimeBudget = None,
    storage_state: options.StorageState = None,
    username_env: options.UsernameEnv = None,
    password_env: options.PasswordEnv = None,
    header: options.Headers = None,
    safety: options.SafetyLevel = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Write down what a user can see and do in an application."""
    known: Context = context.obj
    given = RunOptions(
        url=url,
        goal=goal,
        max_pages=max_pages,
        max_depth=max_depth,
        time_budget_s=time_budget,
        storage_state=storage_state,
        username_env=username_env,
        password_env=password_env,
        headers=tuple(header or ()),
        safety=safety,
    )
    configuration = RepositoryConfiguration() if config is None else read_configuration(config)
    run_id = new_run_id(known.clock.now(), secrets.token_hex(2))
    request = build_request(given, configuration, known.settings.variables, run_id)
    ensure_writable(out)
    found = _look(request, known, quiet=quiet)
    content = to_json(Masker(secret_values(request, known.settings.variables)).mask_model(found.page_map))
    write_whole(out, content)
    if as_json:
        hand_over(content.decode())
    if not quiet:
        _tell(found, out, known)
    elif found.incomplete is not None:
        say(f"the page map is incomplete: {found.incomplete}")
    raise typer.Exit(_exit_code(found))


def _exit_code(found: LookedAt) -> int:
    if found.incomplete is None:
        return 0
    return Exit.CANCELLED if found.cancelled else Verdict.INCONCLUSIVE.exit_code


def _look(request: RunRequest, known: Context, *, quiet: bool) -> LookedAt:
    with showing(known.screen(), known.clock.monotonic, quiet=quiet) as progress:
        progress.stage(AgentName.OBSERVATION, "running")
        found = asyncio.run(look(request, Desk(known.wiring, known.settings, known.clock, progress)))
        progress.note(AgentName.OBSERVATION, found.incomplete or "", **observed_figures(found.page_map))
        progress.stage(AgentName.OBSERVATION, _state(found))
    return found


def _state(found: LookedAt) -> str:
    if found.incomplete is None:
        return "completed"
    return "cancelled" if found.cancelled else "failed"


def _tell(found: LookedAt, out: Path, known: Context) -> None:
    screen = known.screen()
    screen.print(sights(found.page_map))
    screen.print(Text.assemble("Page map  ", (str(out), "cyan")), soft_wrap=True)
