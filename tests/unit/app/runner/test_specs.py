"""Playwright Test as Evolution wants it."""

from collections.abc import Mapping

from pydantic import SecretStr

from agents.domain.spec import TestResult
from agents.domain.target import Header
from agents.execution.events import TestName
from agents.execution.runner import OnProgress, Progress
from app.inprocess.artefacts import DiskArtefacts
from app.runner.specs import SpecRunner
from tests.fakes import documents
from tests.fakes.stores import FakeProgress

KEY = Header(name="X-Key", value=SecretStr("secret"))


class RecordingRunner:
    """Takes what it is given and tells one run."""

    def __init__(self) -> None:
        self.given: dict[str, object] = {}

    async def run(
        self, files: Mapping[str, str], *, on_progress: OnProgress, **given: object
    ) -> tuple[TestResult, ...]:
        self.given = {"files": dict(files), **given}
        run = documents.result().runs[0]
        on_progress(Progress(file="home.spec.ts", title="Opens the home page", run=run, done=1, total=3))
        return (documents.result(),)


async def test_files_are_run_and_progress_is_told(tmp_path: object) -> None:
    inner, progress, artefacts = RecordingRunner(), FakeProgress(), DiskArtefacts(tmp_path)  # type: ignore[arg-type]
    found = await SpecRunner(inner, artefacts, progress).run(  # type: ignore[arg-type]
        documents.specs().files,
        base_url="http://app.test",
        repeat=3,
        workers=2,
        env={"A": "b"},
        headers=(KEY,),
        where="base",
        seed=7,
        only=frozenset({"open-home"}),
    )
    assert found == (documents.result(),)
    assert inner.given == {
        "files": {"home.spec.ts": "// a spec\n"},
        "base_url": "http://app.test",
        "repeat": 3,
        "workers": 2,
        "env": {"A": "b"},
        "headers": (KEY,),
        "where": "base",
        "seed": 7,
        "screenshots": artefacts,
        "ids": {("home.spec.ts", "Opens the home page"): "open-home"},
        "tests": (TestName(file="home.spec.ts", titles=("Home", "Opens the home page"), repeat=0),),
        "heard": True,
    }
    assert progress.notes == [("evolution", "ran: Opens the home page (passed)", {"runs": 1})]


async def test_runs_are_counted_over_all_calls(tmp_path: object) -> None:
    """Each call counts from one, and several go on side by side: the figure would jump to and fro."""
    progress, artefacts = FakeProgress(), DiskArtefacts(tmp_path)  # type: ignore[arg-type]
    runner = SpecRunner(RecordingRunner(), artefacts, progress)  # type: ignore[arg-type]
    for repeat in (1, 2):
        await runner.run(
            documents.specs().files,
            base_url="http://app.test",
            repeat=repeat,
            workers=1,
            env={},
            headers=(),
            where="head",
            seed=7,
            only=frozenset({"open-home"}),
        )
    assert [counts for _, _, counts in progress.notes] == [{"runs": 1}, {"runs": 2}]
