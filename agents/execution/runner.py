"""Runs spec files under Playwright Test and says what each test did. Delivered bytes are run unchanged."""

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agents.domain.base import Model
from agents.domain.spec import SpecFile, TestResult, TestRun
from agents.errors import ToolError
from agents.execution.arrangement import (
    MATCH,
    Arrangement,
    in_order,
    is_spec,
    original,
    shuffled,
    without_numbers,
)
from agents.execution.cleaning import clean, secrets_in
from agents.execution.events import Begun, Broken, Ended, TestName, parse_event
from agents.execution.process import running
from agents.execution.results import Ids, Where, broken_file, results, run_of
from agents.execution.workspace import JS, Settings, lay_out, workspace
from agents.ports import Artefacts

PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "PLAYWRIGHT_BROWSERS_PATH",
    "FONTCONFIG_PATH",
)
"""Variables of the surroundings that Node and Chromium may need. No other reaches the specs."""

_NO_BROWSER = ("browserType.launch", "Executable doesn't exist")
_ADVICE = "Run `greenroom doctor` to see what is missing."
_STDERR_KEPT = 40
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
    where: Where = "head"
    seed: int | None = None
    time_limit_s: float | None = None
    screenshots: Artefacts | None = None
    on_progress: OnProgress | None = None
    ids: Ids = field(default_factory=dict)


def ids_of(specs: Sequence[SpecFile]) -> Ids:
    """Test ids by file name and printed title, for `run`."""
    return {(spec.filename, test.title): test.id for spec in specs for test in spec.tests}


class PlaywrightRunner:
    """Starts Playwright Test as a subprocess with a minimal environment.

    Args:
        node: the Node program.
        modules: the folder `node_modules` that holds @playwright/test.
        environ: the surroundings; only `PASSED_ON` of them reach the subprocess.
        chromium: the browser, or None for Playwright's own.
        args: flags of the browser.
    """

    def __init__(
        self,
        node: Path,
        modules: Path,
        environ: Mapping[str, str],
        *,
        chromium: Path | str | None = None,
        args: Sequence[str] = (),
    ) -> None:
        self._command = (str(node), str(modules / "@playwright" / "test" / "cli.js"), "test")
        self._modules = modules
        self._environ = {name: environ[name] for name in PASSED_ON if name in environ}
        self._settings = Settings(
            reporter=str(JS / "reporter.cjs"),
            executablePath=None if chromium is None else str(chromium),
            args=tuple(args),
        )

    async def run(
        self,
        files: Mapping[str, str],
        *,
        base_url: str,
        repeat: int = 1,
        workers: int = 1,
        env: Mapping[str, str] | None = None,
        where: Where = "head",
        seed: int | None = None,
        time_limit_s: float | None = None,
        screenshots: Artefacts | None = None,
        on_progress: OnProgress | None = None,
        ids: Ids | None = None,
    ) -> tuple[TestResult, ...]:
        """Run all tests in the files `repeat` times and return a result each, sorted by file and title.

        `files` maps names to texts: specs, and whatever they import. `env` holds the credentials that the
        specs read; their values are masked in messages. With a `seed` the tests run in an order that it
        decides. A file that does not load is one failed result; the others still run. After
        `time_limit_s` everything is ended, and runs that had not ended are marked interrupted. When
        cancelled, everything is ended too; what was finished until then has been told to `on_progress`.

        Raises ToolError when Node, Playwright or Chromium does not start, and OutputError for a full disk.
        """
        job = Job(
            files=files,
            base_url=base_url,
            repeat=repeat,
            workers=workers,
            env=env or {},
            where=where,
            seed=seed,
            time_limit_s=time_limit_s,
            screenshots=screenshots,
            on_progress=on_progress,
            ids=ids or {},
        )
        if not any(is_spec(name) for name in files):
            return ()
        with workspace(self._modules) as folder:
            return await _Execution(self._command, self._environ, self._settings, folder, job).results()


class _Execution:
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
        self._settings = settings.model_copy(update={"screenshots": job.screenshots is not None})
        self._env = {
            **environ,
            **job.env,
            "GREENROOM_BASE_URL": job.base_url,
            "TMPDIR": str(folder / "tmp"),
            "PWTEST_CACHE_DIR": str(folder / "cache"),
            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
            "FORCE_COLOR": "0",
        }
        self._planned: tuple[TestName, ...] = ()
        self._finished: list[tuple[TestName, TestRun]] = []
        self._broken: dict[str, TestResult] = {}
        self._pictured: set[tuple[str, tuple[str, ...]]] = set()

    async def results(self) -> tuple[TestResult, ...]:
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
        broken = await self._playwright(in_order(files, 1), "--list")
        if broken or not self._planned:
            return broken
        return await self._playwright(shuffled(files, self._planned, repeat, seed))

    async def _playwright(self, order: Arrangement, *options: str) -> dict[str, str]:
        """Run once; the answer is the files that do not load, with the messages. Tests have then not run."""
        settings = self._settings.model_copy(update={"match": MATCH, "grep": order.grep})
        lay_out(self._folder, order.files, settings)
        workers = str(self._job.workers)
        command = (*self._command, "--config", "runner.config.ts", "--workers", workers, *options)
        errors: list[Broken] = []
        other: list[str] = []
        async with running(command, cwd=self._folder, env=self._env) as process:
            stderr = asyncio.create_task(_tail(process.stderr))
            async for line in _lines(process.stdout):
                match parse_event(line):
                    case Begun(tests=tests):
                        self._planned = tuple(original(test, order) for test in tests)
                    case Ended() as ended:
                        await self._record(ended, original(ended, order))
                    case Broken() as error:
                        errors.append(error)
                    case None:
                        other.append(line)
            other.extend(await stderr)
            await process.wait()
        return self._broken_files(errors, order, "\n".join(other))

    def _broken_files(self, errors: Sequence[Broken], order: Arrangement, said: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for error in errors:
            name, _ = order.origin.get(error.file or "", (error.file, 0))
            if name in self._job.files and name is not None:
                found.setdefault(name, self._clean(error.message))
        if not found and not self._planned:
            raise self._tool_error("\n".join((*(error.message for error in errors), said)))
        return found

    async def _record(self, ended: Ended, name: TestName) -> None:
        error = self._clean(ended.errors[0]) if ended.errors else None
        if error is not None and error.startswith(_NO_BROWSER):
            raise ToolError(f"Chromium does not start: {error}", _ADVICE)
        screenshot = await self._keep(ended.screenshot, name)
        run = run_of(ended, name.repeat, self._job.where, error=error, screenshot=screenshot)
        self._finished.append((name, run))
        if self._job.on_progress is not None:
            done, total = len(self._finished), len(self._planned)
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

    def _clean(self, message: str) -> str:
        specs = str(self._folder / "specs")
        text = clean(message, folders=(specs, str(self._folder)), secrets=secrets_in(self._job.env))
        return without_numbers(text)

    def _tool_error(self, said: str) -> ToolError:
        return ToolError(f"Playwright Test did not run: {self._clean(said) or 'it said nothing'}", _ADVICE)


async def _lines(stream: asyncio.StreamReader | None) -> AsyncIterator[str]:
    while stream is not None and (line := await stream.readline()):
        yield line.decode("utf-8", errors="replace").rstrip("\n")


async def _tail(stream: asyncio.StreamReader | None) -> tuple[str, ...]:
    """The last lines of a stream; it must be read to its end, or the program would stand still."""
    kept: deque[str] = deque(maxlen=_STDERR_KEPT)
    async for line in _lines(stream):
        kept.append(line)
    return tuple(kept)
