"""What one crawl permits and puts into its queue."""

import asyncio

from agents.browser.choose import Group
from agents.browser.crawl import Crawl
from agents.browser.frontier import Frontier
from agents.browser.guard import classify
from agents.browser.network import NetworkGuard
from agents.browser.record import Draft, MapRecord
from agents.domain.page import Element, Purpose
from agents.domain.target import Access, Safety
from tests.unit.agents.browser.builders import HOME, element, link, run_request, seen
from tests.unit.agents.browser.site import Said, Ticking


def crawl(safety: Safety = Safety.STANDARD) -> Crawl:
    record = MapRecord(HOME)
    return Crawl(
        request=run_request(safety=safety),
        site=HOME,
        record=record,
        frontier=Frontier(record.book, 5),
        guard=NetworkGuard(HOME, safety),
        clock=Ticking(),
        progress=Said(),
        artefacts=None,
        cancelled=asyncio.Event(),
        deadline=100.0,
    )


def on(page_type: str = "content") -> Draft:
    return Draft("p1", HOME, seen(page_type=page_type), 0.0, 200, 0, None)


def permitted(of: Element, safety: Safety, page_type: str = "content") -> tuple[bool, bool]:
    """Whether it is done, and whether its requests are held back."""
    page = on(page_type)
    answer = crawl(safety).permit(of, classify(of, None, page.scan), page)
    return answer.do, answer.held


def test_levels_decide_what_is_done_and_what_is_only_looked_at() -> None:
    delete, add, show, out = element("Delete"), element("Add"), element("Show"), element("Sign out")
    assert permitted(show, Safety.STANDARD) == (True, False)
    assert permitted(show, Safety.READ_ONLY) == (True, True)
    assert permitted(add, Safety.STANDARD) == (True, False)
    assert permitted(add, Safety.READ_ONLY) == (False, False)
    assert permitted(delete, Safety.STANDARD) == (False, False)
    assert permitted(delete, Safety.FULL) == (True, True)
    assert permitted(out, Safety.FULL) == (False, False)


def test_what_a_lost_visit_tried_is_tried_again() -> None:
    one = crawl()
    known, new = (Group("/", "button", "other", name, "click") for name in ("Known", "New"))
    one.tried.add(known)
    before = one.moment()
    one.tried.add(new)
    one.visits += 1
    one.back_to(before)
    assert (one.tried, one.visits) == ({known}, 0)


def test_the_cart_is_not_emptied() -> None:
    remove = element("Remove", purpose=Purpose.DELETE)
    assert permitted(remove, Safety.FULL, "cart") == (False, False)


def test_links_of_the_site_are_queued_with_what_they_say() -> None:
    one = crawl()
    one.offer_links((link("/a", "Alpha", purpose=Purpose.CART, landmark="banner"), element()), on())
    candidate = one.frontier.take()
    assert candidate is not None
    assert (candidate.url, candidate.label, candidate.purpose) == (HOME + "a", "Alpha", Purpose.CART)
    assert (candidate.landmark, candidate.depth, candidate.found_on) == ("banner", 1, "p1")


def test_links_that_must_not_be_opened_are_named() -> None:
    one = crawl(Safety.FULL)
    one.offer_links((link("/items/1/delete", "x"), link("/logout", "y"), link("http://b.test/", "z")), on())
    one.offer("about:blank", on())
    assert one.frontier.take() is None
    assert [entry.reason for entry in one.record.build().not_done] == ["sign-out", "other-site"]
    standard = crawl()
    standard.offer_links((link("/items/1/delete", ""),), on())
    (entry,) = standard.record.build().not_done
    assert (entry.reason, entry.what) == ("guarded", "link without a name")


def test_time_and_cancelling_end_a_crawl_and_are_named() -> None:
    one = crawl()
    assert not one.over()
    one.deadline = 0.0
    assert one.over()
    one.cancelled.set()
    assert one.over()
    assert ["cancelled" in text or "time budget" in text for text in one.record.build().limits_reached] == [
        True
    ] * 2


def test_visits_that_add_no_page_count_too() -> None:
    one = crawl()
    assert not one.full()
    one.visits = 1_000
    assert one.full()


def test_a_silent_page_is_given_a_small_share_of_the_time_and_a_little_at_least() -> None:
    def patience_s(time_budget_s: float) -> float:
        one = crawl()
        limits = one.request.limits.model_copy(update={"time_budget_s": time_budget_s})
        one.request = one.request.model_copy(update={"limits": limits})
        return one.patience_s

    assert patience_s(200.0) == 10.0
    assert patience_s(10_000.0) == 20.0
    assert patience_s(10.0) == 2.0


def test_what_cannot_be_had_again_is_a_filled_cart_what_was_made_and_a_session_given() -> None:
    one = crawl()
    assert not one.fragile(on("cart"))
    one.frontier.carted = True
    assert one.fragile(on("cart"))
    assert not one.fragile(on())
    one.made.add(HOME)
    assert one.fragile(on())

    given = crawl()
    given.request = given.request.model_copy(update={"access": Access(storage_state="state.json")})
    assert not given.fragile(on())
    given.signed_in = True
    assert given.fragile(on())


def test_a_session_lost_for_good_ends_the_crawl() -> None:
    one = crawl()
    assert not one.over()
    one.ended = True
    assert one.over()
    assert one.record.build().limits_reached == ()


def test_what_turned_out_to_end_the_session_is_not_used_and_not_visited() -> None:
    one, page = crawl(), on()
    leave, way_out = element("Poistu"), link("/exit", "Ulos")
    one.record.sign_outs += [leave, way_out]
    assert not one.permit(leave, classify(leave), page).do
    one.offer_links([way_out, link("/next", "Next")], page)
    assert [candidate.url for candidate in one.frontier.left()] == [f"{HOME}next"]
