"""`greenroom observe URL --out FILE`: the page map alone."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from agents.domain.figures import figures
from agents.domain.missed import Why, missed_by_reason
from agents.domain.page import Page
from agents.domain.report import Verdict
from agents.domain.target import RunRequest
from agents.messages import AgentName
from agents.orchestration.figures import observed_figures
from app.commands import options
from app.commands.desk import Context, Exit, hand_over, say
from app.console.progress import showing
from app.inprocess.files import ensure_writable, write_whole
from app.publish.files import to_json
from app.runner.job import Desk, look
from app.runner.observe import LookedAt
from app.runner.request import RunOptions, build_request, new_run_id, secret_values
from app.security.secrets import Masker
from app.triggers.configuration import RepositoryConfiguration, read_configuration

PageMapFile = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the page map is written.")]

_REASONS: Mapping[Why, str] = {
    "frame": "in another document",
    "shadow": "in a shadow root",
    "opened": "there only after an action",
    "editable": "editable in place",
    "role": "known by their role alone",
    "native": "native and not a link, button or field",
    "handler": "that only a script listens to",
    "hover": "that open when pointed at",
    "look": "known by their look alone",
}


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
    pages = found.page_map.pages
    if pages:
        screen.print(_table(pages))
        screen.print(Text(_missed(missed_by_reason(pages)), "dim"))
    screen.print(Text.assemble("Page map  ", (str(out), "cyan")), soft_wrap=True)


def _table(pages: Sequence[Page]) -> Table:
    """What was seen, a line a page. The last column is what a plain scan of the page would not have found."""
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("Page", overflow="fold")
    table.add_column("Kind")
    for heading in ("States", "Controls", "Forms", "Beyond a plain scan"):
        table.add_column(heading, justify="right")
    for page in pages:
        counts = figures([page.states])
        beyond = sum(missed_by_reason([page]).values())
        numbers = (str(n) for n in (counts.states, counts.controls, counts.forms, beyond))
        table.add_row(Text(page.path_pattern), Text(page.page_type), *numbers)
    return table


def _missed(reasons: Mapping[Why, int]) -> str:
    if not reasons:
        return "A plain scan of links, buttons and fields would have found the same."
    told = ", ".join(f"{number} {_REASONS[why]}" for why, number in reasons.items())
    return f"A plain scan of links, buttons and fields would have missed: {told}."
