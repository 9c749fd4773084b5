"""What the server answered meanwhile: its errors without values, and whether it took what was sent."""

from collections.abc import Callable
from typing import cast

import pytest
from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from agents.browser.answers import Answers

SITE = "http://site.test/shop"


class Context:
    """As much of a context, a page or a socket as is listened to."""

    def __init__(self, *pages: "Context") -> None:
        self.heard: list[Callable[[object], None]] = []
        self.pages = pages

    def on(self, _: str, hear: Callable[[object], None]) -> None:
        """Keep a listener."""
        self.heard.append(hear)

    def remove_listener(self, _: str, hear: Callable[[object], None]) -> None:
        """Forget a listener."""
        self.heard.remove(hear)


class Answer:
    """An answer together with its request."""

    post_data_buffer: bytes | None = None

    def __init__(self, status: int, method: str, url: str, kind: str, *, loads: bool | None) -> None:
        self.status, self.method, self.url, self.resource_type = status, method, url, kind
        self.parent_frame = None
        self._loads = loads

    @property
    def request(self) -> "Answer":
        """Itself."""
        return self

    frame = request

    def is_navigation_request(self) -> bool:
        """As Playwright does; None where the frame is not there yet."""
        if self._loads is None:
            raise PlaywrightError("no frame yet")
        return self._loads


def answers_to(
    *given: Answer, values: tuple[str, ...] = (), known: tuple[tuple[str, str], ...] = ()
) -> Answers:
    answers, context = Answers(known), Context()
    with answers.listening(cast("BrowserContext", context), SITE, values):
        for one in given:
            for hear in context.heard:
                hear(one)
    assert context.heard == []
    return answers


def sent(
    status: int, method: str = "POST", path: str = "/send", kind: str = "fetch", *, loads: bool | None = False
) -> Answer:
    url = path if path.startswith("http") else f"http://site.test{path}"
    return Answer(status, method, url, kind, loads=loads)


def test_errors_of_the_own_origin_are_kept_in_order_and_once() -> None:
    answers = answers_to(
        sent(503, "GET", "/z?q=secret", "image"),
        sent(500, path="/orders/17"),
        sent(500, path="/orders/18"),
        sent(500, path="http://metrics.test/poll"),
        sent(500, path="http://site.test:81/poll"),
        sent(499, path="/fine"),
    )

    assert [(one.method, one.path, one.status) for one in answers.failures] == [
        ("POST", "/orders/:id", 500),
        ("GET", "/z", 503),
    ]
    answers.forget()
    assert len(answers.failures) == 2


def test_what_is_known_to_fail_is_not_told_again() -> None:
    """By its method, too: sending there is another thing than asking."""
    answers = answers_to(sent(500, "GET", "/of/17"), sent(500, "POST", "/of/17"), known=(("GET", "/of/:id"),))
    assert [one.method for one in answers.failures] == ["POST"]


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (sent(422), 422),
        (sent(399), None),
        (sent(500), None),
        (sent(404, "GET"), None),
        (sent(404, "GET", kind="document", loads=True), 404),
        (sent(404, "GET", kind="document", loads=None), None),
        (sent(400, kind="ping"), None),
        (sent(400, path="http://other.test/send"), None),
        (sent(400, path="http://site.test:81/send"), 400),
    ],
)
def test_a_refusal_is_the_answer_to_what_a_person_sends(answer: Answer, refusal: int | None) -> None:
    answers = answers_to(answer)
    assert answers.refusal == refusal
    answers.forget()
    assert answers.refusal is None


def test_what_is_sent_again_and_then_taken_is_not_refused() -> None:
    assert answers_to(sent(401), sent(200)).refusal is None


def carrying(answer: Answer, body: bytes) -> Answer:
    answer.post_data_buffer = body
    return answer


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        (carrying(sent(204), b'{"name":"Zo\\u00eb B"}'), True),
        (carrying(sent(200), b"name=Zo%C3%AB+B"), True),
        (carrying(sent(303, kind="document", loads=True), b"name=Zo%C3%AB%20B"), True),
        (carrying(sent(200, kind="document", loads=True), b"name=Zo%C3%AB+B"), False),
        (carrying(sent(422), b"name=Zo%C3%AB+B"), False),
        (carrying(sent(500), b"name=Zo%C3%AB+B"), False),
        (carrying(sent(200), b'{"event":"click"}'), False),
        (carrying(sent(200, path="http://metrics.test/seen"), b"name=Zo%C3%AB+B"), False),
        (sent(200, "GET"), False),
    ],
)
def test_what_was_typed_is_taken_when_a_script_hears_so_or_the_form_leads_on(
    answer: Answer, taken: bool
) -> None:
    assert answers_to(answer, values=("", "Zoë B")).taken is taken


def test_what_is_taken_beside_a_refusal_is_not_taken_and_is_forgotten() -> None:
    good = carrying(sent(200), b"Ann")
    answers = answers_to(good, values=("Ann",))
    assert answers.taken
    assert not answers_to(good, sent(409, path="/other"), values=("Ann",)).taken
    answers.forget()
    assert not answers.taken


def test_all_that_was_heard_can_be_cleared() -> None:
    answers = answers_to(sent(500), sent(409))
    answers.clear()
    assert (answers.failures, answers.refusal) == ((), None)


@pytest.mark.parametrize(
    ("answer", "wrote"),
    [
        (sent(200), True),
        (sent(422, "PATCH"), True),
        (sent(200, kind="document", loads=True), True),
        (sent(200, "GET", kind="document", loads=True), False),
        (sent(204, kind="ping"), False),
        (sent(200, path="http://letters.test/collect"), False),
        (carrying(sent(200, path="http://letters.test/collect"), b"mail=Ann"), True),
    ],
)
def test_what_could_be_stored_is_more_than_a_question(answer: Answer, wrote: bool) -> None:
    answers = answers_to(answer, values=("Ann",))
    assert answers.wrote is wrote
    answers.forget()
    assert not answers.wrote


@pytest.mark.parametrize(("frame", "wrote"), [('{"name":"Ann"}', True), (b"Ann", True), ("ping", False)])
def test_what_was_typed_may_go_through_an_open_socket(frame: str | bytes, wrote: bool) -> None:
    answers, socket, tab = Answers(), Context(), Context()
    with answers.listening(cast("BrowserContext", Context(tab)), SITE, ("Ann",)):
        tab.heard[0](socket)
        socket.heard[0](frame)
        assert answers.wrote is wrote
    assert tab.heard == []


def test_what_was_written_and_kept_is_remembered_until_it_is_cleared() -> None:
    typed = carrying(sent(201), b"a=typed")
    given_back = carrying(sent(200, kind="document", loads=True), b"a=typed")
    for answer, changed, kept in (
        (typed, True, True),
        (given_back, True, False),
        (sent(204), True, False),
        (carrying(sent(422), b"a=typed"), False, False),
        (sent(200, "GET"), False, False),
    ):
        heard = answers_to(answer, values=("typed",))
        heard.forget()
        assert (heard.changed, heard.kept) == (changed, kept)
        heard.clear()
        assert (heard.changed, heard.kept) == (False, False)
