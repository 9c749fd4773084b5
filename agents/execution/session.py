"""One run of spec files under Playwright Test: lays the files out, starts it and collects what it reports."""

import asyncio
import json
import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agents.domain.base import Model
from agents.domain.spec import RunStatus, TestResult, TestRun
from agents.domain.target import Header
from agents.errors import ToolError
from agents.execution.arrangement import (
    MATCH,
    Arrangement,
    in_order,
    is_spec,
    narrowed,
    original,
    shuffled,
    without_numbers,
)
from agents.execution.attempt import Attempt, Key, no_browser
from agents.execution.cleaning import LONGEST_MESSAGE, clean, secrets_in
from agents.execution.events import Begun, Broken, Ended, TestName, parse_event
from agents.execution.process import running
from agents.execution.results import Ids, Where, broken_file, first_line, results, run_of
from agents.execution.workspace import Settings, lay_out
from agents.ports import Artefacts

_NO_TESTS = re.compile(r"(?:Error: )?No tests found")
_ADVICE = "Run `greenroom doctor` to see what is missing."
_LONGEST_TMPDIR = 60
_LOGGED = 3
_STDERR_KEPT = 40
_RAN = (RunStatus.PASSED, RunStatus.FAILED, RunStatus.TIMED_OUT)
_PROBE = """import { test } from '@playwright/test';
test('a page opens', async ({ page }) => { await page.goto('about:blank'); });
"""
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class Progress(Model):
    """One run of one test is over."""

    file: str
    title: str
    run: TestRun
    done: int
    total: int


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True)
class Job:
    """What is to be run, and where."""

    files: Mapping[str, str]
    base_url: str
    repeat: int = 1
    workers: int = 1
    env: Mapping[str, str] = field(default_factory=dict)
    headers: Sequence[Header] = ()
    where: Where = "head"
    seed: int | None = None
    time_limit_s: float | None = None
    screenshots: Artefacts | None = None
    on_progress: OnProgress | None = None
    ids: Ids = field(default_factory=dict)
    tests: Sequence[TestName] = ()
    heard: bool = False
    """Whether to tell by which answers the server failed; headers bring it along."""


