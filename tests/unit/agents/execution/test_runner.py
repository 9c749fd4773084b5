import asyncio
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import pytest

from agents.browser.chromium import find_chromium
from agents.domain.assertions import HasText, HasTexts, HasUrl, IsHidden, IsVisible
from agents.domain.locator import ByLabel, ByRole, Unique
from agents.domain.spec import RunStatus
from agents.domain.steps import Click, Env, Fill, Goto, Text
from agents.errors import ToolError
from agents.execution.events import TestName
from agents.execution.process import marked
from agents.execution.runner import PlaywrightRunner, ids_of, names_of
from agents.execution.session import Progress
from agents.specgen.files import print_files
from tests.fakes.stores import FakeArtefacts
from tests.golden.specgen_cases import at, button, case, given, then, when
from tests.node_tools import find, runner

URL = "http://127.0.0.1:9"


def the_folder(parent: Path) -> Path:
    """The one folder that a run works in."""
    (folder,) = parent.glob("greenroom-*")
    return folder.resolve()


@pytest.fixture
def fake(fake_node: Path, tmp_path: Path) -> PlaywrightRunner:
    return PlaywrightRunner(fake_node, tmp_path, os.environ)


async def test_every_test_runs_as_often_as_asked(fake: PlaywrightRunner) -> None:
    seen: list[Progress] = []
    results = await fake.run(
        {"a.spec.ts": "pass one\npass two", "b.spec.ts": "pass one", "help.ts": "pass never"},
        base_url=URL,
        repeat=3,
        on_progress=seen.append,
        ids={("a.spec.ts", "one"): "test-1"},
    )
    assert [(r.test, r.title, r.outcome, r.delivered) for r in results] == [
        ("a.spec.ts: F / two", "two", "passed", True),
        ("test-1", "one", "passed", True),
        ("b.spec.ts: F / one", "one", "passed", True),
    ]
    assert [run.repeat for run in results[0].runs] == [0, 1, 2]
    assert [(p.done, p.total) for p in seen] == [(n, 9) for n in range(1, 10)]
    assert [p.run.repeat for p in seen] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


async def test_a_failure_is_told_without_colours_paths_and_secrets(fake: PlaywrightRunner) -> None:
    kept = FakeArtefacts()
    (result,) = await fake.run(
        {"a.spec.ts": "fail one"},
        base_url=URL,
        repeat=2,
        where="base",
        env={"PASSWORD": "hunter2!"},
        screenshots=kept,
    )
    first, second = result.runs
    assert (result.outcome, result.delivered) == ("failed", False)
    assert result.reason == "passed 0 of 2: Error: x ***"
    assert (first.error, first.where, first.status) == ("Error: x ***", "base", RunStatus.FAILED)
    assert first.screenshot == "screenshots/failed/a-spec-ts-f-one-base-0.png"
    assert kept.files == {first.screenshot: b"png"}
    assert second.screenshot is None


async def test_a_screenshot_that_is_gone_is_no_error(fake: PlaywrightRunner) -> None:
    (result,) = await fake.run({"a.spec.ts": "lost one"}, base_url=URL, screenshots=FakeArtefacts())
    assert (result.runs[0].screenshot, result.runs[0].error) == (None, None)


async def test_only_what_is_needed_of_the_environment_reaches_the_specs(fake_node: Path) -> None:
    """Promise 7: no secret of the surroundings leaks into a spec's process."""
    environ = {"PATH": os.environ["PATH"], "HOME": "/h", "GITHUB_TOKEN": "t", "NODE_OPTIONS": "--x"}
    fake = PlaywrightRunner(fake_node, fake_node.parent, environ)
    (result,) = await fake.run({"a.spec.ts": "env one"}, base_url=URL, env={"SHOP_PASSWORD": "secret"})
    names = set(str(result.runs[0].error).split())
    assert {"PATH", "HOME", "SHOP_PASSWORD", "GREENROOM_BASE_URL"} <= names
    assert not {"GITHUB_TOKEN", "NODE_OPTIONS"} & names


