"""One call of `run`: how Playwright Test is started, and what becomes of all that it tells."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import SecretStr

from agents.domain.spec import RunStatus
from agents.domain.target import Header
from agents.errors import ToolError
from agents.execution.session import Job, Progress, Session
from agents.execution.workspace import Settings, workspace
from tests.fakes.stores import FakeArtefacts

URL = "http://127.0.0.1:9"
SETTINGS = Settings(reporter="r.cjs", executablePath=None, args=())

TELLTALE = '''#!{python}
"""Writes down how it was started, then tells one test that passed."""
import json, os, pathlib, sys

files = sorted(path.name for path in pathlib.Path("specs").rglob("*.spec.ts"))
secret = os.environ.get("PASSWORD", "nothing")
written = [str(path) for path in pathlib.Path().rglob("*") if path.is_file() and secret in path.read_text()]
started = {{"argv": sys.argv[1:], "env": dict(os.environ), "files": files, "written": written}}
with open("started.jsonl", "a") as told:
    told.write(json.dumps(started) + "\\n")
test = {{"file": files[0], "titles": ["one"], "repeat": 0}}
print(json.dumps({{"event": "begin", "tests": [test]}}, separators=(",", ":")))
end = {{"event": "end", **test, "status": "passed", "duration_ms": 1}}
print(json.dumps(end, separators=(",", ":")))
'''


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with workspace(tmp_path) as made:
        yield made


def session(node: Path, folder: Path, job: Job, environ: Mapping[str, str] | None = None) -> Session:
    return Session((str(node), "cli.js", "test"), environ or os.environ, SETTINGS, folder, job)


class Started:
    """How the telltale was started, once or several times."""

    def __init__(self, folder: Path) -> None:
        lines = (folder / "started.jsonl").read_text().splitlines()
        self.calls = [json.loads(line) for line in lines]
        self.argv: list[str] = self.calls[-1]["argv"]
        self.env: dict[str, str] = self.calls[-1]["env"]
        self.written: list[str] = self.calls[-1]["written"]


@pytest.fixture
def telltale(tmp_path: Path) -> Path:
    path = tmp_path / "telltale"
    path.write_text(TELLTALE.format(python=sys.executable), encoding="utf-8")
    path.chmod(0o755)
    return path


async def test_it_is_started_with_our_settings_and_as_many_workers_as_asked(
    telltale: Path, folder: Path
) -> None:
    job = Job(files={"a.spec.ts": "x"}, base_url=URL, workers=3, screenshots=FakeArtefacts())
    await session(telltale, folder, job).results()
    started = Started(folder)
    assert started.argv == ["cli.js", "test", "--config", "runner.config.ts", "--workers", "3"]
    settings = Settings.model_validate_json((folder / "settings.json").read_text())
    assert (settings.reporter, settings.screenshots, settings.stand_in) == ("r.cjs", True, None)
    assert settings.match is not None


async def test_the_specs_see_the_address_and_the_credentials_and_these_stand_in_no_file(
    telltale: Path, folder: Path
) -> None:
    """Promise 7: by reference in files, by value in the environment of the process only."""
    key = Header(name="X-Key", value=SecretStr("hunter2!"))
    env = {"PASSWORD": "hunter2!", "GREENROOM_BASE_URL": "http://elsewhere"}
    job = Job(files={"a.spec.ts": "x"}, base_url=URL, env=env, headers=(key,))
    await session(telltale, folder, job, {"PATH": os.environ["PATH"]}).results()
    started = Started(folder)
    assert started.env["PASSWORD"] == "hunter2!"
    assert started.env["GREENROOM_BASE_URL"] == URL, "what is tested is not for a variable to say"
    assert json.loads(started.env["GREENROOM_OWN_HEADERS"]) == {"X-Key": "hunter2!"}
    assert started.written == []
    settings = Settings.model_validate_json((folder / "settings.json").read_text())
    assert (settings.stand_in, settings.routed) == ("own-headers", True)


async def test_without_headers_there_is_no_variable_for_them(telltale: Path, folder: Path) -> None:
    await session(telltale, folder, Job(files={"a.spec.ts": "x"}, base_url=URL), {}).results()
    assert "GREENROOM_OWN_HEADERS" not in Started(folder).env


async def test_temporary_files_go_with_the_run_where_sockets_fit_there(
    telltale: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short, long = tmp_path / "s", tmp_path / ("long" * 20)
    told = []
    for where in (short, long):
        where.mkdir()
        monkeypatch.setattr("agents.execution.session._LONGEST_TMPDIR", len(str(tmp_path)) + 20)
        job = Job(files={"a.spec.ts": "x"}, base_url=URL)
        await session(telltale, where, job, {}).results()
        told.append(Started(where).env.get("TMPDIR"))
    assert told == [str(short / "tmp"), None]


async def test_listing_runs_nothing_and_names_the_tests_by_their_own_files(
    fake_node: Path, folder: Path
) -> None:
    seen: list[Progress] = []
    job = Job(files={"a.spec.ts": "pass one\nhang two"}, base_url=URL, on_progress=seen.append)
    listed = await session(fake_node, folder, job).list_tests()
    assert [(test.file, test.title, test.repeat) for test in listed] == [
        ("a.spec.ts", "one", 0),
        ("a.spec.ts", "two", 0),
    ]
    assert seen == []


async def test_a_file_that_does_not_load_cannot_be_listed(fake_node: Path, folder: Path) -> None:
    job = Job(files={"a.spec.ts": "broken"}, base_url=URL)
    with pytest.raises(ToolError, match=r"did not run: SyntaxError: a\.spec\.ts: bad") as caught:
        await session(fake_node, folder, job).list_tests()
    assert "doctor" in caught.value.advice


async def test_the_first_failure_of_a_test_is_pictured_and_the_name_is_one_for_a_file(
    fake_node: Path, folder: Path
) -> None:
    shelf = FakeArtefacts()
    job = Job(
        files={"a b.spec.ts": "fail Ünder “way”/x", "b.spec.ts": "fail one"},
        base_url=URL,
        repeat=2,
        screenshots=shelf,
    )
    results = await session(fake_node, folder, job).results()
    assert [[run.screenshot for run in result.runs] for result in results] == [
        ["screenshots/failed/a-b-spec-ts-f-nder-way-x-head-0.png", None],
        ["screenshots/failed/b-spec-ts-f-one-head-0.png", None],
    ]
    assert sorted(shelf.files) == [result.runs[0].screenshot for result in results]


async def test_without_a_store_no_picture_is_kept(fake_node: Path, folder: Path) -> None:
    (result,) = await session(fake_node, folder, Job(files={"a.spec.ts": "fail one"}, base_url=URL)).results()
    assert (result.runs[0].screenshot, result.outcome) == (None, "failed")


async def test_progress_counts_every_run_of_all_that_is_planned(fake_node: Path, folder: Path) -> None:
    seen: list[Progress] = []
    files = {"a.spec.ts": "pass one\nskip two", "b.spec.ts": "fail three"}
    job = Job(files=files, base_url=URL, repeat=2, on_progress=seen.append)
    await session(fake_node, folder, job).results()
    assert [(p.file, p.title, p.run.repeat, p.done, p.total) for p in seen] == [
        ("a.spec.ts", "one", 0, 1, 6),
        ("a.spec.ts", "two", 0, 2, 6),
        ("b.spec.ts", "three", 0, 3, 6),
        ("a.spec.ts", "one", 1, 4, 6),
        ("a.spec.ts", "two", 1, 5, 6),
        ("b.spec.ts", "three", 1, 6, 6),
    ]
    assert [p.run.status for p in seen[:3]] == [RunStatus.PASSED, RunStatus.SKIPPED, RunStatus.FAILED]


async def test_results_are_sorted_by_file_with_those_that_do_not_load_among_them(
    fake_node: Path, folder: Path
) -> None:
    files = {"c.spec.ts": "pass one", "b.spec.ts": "broken", "a.spec.ts": "pass one"}
    results = await session(fake_node, folder, Job(files=files, base_url=URL)).results()
    assert [(result.file, result.outcome) for result in results] == [
        ("a.spec.ts", "passed"),
        ("b.spec.ts", "failed"),
        ("c.spec.ts", "passed"),
    ]


async def test_a_time_limit_keeps_what_ended_before_it(fake_node: Path, folder: Path) -> None:
    files = {"a.spec.ts": "pass one", "b.spec.ts": "hang two"}
    done, cut = await session(fake_node, folder, Job(files=files, base_url=URL, time_limit_s=3)).results()
    assert (done.outcome, cut.runs[0].status) == ("passed", RunStatus.INTERRUPTED)
    assert cut.runs[0].error == "the time limit of 3 s was reached before this"


async def test_a_second_process_is_started_for_what_was_lost_and_for_nothing_else(
    fake_node: Path, folder: Path
) -> None:
    seen: list[Progress] = []
    files = {"a.spec.ts": "pass one\nclosed two"}
    one, two = await session(
        fake_node, folder, Job(files=files, base_url=URL, on_progress=seen.append)
    ).results()
    assert [p.title for p in seen] == ["one", "two"], "a run that is lost is not told, and none is told twice"
    assert (one.runs[0].lost_before, two.outcome) == (None, "passed")
    assert two.runs[0].lost_before == "its browser or its page went away in the middle of it"


async def test_what_a_tool_says_is_told_without_secrets_and_paths(tmp_path: Path, folder: Path) -> None:
    broken = tmp_path / "broken"
    said = (
        "import os, sys\n"
        "said = os.getcwd() + '/specs/a.spec.ts with ' + os.environ['PASSWORD']\n"
        "sys.exit('cannot read ' + said)"
    )
    broken.write_text(f"#!{sys.executable}\n{said}\n")
    broken.chmod(0o755)
    job = Job(files={"a.spec.ts": "x"}, base_url=URL, env={"PASSWORD": "hunter2!"})
    with pytest.raises(ToolError) as caught:
        await session(broken, folder, job).results()
    assert caught.value.message == "Playwright Test did not run: cannot read a.spec.ts with ***"
