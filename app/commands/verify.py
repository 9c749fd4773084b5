"""`greenroom verify DIR --url URL --tests-only`: run the specs of a folder."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from agents.domain.report import Verdict
from agents.domain.spec import ResultSet, RunStatus
from agents.errors import UsageError
from agents.execution.runner import Progress as Ran
from app.commands import options
from app.commands.desk import Context, hand_over, say
from app.console import words
from app.publish.files import to_json
from app.runner.interrupts import listening
from app.runner.request import parse_url
from app.runner.run import AbortedError
from app.runner.verify import Wanted, cut_short, failing, named_variables, read_specs, verdict, verify
from app.security.secrets import Masker

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The --out of a run, or a folder with specs.")]
Address = Annotated[str, typer.Option("--url", metavar="URL", help="The application to run them on.")]
TestsOnly = Annotated[
    bool, typer.Option("--tests-only", help="Only run the tests (the one way there is yet).")
]
Repeats = Annotated[int, typer.Option("--repeat", metavar="N", help="Times each test runs.", min=1, max=1000)]
Shuffle = Annotated[bool, typer.Option("--shuffle", help="Run the tests in an order that --seed decides.")]

_MARKS = {RunStatus.PASSED: ("✓", "green"), RunStatus.SKIPPED: ("·", "dim")}


def verify_specs(
    context: typer.Context,
    folder: Folder,
    *,
    url: Address,
    tests_only: TestsOnly = False,
    repeat: Repeats = 1,
    shuffle: Shuffle = False,
    seed: options.Seed = 0,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Run the specs of a folder as they are.

    The exit code is 0 when all pass, 1 when one fails or passes only sometimes, and 5 when nothing could be
    judged: there is no test, all are skipped, or some could not be run. A skipped test is not a failure. It
    is 3 when nothing answers at the address.
    """
    if not tests_only:
        raise UsageError(
            "verify needs --tests-only",
            "deriving the evidence anew is not built yet; --tests-only runs the tests",
        )
    known: Context = context.obj
    wanted = Wanted(url=parse_url(url, "--url"), repeat=repeat, seed=seed if shuffle else None)
    texts = read_specs(folder)
    env = named_variables(texts, known.settings.variables)
    results = Masker(env.values()).mask_model(asyncio.run(_run(texts, wanted, env, known, quiet=quiet)))
    code = verdict(results.results).exit_code
    if as_json:
        hand_over(to_json(results).decode())
    if not quiet:
        _tell(results, known)
    elif code:
        # Whoever meets an exit code that is not 0 must be able to read why.
        say(_in_short(results))
    raise typer.Exit(code)


async def _run(
    texts: Mapping[str, str], wanted: Wanted, env: Mapping[str, str], known: Context, *, quiet: bool
) -> ResultSet:
    """Run until done or interrupted; an interrupt ends Playwright Test and everything that it started."""
    screen = known.screen()

    def tell(ran: Ran) -> None:
        if not quiet:
            mark, style = _MARKS.get(ran.run.status, ("✗", "red"))
            told = f"  {ran.file}  {words.seconds(ran.run.duration_ms / 1000)}"
            line = Text.assemble((mark, style), f" {ran.done}/{ran.total} {ran.title}", (told, "dim"))
            # A log or a pipe has no width to fold lines at.
            screen.print(line, soft_wrap=not screen.is_terminal)

    runner = await known.wiring.tests(known.settings)
    await known.wiring.reach(wanted.url)
    with listening(known.clock) as interrupts:
        running = asyncio.create_task(verify(texts, wanted, env, runner, tell))
        asked = asyncio.create_task(interrupts.asked.wait())
        await asyncio.wait({running, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if not running.done():
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            raise AbortedError
        return running.result()


def _tell(results: ResultSet, known: Context) -> None:
    screen = known.screen()
    for result in (*failing(results.results), *cut_short(results.results)):
        error = next((run.error for run in result.runs if run.error), result.reason)
        word = "not run" if result.outcome == "skipped" else result.outcome
        screen.print(Text.assemble((word, "bold red"), f" {result.file}: {result.title}"), soft_wrap=True)
        said = (error or "no reason was given").splitlines()[0]
        if said != result.outcome:
            screen.print(Text(f"  {said}", style="dim"), soft_wrap=True)
    for line in results.degraded:
        screen.print(Text(f"degraded: {line}", style="yellow"), soft_wrap=True)
    screen.print(_in_short(results))


def _in_short(results: ResultSet) -> str:
    listed = results.results
    if not listed:
        return "No test was found: nothing could be judged."
    counts = Counter(result.outcome for result in listed)
    skipped = counts["skipped"] - len(cut_short(listed))
    parts = [f"{counts['passed']} of {words.count(len(listed), 'tests')} passed"]
    parts += [f"{skipped} skipped"] if skipped else []
    parts += [f"{len(cut_short(listed))} could not be run"] if cut_short(listed) else []
    times = f", {words.count(results.repeat, 'times')} each" if results.repeat > 1 else ""
    unjudged = verdict(listed) is Verdict.INCONCLUSIVE and not counts["passed"]
    return ", ".join(parts) + times + (": nothing could be judged" if unjudged else "")