async def test_the_seed_decides_the_order_and_every_repeat_has_its_own(fake: PlaywrightRunner) -> None:
    files = {"a.spec.ts": "pass 1\npass 2\npass 3", "b.spec.ts": "pass 1\npass (x|y)\nfail 3"}

    async def order(seed: int) -> list[tuple[int, str, str]]:
        seen: list[Progress] = []
        results = await fake.run(files, base_url=URL, repeat=2, seed=seed, on_progress=seen.append)
        assert [len(result.runs) for result in results] == [2] * 6
        return [(p.run.repeat, p.file, p.title) for p in seen]

    first = await order(7)
    assert first == await order(7)
    assert first != await order(8)
    assert [repeat for repeat, *_ in first] == [0] * 6 + [1] * 6
    assert [rest for _, *rest in first[:6]] != [rest for _, *rest in first[6:]]


async def test_a_test_that_was_told_but_is_not_there_shows_up_as_not_run(fake: PlaywrightRunner) -> None:
    """Promise 5: never green by absence of evidence."""
    names = [TestName(file="a.spec.ts", titles=("F", title), repeat=0) for title in ("one", "gone")]
    gone, one = await fake.run({"a.spec.ts": "pass one"}, base_url=URL, seed=1, repeat=2, tests=names)
    assert (one.title, one.outcome, len(one.runs)) == ("one", "passed", 2)
    assert (gone.title, gone.outcome, len(gone.runs)) == ("gone", "skipped", 2)


@pytest.mark.parametrize("seed", [None, 3])
async def test_a_file_that_does_not_load_fails_and_the_others_run(
    fake: PlaywrightRunner, seed: int | None
) -> None:
    files = {"a.spec.ts": "pass one", "bad.spec.ts": "broken", "worse.spec.ts": "broken"}
    good, bad, worse = await fake.run(files, base_url=URL, seed=seed, repeat=2)
    assert good.outcome == "passed"
    assert (bad.outcome, bad.test, bad.delivered) == ("failed", "bad.spec.ts", False)
    assert bad.runs[0].error == "SyntaxError: bad.spec.ts: bad"
    assert worse.reason == "the file does not load: SyntaxError: worse.spec.ts: bad"


async def test_nothing_but_broken_files_is_an_answer_too(fake: PlaywrightRunner) -> None:
    (bad,) = await fake.run({"bad.spec.ts": "broken"}, base_url=URL)
    assert bad.outcome == "failed"


async def test_no_specs_give_no_results(fake: PlaywrightRunner) -> None:
    assert await fake.run({"helpers.ts": "pass x"}, base_url=URL) == ()


async def test_at_the_time_limit_everything_ends_and_what_is_known_is_told(fake: PlaywrightRunner) -> None:
    started = time.monotonic()
    done, hanging = await fake.run(
        {"a.spec.ts": "pass one", "b.spec.ts": "hang two"}, base_url=URL, time_limit_s=3
    )
    assert time.monotonic() - started < 60
    assert done.outcome == "passed"
    assert (hanging.outcome, hanging.runs[0].status) == ("skipped", RunStatus.INTERRUPTED)
    assert hanging.reason == "the time limit of 3 s was reached before this"


