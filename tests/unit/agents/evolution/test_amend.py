"""A test about its own record outlives an end that did not work as it was planned."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from agents.domain.locator import ByRole, Locator, Unique
from agents.domain.page import Purpose
from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.spec import Rejection
from agents.domain.steps import Click, Fill, Goto
from agents.evolution.amend import (
    PAGED,
    asks,
    paged_lists,
    with_true_reason,
    without_reopening,
    without_tidying,
)
from agents.evolution.compile import rejection
from agents.evolution.perform import perform_scenario
from agents.evolution.play import Performance
from tests.unit.agents.evolution.builders import expect, role, scenario, then
from tests.unit.agents.evolution.plays import browser, given, stage, when
from tests.unit.agents.maps import page_map

OWN = Unique(key="own", prefix="Greenroom")
OPEN = Goto(path="/")
MAKE = (Fill(on=role("textbox", "Title"), value=OWN), Click(on=role("button", "Add")))
ROW = Locator(chain=(ByRole(role="listitem", has_text=OWN),))
DELETE = Click(on=Locator(chain=(*ROW.chain, ByRole(role="button", name="Delete"))))
APPEARS = expect(Outcome.TEXT_APPEARS, OWN)
VANISHES = expect(Outcome.TEXT_VANISHES, OWN, ROW)


def back(*steps: Click | Goto) -> Phase:
    return Phase(keyword="When", text="the user deletes it", steps=steps, way_back=True)


CREATE = scenario(
    given(OPEN),
    when(*MAKE),
    then(APPEARS),
    then(APPEARS, steps=(OPEN,)),
    back(OPEN, DELETE),
    then(VANISHES),
    kind=ScenarioKind.CREATE,
    writes=True,
    start="/",
)
REMOVE = scenario(
    given(OPEN, *MAKE),
    Phase(keyword="Given", text="the list shows it", steps=(OPEN,), way_back=True),
    back(DELETE),
    then(VANISHES),
    then(VANISHES, steps=(OPEN,)),
    kind=ScenarioKind.DELETE,
    writes=True,
    start="/",
)


def test_what_comes_before_the_deletion_stands_alone_once_it_was_shown() -> None:
    assert [without_tidying(CREATE, at) is not None for at in range(6)] == [False] * 4 + [True] * 2
    cut = without_tidying(CREATE, 5)
    assert cut is not None
    assert cut.phases == CREATE.phases[:4]
    assert without_tidying(REMOVE, 3) is None, "a deletion that does not work is no test"


def test_a_list_of_several_pages_is_not_opened_anew() -> None:
    paged = frozenset({"/"})
    assert without_reopening(CREATE, 3, frozenset()) is None
    assert without_reopening(CREATE, 2, paged) is None, "it did not appear where it was made"
    made, removed = without_reopening(CREATE, 3, paged), without_reopening(REMOVE, 2, paged)
    assert made is not None
    assert removed is not None
    assert [phase.steps for phase in made.phases] == [(OPEN,), MAKE, (), (DELETE,), ()]
    assert [phase.steps for phase in removed.phases] == [(OPEN, *MAKE), (DELETE,), ()]
    assert without_reopening(made, 4, paged) is None


def test_that_a_record_may_be_on_another_page_is_told() -> None:
    refused = rejection(CREATE, "observe", "not observed: the text the new Greenroom did not appear")
    assert with_true_reason(CREATE, refused, {"/"}).reason == f"{refused.reason}; {PAGED}"
    assert with_true_reason(CREATE, refused, {"/other"}) == refused
    other = rejection(CREATE, "observe", "nothing closed")
    assert with_true_reason(CREATE, other, {"/"}) == other


def test_lists_of_several_pages_are_known_by_what_leads_to_the_others() -> None:
    shown = page_map("page /a\nlist L list One Two\nbutton Next paging\npage /b\nlist L list One Two\n")
    assert shown.pages[0].states[0].elements[0].purpose is Purpose.PAGING
    assert paged_lists(shown) == {"/a"}


@pytest.mark.parametrize(
    ("name", "so"),
    [("Really delete?", True), ("Sicher?", True), ("Remove", True), ("Edit", False), ("Book", False)],
)
def test_a_question_is_told_by_its_words(name: str, so: bool) -> None:
    assert asks(name) is so


PAGE = """<!doctype html><html lang="en"><title>Tasks</title><h1>Tasks</h1>
<label>Title <input id="title"></label><button id="add">Add</button><ul id="list"></ul><script>
const list = document.getElementById('list'), title = document.getElementById('title');
async function show() {
  const names = await (await fetch('/api')).json();
  list.replaceChildren(...names.map((name) => {
    const item = document.createElement('li'), button = document.createElement('button');
    button.textContent = 'Delete';
    button.onclick = async () => {
      if (button.textContent === 'Delete') { button.textContent = 'Really delete?'; return; }
      await fetch('/api', { method: 'DELETE', body: name }); show();
    };
    item.append(name + ' ', button);
    return item;
  }));
}
document.getElementById('add').onclick = async () => {
  await fetch('/api', { method: 'POST', body: title.value }); title.value = ''; show();
};
show();
</script>"""


class _Tasks(BaseHTTPRequestHandler):
    names: list[str]
    deletes: bool

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, kind: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def _body(self) -> str:
        return self.rfile.read(int(self.headers["Content-Length"])).decode()

    def do_GET(self) -> None:
        if self.path == "/api":
            self._answer("application/json", "[" + ",".join(f'"{name}"' for name in self.names) + "]")
        else:
            self._answer("text/html; charset=utf-8", PAGE)

    def do_POST(self) -> None:
        self.names.append(self._body())
        self._answer("application/json", "{}")

    def do_DELETE(self) -> None:
        name = self._body()
        if self.deletes:
            self.names.remove(name)
        self._answer("application/json", "{}")


@contextmanager
def tasks(*, deletes: bool) -> Iterator[tuple[str, list[str]]]:
    names = ["Write docs", "Fix footer"]
    handler = type("Tasks", (_Tasks,), {"names": names, "deletes": deletes})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", names
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.browser
@pytest.mark.parametrize("planned", [CREATE, REMOVE], ids=["create", "delete"])
async def test_a_button_that_turns_into_a_question_is_answered(planned: Scenario) -> None:
    with tasks(deletes=True) as (url, names):
        async with browser() as host:
            on = stage(host, url, may_stay=True)
            assert isinstance(await perform_scenario(planned, on), Rejection)
            assert names == ["Write docs", "Fix footer"], "the answer deleted it"
            assert not on.left
            assert isinstance(await perform_scenario(on.amended[planned.id], on), Performance)
        assert names == ["Write docs", "Fix footer"]


@pytest.mark.browser
@pytest.mark.parametrize("may_stay", [True, False])
async def test_a_record_that_cannot_be_deleted_is_counted_and_may_stay_where_that_is_allowed(
    may_stay: bool,
) -> None:
    with tasks(deletes=False) as (url, names):
        async with browser() as host:
            on = stage(host, url, may_stay=may_stay)
            assert isinstance(await perform_scenario(CREATE, on), Rejection)
            assert on.left == {CREATE.id: 1}
            assert len(names) == 3
            assert (CREATE.id in on.amended) is may_stay
            if may_stay:
                assert isinstance(await perform_scenario(on.amended[CREATE.id], on), Performance)
                assert on.left == {CREATE.id: 2}