class Session:
    """One call of `run`."""

    def __init__(
        self,
        command: tuple[str, ...],
        environ: Mapping[str, str],
        settings: Settings,
        folder: Path,
        job: Job,
    ) -> None:
        self._command, self._folder, self._job = command, folder, job
        self._settings = settings.model_copy(
            update={
                "screenshots": job.screenshots is not None,
                "stand_in": _stand_in(job),
                "routed": bool(job.headers),
            }
        )
        headers = {header.name: header.value.get_secret_value() for header in job.headers}
        self._secrets = (*secrets_in(job.env), *secrets_in(headers))
        self._env = {
            **environ,
            **job.env,
            # Never in a file; js/own-headers.ts reads them.
            **({"GREENROOM_OWN_HEADERS": json.dumps(headers)} if headers else {}),
            "GREENROOM_BASE_URL": job.base_url,
            **_own_temporary_folder(folder / "tmp"),
            "PWTEST_CACHE_DIR": str(folder / "cache"),
            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
            "FORCE_COLOR": "0",
        }
        self._planned: tuple[TestName, ...] = ()
        self._finished: list[tuple[TestName, TestRun]] = []
        self._broken: dict[str, TestResult] = {}
        self._no_browser = ""
        self._done: set[tuple[Key, int]] = set()
        self._lost: dict[tuple[Key, int], str] = {}
        """Why a first attempt at a run was lost, by test and repeat."""

        self._pictured: set[tuple[str, tuple[str, ...]]] = set()

    async def list_tests(self) -> tuple[TestName, ...]:
        """The tests in the files, without running them. Raises ToolError when a file does not load."""
        broken = await self._playwright(in_order(self._job.files, 1), "--list")
        if broken:
            raise self._tool_error("\n".join(broken.values()))
        return self._planned

    async def results(self) -> tuple[TestResult, ...]:
        """Run everything; a result for each test, and for each file that does not load."""
        limit = self._job.time_limit_s
        unfinished = "the run was ended before this"
        try:
            async with asyncio.timeout(limit):
                await self._run_all()
        except TimeoutError:
            unfinished = f"the time limit of {limit:g} s was reached before this"
        judged = results(
            self._planned, self._finished, where=self._job.where, ids=self._job.ids, unfinished=unfinished
        )
        return tuple(sorted((*judged, *self._broken.values()), key=lambda result: (result.file, result.test)))

    async def _run_all(self) -> None:
        """Run, and run again without the files that do not load: one of them keeps all from running."""
        files = dict(self._job.files)
        while any(is_spec(name) for name in files):
            broken = await self._run_once(files)
            if not broken:
                return
            for name, message in broken.items():
                self._broken[name] = broken_file(name, message, self._job.where)
                files.pop(name, None)

    async def _run_once(self, files: Mapping[str, str]) -> dict[str, str]:
        repeat, seed = self._job.repeat, self._job.seed
        if seed is None:
            return await self._playwright(in_order(files, repeat))
        tests = [test for test in self._job.tests if test.file in files]
        if {test.file for test in tests} != {name for name in files if is_spec(name)}:
            broken = await self._playwright(in_order(files, 1), "--list")
            if broken or not self._planned:
                return broken
            tests = list(self._planned)
        order = shuffled(files, tests, repeat, seed)
        broken = await self._playwright(order)
        if not broken:
            # What was told to be there but is not must show up as not run, not vanish.
            told = [test.model_copy(update={"repeat": index}) for test in tests for index in range(repeat)]
            self._planned = tuple({(test.key, test.repeat): test for test in told}.values())
        return broken

    async def _playwright(self, order: Arrangement, *options: str) -> dict[str, str]:
        """Run; the answer is the files that do not load, with the messages. Tests have then not run.

        What is told to run and is not judged, because the process, a worker or a browser was lost, is run
        once more: the machine may have ended them, and a test that was not run says nothing (promise 5).
        """
        attempt = await self._attempt(order, *options)
        if attempt.begun is None and attempt.killed:
            attempt = await self._attempt(order, *options)
        broken = self._broken_files(attempt)
        missing = () if broken or "--list" in options else attempt.missing()
        if missing:
            names = [(original(test, order), attempt.why(test)) for test in missing]
            self._lost.update({(name.key, name.repeat): self._clean(why) for name, why in names})
            again = await self._attempt(narrowed(order, missing), *options, planned=True)
            await self._judge_cut_off(again, missing)
            self._give_up(again, missing)
        return broken

    async def _attempt(
        self, order: Arrangement, *options: str, planned: bool = False, probe: bool = False
    ) -> Attempt:
        """One process, from its start to its end; `planned` when what it runs is planned already."""
        settings = self._settings.model_copy(update={"match": MATCH, "grep": order.grep})
        lay_out(self._folder, order.files, settings)
        workers = str(self._job.workers)
        command = (*self._command, "--config", "runner.config.ts", "--workers", workers, *options)
        attempt = Attempt(order, planned=planned, probe=probe)
        async with running(command, cwd=self._folder, env=self._env) as process:
            stderr = asyncio.create_task(_tail(process.stderr))
            async for line in _lines(process.stdout):
                await self._hear(attempt, line)
            attempt.other.extend(await stderr)
            attempt.returncode = await process.wait()
        return attempt

    async def _hear(self, attempt: Attempt, line: str) -> None:
        match parse_event(line):
            case Begun(tests=tests):
                attempt.begun = tests
                if not attempt.planned:
                    self._planned = tuple(original(test, attempt.order) for test in tests)
            case Ended() as ended:
                await self._end(attempt, ended)
            case Broken() as error:
                attempt.errors.append(error)
            case None:
                attempt.other.append(line)

    async def _end(self, attempt: Attempt, ended: Ended) -> None:
        if attempt.judges(ended):
            attempt.unlaunched = 0
            if not attempt.probe:
                await self._record(ended, original(ended, attempt.order))
        elif no_browser(ended):
            attempt.unlaunched += 1
            logged = [line for line in self._clean(ended.errors[0], 20_000).splitlines() if "[err]" in line]
            said = " ".join((first_line(self._clean(ended.errors[0])), *logged[-_LOGGED:]))
            self._no_browser = f"Chromium does not start: {said}"
            # Browsers that start at once can be lost at once, so one cause may cost one in each worker.
            if attempt.unlaunched > self._job.workers:
                raise ToolError(self._no_browser, _ADVICE)

    async def _judge_cut_off(self, again: Attempt, missing: Sequence[TestName]) -> None:
        """Judge what was cut off in the second attempt too while others ran: then it is not the machine.

        A test may close its own page, and so may the application.
        """
        cut_off = [test for test in missing if test.key in {*again.cut_off} - again.judged]
        if not cut_off or not await self._browsers_work():
            return
        for test in cut_off:
            again.judged.add(test.key)
            name = original(test, again.order)
            self._lost.pop((name.key, name.repeat), None)
            await self._record(again.cut_off[test.key], name)

    async def _browsers_work(self) -> bool:
        """Whether a test ran in one; if none did, a page of our own is opened to see."""
        if any(run.status in _RAN for _, run in self._finished):
            return True
        order = in_order({"probe.spec.ts": _PROBE}, 1)
        return (await self._attempt(order, planned=True, probe=True)).returncode == 0

    def _give_up(self, again: Attempt, missing: Sequence[TestName]) -> None:
        """Tell as not run what was not judged in the second attempt either.

        Raises ToolError when no test had a browser.
        """
        left = [test for test in missing if test.key not in again.judged]
        if left and not self._finished and self._no_browser:
            raise ToolError(self._no_browser, _ADVICE)
        for test in left:
            name = original(test, again.order)
            run = TestRun(
                repeat=name.repeat,
                where=self._job.where,
                status=RunStatus.INTERRUPTED,
                duration_ms=0,
                error=self._clean(f"it could not be run, tried twice: {again.why(test)}"),
            )
            self._finished.append((name, run))

    def _broken_files(self, attempt: Attempt) -> dict[str, str]:
        errors, found = attempt.errors, dict[str, str]()
        for error in errors:
            name, _ = attempt.order.origin.get(error.file or "", (error.file, 0))
            if name in self._job.files and name is not None:
                found.setdefault(name, self._clean(error.message))
        if not found and not attempt.begun and not any(_NO_TESTS.match(error.message) for error in errors):
            raise self._tool_error("\n".join((*(error.message for error in errors), *attempt.other)))
        return found

    async def _record(self, ended: Ended, name: TestName) -> None:
        error = self._clean(ended.errors[0]) if ended.errors else None
        screenshot = await self._keep(ended.screenshot, name)
        lost = self._lost.get((name.key, name.repeat))
        run = run_of(ended, name.repeat, self._job.where, error=error, screenshot=screenshot, lost=lost)
        self._finished.append((name, run))
        self._done.add((name.key, name.repeat))
        if self._job.on_progress is not None:
            done, total = len(self._done), len(self._planned)
            self._job.on_progress(Progress(file=name.file, title=name.title, run=run, done=done, total=total))

    async def _keep(self, screenshot: str | None, name: TestName) -> str | None:
        """Store the screenshot of a test's first failure; more of the same would only fill the disk."""
        if screenshot is None or self._job.screenshots is None or name.key in self._pictured:
            return None
        self._pictured.add(name.key)
        slug = _NOT_SLUG.sub("-", f"{name.file} {' '.join(name.titles)}".lower()).strip("-")[:120]
        path = f"screenshots/failed/{slug}-{self._job.where}-{name.repeat}.png"
        try:
            picture = await asyncio.to_thread(Path(screenshot).read_bytes)
        except FileNotFoundError:
            return None
        return await self._job.screenshots.put(path, picture)

    def _clean(self, message: str, longest: int = LONGEST_MESSAGE) -> str:
        specs = str(self._folder / "specs")
        folders = (specs, str(self._folder))
        text = clean(message, folders=folders, secrets=self._secrets, longest=longest)
        return without_numbers(text)

    def _tool_error(self, said: str) -> ToolError:
        return ToolError(f"Playwright Test did not run: {self._clean(said) or 'it said nothing'}", _ADVICE)


def _stand_in(job: Job) -> str | None:
    """The module that the specs get for '@playwright/test'; none where nothing is wanted of it."""
    if job.headers:
        return "own-headers"
    return "heard" if job.heard else None


def _own_temporary_folder(folder: Path) -> dict[str, str]:
    """Browser profiles go where they are removed with the run, unless Chromium's sockets would not fit there.

    The address of a unix socket holds about a hundred bytes, and Chromium needs forty of them itself.
    """
    return {"TMPDIR": str(folder)} if len(str(folder)) <= _LONGEST_TMPDIR else {}


async def _lines(stream: asyncio.StreamReader | None) -> AsyncIterator[str]:
    while stream is not None and (line := await stream.readline()):
        yield line.decode("utf-8", errors="replace").rstrip("\n")


async def _tail(stream: asyncio.StreamReader | None) -> tuple[str, ...]:
    """The last lines of a stream; it must be read to its end, or the program would stand still."""
    kept: deque[str] = deque(maxlen=_STDERR_KEPT)
    async for line in _lines(stream):
        kept.append(line)
    return tuple(kept)