async def test_cancelling_leaves_no_process_and_no_folder(
    fake: PlaywrightRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    begun = asyncio.Event()
    task = asyncio.create_task(
        fake.run({"a.spec.ts": "pass one\nhang two"}, base_url=URL, on_progress=lambda _: begun.set())
    )
    await asyncio.wait_for(begun.wait(), 60)
    folder = the_folder(tmp_path)
    assert marked(str(folder))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not marked(str(folder))
    assert not folder.exists()


@pytest.mark.parametrize("seed", [None, 1])
async def test_files_without_a_test_give_no_results(fake: PlaywrightRunner, seed: int | None) -> None:
    assert await fake.run({"a.spec.ts": ""}, base_url=URL, seed=seed) == ()


@pytest.mark.parametrize("seed", [None, 1])
async def test_playwright_that_crashes_is_a_tool_error(fake: PlaywrightRunner, seed: int | None) -> None:
    with pytest.raises(ToolError, match=r"did not run: Some other line(.|\n)*it crashed"):
        await fake.run({"a.spec.ts": "crash"}, base_url=URL, seed=seed)


async def test_a_browser_that_does_not_start_is_a_tool_error(fake: PlaywrightRunner) -> None:
    with pytest.raises(
        ToolError, match=r"start: Error: browserType\.launch: it failed \[err\] lib is missing"
    ):
        await fake.run({"a.spec.ts": "nobrowser one"}, base_url=URL)


LOSSES = ["killed", "exits", "noworker", "nochrome", "stopped", "closed"]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("seed", [None, 1])
async def test_what_was_lost_with_its_process_is_run_once_more(
    fake: PlaywrightRunner, loss: str, seed: int | None
) -> None:
    """Promise 5: what was not run must not be missing from what is called passed."""
    files = {"a.spec.ts": f"pass one\n{loss} two\npass three", "b.spec.ts": "pass one\nfail four"}
    seen: list[Progress] = []
    results = await fake.run(files, base_url=URL, seed=seed, repeat=2, on_progress=seen.append)
    assert {(one.file[0], one.title): one.outcome for one in results} == {
        ("a", "one"): "passed",
        ("a", "two"): "passed",
        ("a", "three"): "passed",
        ("b", "one"): "passed",
        ("b", "four"): "failed",
    }
    assert [len(one.runs) for one in results] == [2] * 5
    told = [run.lost_before for one in results if one.title == "two" for run in one.runs]
    assert any(told), "and it is told"
    assert (len(seen), {p.total for p in seen}) == (10, {10})


async def test_only_the_run_that_was_lost_says_that_it_was_made_again(fake: PlaywrightRunner) -> None:
    files = {"a.spec.ts": "pass one\nclosed two\npass three"}
    one, three, two = await fake.run(files, base_url=URL, repeat=2)
    why = "its browser or its page went away in the middle of it"
    assert [run.lost_before for run in two.runs] == [why, None]
    assert not any(run.lost_before for result in (one, three) for run in result.runs)


@pytest.mark.parametrize(
    ("loss", "why"),
    [
        ("killed", "Playwright Test was killed (SIGKILL) before it was over"),
        ("exits", "Playwright Test ended by itself (exit code 3) before it was over"),
        ("noworker", "worker process exited unexpectedly (code=null, signal=SIGKILL)"),
        ("nochrome", "Chromium did not start (Error: browserType.launch: it failed)"),
        ("stopped", "Playwright Test was told to stop"),
    ],
)
async def test_what_is_lost_twice_is_told_as_not_run(fake: PlaywrightRunner, loss: str, why: str) -> None:
    lost, kept = await fake.run({"a.spec.ts": f"pass zero\n{loss}-twice one"}, base_url=URL)
    assert (kept.title, kept.outcome) == ("zero", "passed")
    assert (lost.outcome, lost.delivered, lost.runs[0].status) == ("skipped", False, RunStatus.INTERRUPTED)
    assert lost.reason == lost.runs[0].error == f"it could not be run, tried twice: {why}"


@pytest.mark.parametrize("others", ["pass zero\n", ""], ids=["beside another", "alone"])
async def test_what_goes_away_twice_where_browsers_work_is_a_failure(
    fake: PlaywrightRunner, others: str
) -> None:
    """A test may close its own page, and so may the application: no machine is to blame."""
    seen: list[Progress] = []
    files = {"a.spec.ts": f"{others}closed-twice one\nstatic two"}
    results = await fake.run(files, base_url=URL, on_progress=seen.append)
    one, two = (result for result in results if result.title != "zero")
    assert (one.outcome, [run.status for run in one.runs]) == ("failed", [RunStatus.FAILED])
    assert one.reason == "passed 0 of 1: expect(locator).toBeVisible() failed"
    assert one.runs[0].lost_before is None, "nothing was lost"
    assert [run.status for run in two.runs] == [RunStatus.SKIPPED]
    assert sorted(p.title for p in seen) == sorted(r.title for r in results), "and no probe is told"


async def test_what_goes_away_twice_where_no_browser_works_is_not_run(fake: PlaywrightRunner) -> None:
    (one,) = await fake.run({"a.spec.ts": "dying-twice one"}, base_url=URL)
    why = "its browser or its page went away in the middle of it"
    assert (one.outcome, one.reason) == ("skipped", f"it could not be run, tried twice: {why}")


@pytest.mark.parametrize("loss", ["closed-twice", "noworker-twice"])
async def test_a_test_that_its_file_skips_is_not_lost_with_another(fake: PlaywrightRunner, loss: str) -> None:
    files = {"a.spec.ts": f"pass zero\n{loss} one\nstatic two"}
    two = next(one for one in await fake.run(files, base_url=URL) if one.title == "two")
    assert [(run.status, run.error, run.lost_before) for run in two.runs] == [(RunStatus.SKIPPED, None, None)]


async def test_a_test_that_is_to_fail_passes_by_failing(fake: PlaywrightRunner) -> None:
    files = {"a.spec.ts": "expectfail known bug\npassanyway mended bug"}
    known, mended = await fake.run(files, base_url=URL, screenshots=FakeArtefacts())
    assert (known.outcome, known.runs[0].error, known.runs[0].screenshot) == ("passed", None, None)
    assert (mended.outcome, mended.reason) == ("failed", "passed 0 of 1: Expected to fail, but passed")


async def test_a_playwright_that_is_killed_before_it_begins_is_started_again(fake: PlaywrightRunner) -> None:
    (one,) = await fake.run({"a.spec.ts": "early one"}, base_url=URL)
    assert one.outcome == "passed"
    with pytest.raises(ToolError, match="did not run"):
        await fake.run({"a.spec.ts": "early-twice one"}, base_url=URL)


async def test_browsers_that_are_lost_at_once_cost_nothing(fake: PlaywrightRunner) -> None:
    """Each worker starts one, and one cause may end them all; one more than that is no accident."""
    files = {"a.spec.ts": "nochrome one\nnochrome two\npass three"}
    assert [one.outcome for one in await fake.run(files, base_url=URL, workers=2)] == ["passed"] * 3
    with pytest.raises(ToolError, match="Chromium does not start"):
        await fake.run(files, base_url=URL, workers=1)


async def test_a_node_that_is_not_there_is_a_tool_error(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="cannot be started"):
        await PlaywrightRunner(tmp_path / "no", tmp_path, {}).run({"a.spec.ts": ""}, base_url=URL)


async def test_tests_can_be_listed(fake: PlaywrightRunner) -> None:
    listed = await fake.list_tests({"a.spec.ts": "pass one\nhang two"})
    assert [(test.file, test.title) for test in listed] == [("a.spec.ts", "one"), ("a.spec.ts", "two")]
    with pytest.raises(ToolError, match=r"SyntaxError: bad\.spec\.ts"):
        await fake.list_tests({"bad.spec.ts": "broken"})


PAGE = b"""<!doctype html><html lang=en><title>Notes</title><h1>Notes</h1>
<form onsubmit="event.preventDefault(); const li = document.createElement('li');
  li.textContent = field.value; notes.append(li); field.value = ''; said.textContent = ' Saved  it ';
  history.pushState({}, '', '/notes/7?b=2&a=x%20y#top')">
<label>Note <input id=field></label><button>Save</button></form>
<ul id=notes><li>First note</li></ul><p role=status id=said></p>
<iframe id=help srcdoc="<button onclick=&quot;this.textContent='Sent'&quot;>Send</button>"></iframe>"""


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@contextmanager
def served(site: type[Site] = Site) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), site) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


