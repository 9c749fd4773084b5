"""What the server answered meanwhile: its errors without values, and whether it took what was sent."""

from collections.abc import Callable
from typing import cast

import pytest
from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from agents.browser.answers import Answers, place_of

SITE = "http://site.test/shop"


class Context:
    """As much of a context as is listened to."""

    def __init__(self) -> None:
        self.heard: list[Callable[[object], None]] = []

    def on(self, _: str, hear: Callable[[object], None]) -> None:
        """Keep a listener."""
        self.heard.append(hear)

    def remove_listener(self, _: str, hear: Callable[[object], None]) -> None:
        """Forget a listener."""
        self.heard.remove(hear)


class Answer:
    """An answer together with its request."""

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


def answers_to(*given: Answer) -> Answers:
    answers, context = Answers(), Context()
    with answers.listening(cast("BrowserContext", context), SITE):
        for one in given:
            context.heard[0](one)
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


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("", "/"),
        ("/list?page=2#top", "/list"),
        ("/list/", "/list/"),
        ("/orders/1042/lines", "/orders/:id/lines"),
        ("/notes/Note%20tok000000001", "/notes/:id"),
        ("/users/Pat", "/users/:id"),
        ("/pattern", "/:id"),
    ],
)
def test_a_place_is_a_path_without_what_differs_from_run_to_run(path: str, place: str) -> None:
    assert place_of(f"http://site.test{path}", ("tok000000001", "pat", "")) == place
