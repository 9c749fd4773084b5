"""The end of a crawl: what was left out and why, and whether anything but doors was seen."""

import pytest

from agents.browser.conclude import conclude
from agents.browser.crawl import Crawl
from agents.browser.frontier import Candidate
from agents.browser.record import Draft
from agents.domain.page import SignIn
from agents.domain.target import Safety
from agents.errors import LoginWallError
from tests.unit.agents.browser.builders import HOME, element, seen
from tests.unit.agents.browser.test_crawl import crawl


def visited(one: Crawl, path: str = "", page_type: str = "content", template: str | None = None) -> Draft:
    scan = seen(element(), url=HOME + path, template=template or path, page_type=page_type)
    page = one.record.add(Draft(one.record.next_id(), HOME + path, scan, 0.0, 200, 0, None))
    one.record.add_state(page, scan, reached_by=(), via="load", signed_in=False)
    one.record.book.learn(HOME + path, template or path)
    one.frontier.done(HOME + path)
    return page


def offered(one: Crawl, *paths: str, found_on: str | None = None, depth: int = 1) -> None:
    for path in paths:
        one.frontier.offer(Candidate(HOME + path, depth=depth, found_on=found_on))


def concluded(one: Crawl) -> tuple[list[tuple[str, str, str, str]], tuple[str, ...]]:
    """What was not done, and the limits."""
    conclude(one)
    built = one.record.build()
    return [(e.what, e.where, e.reason, e.detail) for e in built.not_done], built.limits_reached


def test_a_complete_crawl_leaves_nothing_out() -> None:
    one = crawl()
    visited(one)
    assert concluded(one) == ([], ())


def test_what_still_waits_is_named_with_where_it_was_seen() -> None:
    one = crawl()
    visited(one)
    page = visited(one, "list")
    offered(one, "help", found_on=page.id)
    offered(one, "about", found_on="p99")
    assert concluded(one)[0] == [
        ("/help", "/list", "limit", "a limit was reached before its turn"),
        ("/about", "/", "limit", "a limit was reached before its turn"),
    ]


def test_what_is_too_deep_is_named_with_the_limit() -> None:
    one = crawl()
    visited(one)
    offered(one, "deep", depth=9)
    assert concluded(one) == (
        [("/deep", "/", "limit", "deeper than max_depth (4)")],
        ("max_depth (4) was reached",),
    )


def items(one: Crawl) -> Draft:
    """Two pages of one pattern and one structure, so that a third would teach nothing."""
    visited(one, "items/1", template="item")
    return visited(one, "items/2", template="item")


def test_what_is_too_deep_but_would_teach_nothing_is_no_loss() -> None:
    one = crawl()
    items(one)
    offered(one, "items/3", depth=9)
    assert concluded(one) == ([], ())


def test_addresses_that_grow_without_end_are_named() -> None:
    one = crawl()
    visited(one)
    offered(one, "a/" * 13)
    left, limits = concluded(one)
    assert [(reason, detail) for _, _, reason, detail in left] == [
        ("limit", "addresses that grow without end")
    ]
    assert limits == ("addresses that grow without end were left out",)


@pytest.mark.parametrize(
    ("more", "told"), [(1, "1 more address of this pattern"), (2, "2 more addresses of this pattern")]
)
def test_more_of_one_pattern_is_one_duplicate(more: int, told: str) -> None:
    one = crawl()
    visited(one)
    items(one)
    offered(one, *(f"items/{number}" for number in range(3, 3 + more)), found_on="p1")
    assert concluded(one) == ([("/items/:id", "/items/3", "duplicate", told)], ())


def test_a_pattern_that_leads_on_to_itself_is_told_as_a_limit() -> None:
    one = crawl()
    page = items(one)
    offered(one, "items/3", "items/4", found_on=page.id)
    offered(one, "items/5")
    told = "/items/:id leads on to more of itself; 2 of these addresses were not opened"
    assert concluded(one)[1] == (told,)


def test_requests_that_did_not_leave_are_named() -> None:
    one = crawl(Safety.READ_ONLY)
    visited(one)
    one.guard.check("POST", HOME + "save")
    assert [(what, reason) for what, _, reason, _ in concluded(one)[0]] == [("POST /save", "guarded")]


@pytest.mark.parametrize("types", [("sign-in",), ("sign-up",), ("sign-in", "sign-up")])
def test_nothing_but_doors_is_a_login_wall(types: tuple[str, ...]) -> None:
    one = crawl()
    for page_type in types:
        visited(one, page_type, page_type)
    with pytest.raises(LoginWallError, match=f"everything is behind the sign-in at /{types[0]}$") as caught:
        conclude(one)
    assert "--username-env" in caught.value.advice


def test_a_sign_in_that_failed_is_the_reason_of_the_wall() -> None:
    one = crawl()
    visited(one, "login", "sign-in")
    one.record.sign_in = SignIn(outcome="failed", detail="Wrong password")
    with pytest.raises(LoginWallError, match="the sign-in did not work: Wrong password") as caught:
        conclude(one)
    assert caught.value.advice == "Check the credentials."


@pytest.mark.parametrize(
    ("types", "signed_in"), [((), False), (("sign-in", "content"), False), (("sign-in",), True)]
)
def test_there_is_no_wall_where_one_got_in_or_saw_anything_else(
    types: tuple[str, ...], *, signed_in: bool
) -> None:
    one = crawl()
    one.signed_in = signed_in
    for page_type in types:
        visited(one, page_type, page_type)
    conclude(one)