NOTE = Unique(key="note", prefix="It's")
FIELD = at(ByLabel(text="Note"))
HELP = ("#help",)
OPEN = given("the notes are open", Goto(path="/notes"))
REAL = (
    case(
        "A note is kept",
        "Notes",
        OPEN,
        when("it is saved", Fill(on=FIELD, value=NOTE), Click(on=button("Save"))),
        then(
            "it is in the list",
            HasUrl(path="/notes/:any", query=(("a", "x y"), ("b", "2")), fragment="top"),
            IsVisible(on=at(ByRole(role="listitem", has_text=NOTE))),
            HasTexts(on=at(ByRole(role="listitem")), texts=("First note", "It's")),
            HasText(on=at(ByRole(role="status")), text="Saved it"),
        ),
        scenario="note-kept",
    ),
    case(
        "Help is sent",
        "Notes",
        OPEN,
        when("help is sent", Click(on=at(ByRole(role="button", name="Send"), frames=HELP))),
        then(
            "it says so",
            IsVisible(on=at(ByRole(role="button", name="Sent"), frames=HELP)),
            IsHidden(on=at(ByRole(role="button", name="Send"), frames=HELP)),
        ),
        scenario="help-sent",
    ),
    case(
        "A list that goes on is not the list",
        "Wrong",
        OPEN,
        when("a secret is typed", Fill(on=FIELD, value=Env(name="NOTE")), Click(on=button("Save"))),
        then("the list is short", HasTexts(on=at(ByRole(role="listitem")), texts=("First note",))),
        scenario="wrong",
    ),
    case(
        "What is not there is not found",
        "Wrong",
        when("x", Fill(on=FIELD, value=Text(text="x"))),
        then("y", HasText(on=at(ByRole(role="heading", name="sw0rdfish")), text="x")),
        scenario="missing",
    ),
)


