"""Runs spec files under Playwright Test and says what each test did. Delivered bytes are run unchanged."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from agents.domain.spec import SpecFile, TestResult
from agents.domain.target import Header
from agents.execution.arrangement import is_spec
from agents.execution.events import TestName
from agents.execution.results import Ids, Where
from agents.execution.session import Job, OnProgress, Progress, Session
from agents.execution.workspace import JS, Settings, workspace
from agents.ports import Artefacts
from agents.specgen.titles import describe_title

__all__ = ["PASSED_ON", "OnProgress", "PlaywrightRunner", "Progress", "ids_of", "names_of"]

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


def ids_of(specs: Sequence[SpecFile]) -> Ids:
    """Test ids by file name and printed title, for `run`."""
    return {(spec.filename, test.title): test.id for spec in specs for test in spec.tests}


def names_of(specs: Sequence[SpecFile], only: frozenset[str] | None = None) -> tuple[TestName, ...]:
    """The tests in printed files, or those with an id in `only`, for `run`."""
    return tuple(
        TestName(file=spec.filename, titles=(describe_title(spec.feature), test.title), repeat=0)
        for spec in specs
        for test in spec.tests
        if only is None or test.id in only
    )


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
        headers: Sequence[Header] = (),
        where: Where = "head",
        seed: int | None = None,
        time_limit_s: float | None = None,
        screenshots: Artefacts | None = None,
        on_progress: OnProgress | None = None,
        ids: Ids | None = None,
        tests: Sequence[TestName] = (),
        heard: bool = False,
    ) -> tuple[TestResult, ...]:
        """Run all tests in the files `repeat` times and return a result each, sorted by file and title.

        `files` maps names to texts: specs, and whatever they import. `env` holds the credentials that the
        specs read, `headers` go to the origin of `base_url` only; the values of both are masked in
        messages. With a `seed` the tests run in an order that it
        decides; naming the `tests` (`names_of`) then saves listing them first. What is `heard` by what
        answers the server failed stands in the runs. A file that does not load
        is one failed result; the others still run. After `time_limit_s` everything is ended, and runs
        that had not ended are marked interrupted. When cancelled, everything is ended too; what was
        finished until then has been told to `on_progress`.

        Raises ToolError when Node, Playwright or Chromium does not start, and OutputError for a full disk.
        """
        job = Job(
            files=files,
            base_url=base_url,
            repeat=repeat,
            workers=workers,
            env=env or {},
            headers=headers,
            where=where,
            seed=seed,
            time_limit_s=time_limit_s,
            screenshots=screenshots,
            on_progress=on_progress,
            ids=ids or {},
            tests=tests,
            heard=heard,
        )
        if not any(is_spec(name) for name in files):
            return ()
        with workspace(self._modules) as folder:
            return await Session(self._command, self._environ, self._settings, folder, job).results()

    async def list_tests(self, files: Mapping[str, str]) -> tuple[TestName, ...]:
        """The tests in the files, without running them. Raises ToolError when a file does not load."""
        job = Job(files=files, base_url="http://localhost")
        with workspace(self._modules) as folder:
            session = Session(self._command, self._environ, self._settings, folder, job)
            return await session.list_tests()
