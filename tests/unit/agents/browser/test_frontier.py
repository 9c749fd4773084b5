"""What is visited next: most new behaviour first, in a reproducible order."""

from agents.browser.frontier import Candidate, Frontier, words
from agents.browser.patterns import PatternBook
from agents.domain.page import Purpose

SITE = "http://a.test"


def frontier(goal: str = "", seed: int = 0, max_depth: int = 5) -> Frontier:
    return Frontier(PatternBook(), max_depth, words(goal), seed)


def offered(queue: Frontier, *candidates: Candidate) -> Frontier:
    for candidate in candidates:
        queue.offer(candidate)
    return queue


def order(queue: Frontier) -> list[str]:
    """All addresses in the order in which they are taken, each visited with a structure of its own path's."""
    taken: list[str] = []
    while (candidate := queue.take()) is not None:
        taken.append(candidate.url.removeprefix(SITE))
        queue.book.learn(candidate.url, queue.book.pattern(candidate.url))
    return taken


def at(path: str, purpose: Purpose = Purpose.NAVIGATION, **more: object) -> Candidate:
    return Candidate(SITE + path, purpose=purpose, **more)  # type: ignore[arg-type]


def test_the_cart_waits_until_something_is_in_it() -> None:
    """Pages that depend on earlier actions come after them."""
    queue = offered(frontier(), at("/cart", Purpose.CART), at("/list"))
    assert order(queue) == ["/list", "/cart"]
    queue = offered(frontier(), at("/list"), at("/cart", Purpose.CART))
    queue.carted = True
    assert order(queue) == ["/cart", "/list"]


def test_a_new_pattern_comes_before_another_page_of_a_known_one() -> None:
    queue = offered(frontier(), at("/items/1"), at("/items/2"), at("/items/3"), at("/help", Purpose.OTHER))
    assert order(queue) == ["/items/1", "/help", "/items/2"]


def test_sign_in_comes_first_and_the_foot_of_the_page_last() -> None:
    queue = offered(
        frontier(),
        at("/terms", Purpose.OTHER),
        at("/imprint", landmark="contentinfo"),
        at("/news"),
        at("/new", Purpose.CREATE),
        at("/login", Purpose.SIGN_IN),
    )
    assert order(queue) == ["/login", "/new", "/news", "/imprint", "/terms"]


def test_the_words_of_the_goal_raise_a_page() -> None:
    queue = offered(
        frontier("Test the invoice export"), at("/login", Purpose.SIGN_IN), at("/a", label="Invoices")
    )
    assert order(queue) == ["/login", "/a"]
    queue = offered(frontier("Test the invoice export"), at("/login", Purpose.SIGN_IN), at("/invoice"))
    assert order(queue) == ["/invoice", "/login"]


def test_an_address_is_offered_once() -> None:
    queue = frontier()
    assert queue.offer(at("/a"))
    assert not queue.offer(at("/a/"))
    assert queue.take() == at("/a")
    assert not queue.offer(at("/a"))
    assert queue.is_known(SITE + "/a")
    assert not queue.is_known(SITE + "/b")
    queue.done(SITE + "/b")
    assert not queue.offer(at("/b"))


def test_what_lies_beyond_the_limits_is_kept_apart() -> None:
    queue = offered(frontier(max_depth=1), at("/a", depth=2), at("/b/" * 13, depth=1), at("/c", depth=1))
    assert [candidate.url for candidate in queue.too_deep] == [SITE + "/a"]
    assert len(queue.traps) == 1
    assert order(queue) == ["/c"]
    assert queue.left() == ()


def test_what_would_teach_nothing_stays_in_the_queue() -> None:
    queue = offered(frontier(), at("/items/1"), at("/items/2"), at("/items/3"))
    order(queue)
    assert [candidate.url for candidate in queue.left()] == [SITE + "/items/3"]


def test_the_seed_decides_between_equals_and_always_in_the_same_way() -> None:
    pages = [at(f"/{name}") for name in ("one", "two", "three", "four", "five")]
    first = order(offered(frontier(seed=7), *pages))
    assert first == order(offered(frontier(seed=7), *pages))
    assert order(offered(frontier(), *pages)) == ["/one", "/two", "/three", "/four", "/five"]
    assert sorted(first) == sorted(order(offered(frontier(), *pages)))
    assert any(order(offered(frontier(seed=seed), *pages)) != first for seed in range(1, 5))