@pytest.mark.node
@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_printed_specs_pass_and_fail_for_real() -> None:
    """C20: the printed bytes run under stock Playwright Test, shuffled, on a server that is never reset."""
    specs = print_files(REAL)
    only = "import { test } from '@playwright/test';\ntest.only('this', async () => {});\n"
    files = {spec.filename: spec.text for spec in specs}
    files |= {"torn.spec.ts": "import {", "only.spec.ts": only}
    kept = FakeArtefacts()
    with served() as url:
        results = await runner(os.environ).run(
            files,
            base_url=url,
            repeat=2,
            seed=5,
            env={"NOTE": "sw0rdfish"},
            screenshots=kept,
            ids=ids_of(specs),
            tests=names_of(specs),
        )
    by_test = {result.test: result for result in results}
    assert {test: result.outcome for test, result in by_test.items()} == {
        "note-kept": "passed",
        "help-sent": "passed",
        "wrong": "failed",
        "missing": "failed",
        "torn.spec.ts": "failed",
        "only.spec.ts": "failed",
    }
    assert all(len(result.runs) == 2 for test, result in by_test.items() if not test.endswith(".spec.ts"))
    assert "'.only' is not allowed" in by_test["only.spec.ts"].reason
    wrong = by_test["wrong"].runs
    assert "Expected: 1" in str(wrong[0].error)
    assert "toHaveCount" in by_test["wrong"].reason
    assert "sw0rdfish" not in "".join(result.model_dump_json() for result in results)
    pictures = [run.screenshot for result in results for run in result.runs if run.screenshot]
    assert len(pictures) == 2
    assert all(kept.files[picture].startswith(b"\x89PNG") for picture in pictures)


@pytest.mark.node
@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_a_cancelled_run_leaves_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "import { test } from '@playwright/test';\n"
        "test('opens', async ({ page }) => { await page.goto('/'); });\n"
        "test('hangs', async ({ page }) => { await page.waitForEvent('download', { timeout: 0 }); });\n"
    )
    begun = asyncio.Event()
    with served() as url, TemporaryDirectory() as parent:
        monkeypatch.setattr("tempfile.tempdir", parent)
        running = runner(os.environ).run({"a.spec.ts": text}, base_url=url, on_progress=lambda _: begun.set())
        task, opened = asyncio.create_task(running), asyncio.create_task(begun.wait())
        await asyncio.wait({task, opened}, return_when=asyncio.FIRST_COMPLETED)
        folder = the_folder(Path(parent))
        assert len(marked(str(folder))) > 2
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not marked(str(folder))
        assert not folder.exists()


def end_one(folder: Path, named: str) -> None:
    """Kill the first process of a run whose command says so."""
    for pid in marked(str(folder)):
        if named in (Path("/proc") / str(pid) / "cmdline").read_text():
            os.kill(pid, signal.SIGKILL)
            return
    raise AssertionError(named)


THREE = "import { test } from '@playwright/test';\n" + "".join(
    f"test('{name}', async ({{ page }}) => {{ await page.goto('/'); await page.waitForTimeout(300); }});\n"
    for name in ("one", "two", "three")
)


@pytest.mark.node
@pytest.mark.browser
@pytest.mark.timeout(300)
@pytest.mark.parametrize("named", ["cli.js", "workerProcessEntry"])
@pytest.mark.parametrize("seed", [None, 1])
async def test_a_playwright_that_is_killed_loses_no_test(
    named: str, seed: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise 5, with the real one: its own process, and the one that performs the tests."""
    killed: list[str] = []

    def once(ran: Progress) -> None:
        if not killed:
            killed.append(ran.title)
            end_one(the_folder(Path(parent)), named)

    with served() as url, TemporaryDirectory() as parent:
        monkeypatch.setattr("tempfile.tempdir", parent)
        results = await runner(os.environ).run(
            {"a.spec.ts": THREE}, base_url=url, repeat=2, seed=seed, on_progress=once
        )
    assert killed
    assert [(one.outcome, len(one.runs)) for one in results] == [("passed", 2)] * 3


@pytest.mark.node
@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_a_browser_that_is_killed_while_it_starts_costs_nothing(tmp_path: Path) -> None:
    found, tools = find_chromium(os.environ), find(os.environ)
    script, mark = tmp_path / "chromium", tmp_path / "killed"
    script.write_text(
        f'#!/bin/sh\n[ -e {mark} ] || {{ touch {mark}; kill -9 $$; }}\nexec {found.path} "$@"\n'
    )
    script.chmod(0o755)
    one = PlaywrightRunner(
        tools.runtime.node, tools.node_modules, os.environ, chromium=script, args=found.flags
    )
    with served() as url:
        results = await one.run({"a.spec.ts": THREE}, base_url=url)
    assert mark.exists()
    assert [result.outcome for result in results] == ["passed"] * 3


class Stalling(Site):
    """Answers the first request of all only after the browser that asks was killed."""

    asked = Event()
    killed = Event()

    def do_GET(self) -> None:
        if not self.asked.is_set():
            self.asked.set()
            self.killed.wait(60)
        with suppress(OSError):
            super().do_GET()


def browsers(folder: Path) -> list[int]:
    """The Chromiums, without their helpers, that a run in this folder has started."""
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in marked(str(folder))}
    return [pid for pid, words in commands.items() if b"--remote-debugging-pipe" in words]


OUTCOMES = """
import { expect, test } from '@playwright/test';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
const wrong = () => expect(1).toBe(2);
const closed = async ({ page }) => { await page.goto('/'); await page.close(); await page.title(); };
test('passed: fails as known', () => { test.fail(); wrong(); });
test('failed: is mended', () => { test.fail(); });
test.fail('passed: fails as known from the start', wrong);
test('failed: runs out of time', async () => {
  test.fail(); test.setTimeout(300); await new Promise(() => {});
});
test.describe(() => { test.fail(); test('passed: of a group that fails', wrong); });
test.skip('skipped: from the start', wrong);
test.fixme('skipped: to be mended', wrong);
test('skipped: in the middle', () => { test.skip(true); wrong(); });
test.describe(() => { test.skip(({ browserName }) => !!browserName); test('skipped: of a group', wrong); });
test('passed: slow', () => { test.slow(); });
test.describe(() => {
  test.describe.configure({ retries: 1 });
  test('flaky: tries again', ({}, info) => expect(info.retry).toBe(1));
});
test('failed: closes its page', closed);
test('passed: closes its page, which is known', async ({ page }) => { test.fail(); await closed({ page }); });
test.skip('skipped: behind it', wrong);
test.describe.serial(() => {
  test('failed: closes its page in a series', closed);
  test('skipped: next in the series', wrong);
});
test('passed: loses its worker once', () => {
  const mark = `${tmpdir()}/lost`;
  if (!existsSync(mark)) { writeFileSync(mark, ''); process.kill(process.pid, 'SIGKILL'); }
});
test.skip('skipped: behind a lost worker', wrong);
"""


@pytest.mark.node
@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_what_the_files_of_a_user_say_of_their_tests_holds() -> None:
    """Each title says what is to come of it, as Playwright itself would tell it."""
    with served() as url:
        results = await runner(os.environ).run({"a.spec.ts": OUTCOMES}, base_url=url)
    assert len(results) == OUTCOMES.count("test('") + OUTCOMES.count("test.skip('") + 2
    assert [f"{one.outcome}: {one.reason}" for one in results if not one.title.startswith(one.outcome)] == []
    assert not any(run.status is RunStatus.INTERRUPTED for one in results for run in one.runs)
    assert [len(one.runs) for one in results if one.outcome == "flaky"] == [2]
    alone = "test('alone', async ({ page }) => { await page.close(); await page.title(); });"
    with served() as url:
        (one,) = await runner(os.environ).run(
            {"a.spec.ts": f"import {{ test }} from '@playwright/test';\n{alone}"}, base_url=url
        )
    assert one.outcome == "failed"


@pytest.mark.node
@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_a_test_whose_chromium_is_killed_is_run_again_and_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the machine that failed: rejecting the test would blame the wrong one."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    text = (
        "import { expect, test } from '@playwright/test';\n"
        "test('notes', async ({ page }) => {\n  await page.goto('/');\n"
        "  await expect(page.getByRole('heading')).toHaveText('Notes');\n});\n"
    )
    with served(Stalling) as url:
        task = asyncio.create_task(runner(os.environ).run({"notes.spec.ts": text}, base_url=url))
        assert await asyncio.to_thread(Stalling.asked.wait, 120)
        found = browsers(the_folder(tmp_path))
        assert found
        for pid in found:
            os.kill(pid, signal.SIGKILL)
        Stalling.killed.set()
        (result,) = await task
    assert (result.outcome, result.delivered) == ("passed", True)
    assert [run.lost_before for run in result.runs] == [
        "its browser or its page went away in the middle of it"
    ]
