"""Near-duplicate pages are recognised by address and structure, and not visited again and again."""

import pytest

from agents.browser.patterns import PatternBook, is_id, place_of

SITE = "http://a.test"


@pytest.mark.parametrize(
    "segment",
    [
        "17",
        "2024-05-01",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "5f3a9c1be2",
        "ord-1042",
        "u17",
        "dQw4w9WgXcQ",
        "12.html",
    ],
)
def test_numbers_dates_uuids_hashes_and_tokens_are_ids(segment: str) -> None:
    assert is_id(segment)


@pytest.mark.parametrize(
    "segment", ["products", "about-us", "v2", "checkout", "facade", "OAuth", "index.html"]
)
def test_words_are_not_ids(segment: str) -> None:
    assert not is_id(segment)


def visit(book: PatternBook, *pages: tuple[str, str]) -> None:
    for path, template in pages:
        book.learn(SITE + path, template)


def test_two_of_a_pattern_are_enough_when_they_are_alike() -> None:
    book = PatternBook()
    for number in range(1, 30):
        book.meet(f"{SITE}/products/{number}")
    assert book.would_teach(f"{SITE}/products/1")
    visit(book, ("/products/1", "detail"))
    assert book.would_teach(f"{SITE}/products/2")
    visit(book, ("/products/2", "detail"))
    assert not book.would_teach(f"{SITE}/products/3")
    assert book.pattern(f"{SITE}/products/3") == "/products/:id"
    assert len(book.alike(f"{SITE}/products/1")) == 28
    assert book.visits(f"{SITE}/products/9") == 2


def test_a_pattern_whose_pages_differ_is_looked_at_further_but_not_for_ever() -> None:
    book = PatternBook()
    visit(book, ("/orders/1", "paid"), ("/orders/2", "open"))
    assert book.would_teach(f"{SITE}/orders/3")
    visit(book, ("/orders/3", "cancelled"), ("/orders/4", "returned"))
    assert not book.would_teach(f"{SITE}/orders/5")
    other = PatternBook()
    visit(other, ("/orders/1", "paid"), ("/orders/2", "open"), ("/orders/3", "open"))
    assert not other.would_teach(f"{SITE}/orders/4")


def test_slugs_are_learnt_from_siblings_of_one_structure() -> None:
    book = PatternBook()
    slugs = ("blue-mug", "red-mug", "green-hat", "grey-hat", "old-lamp", "new-lamp")
    for slug in slugs:
        book.meet(f"{SITE}/shop/{slug}")
    assert book.pattern(f"{SITE}/shop/blue-mug") == "/shop/blue-mug"
    visit(book, ("/shop/blue-mug", "detail"))
    assert book.visits(f"{SITE}/shop/red-mug") == 1
    visit(book, ("/shop/red-mug", "detail"))
    assert book.pattern(f"{SITE}/shop/old-lamp") == "/shop/:id"
    assert not book.would_teach(f"{SITE}/shop/old-lamp")
    assert f"{SITE}/shop/old-lamp" in book.alike(f"{SITE}/shop/blue-mug")


def test_siblings_that_differ_or_are_few_stay_pages_of_their_own() -> None:
    book = PatternBook()
    for name in ("orders", "profile", "addresses", "cards", "security"):
        book.meet(f"{SITE}/account/{name}")
    visit(book, ("/account/orders", "list"), ("/account/profile", "form"))
    assert book.would_teach(f"{SITE}/account/cards")
    few = PatternBook()
    visit(few, ("/help/a", "text"), ("/help/b", "text"))
    assert few.pattern(f"{SITE}/help/a") == "/help/a"


def test_pages_right_below_the_root_are_never_learnt_as_records() -> None:
    book = PatternBook()
    for name in ("about", "terms", "privacy", "jobs", "press", "team"):
        book.meet(f"{SITE}/{name}")
        book.meet(f"{SITE}/#/{name}")
    visit(book, ("/about", "text"), ("/terms", "text"), ("/#/about", "text"), ("/#/terms", "text"))
    assert book.would_teach(f"{SITE}/jobs")
    assert book.would_teach(f"{SITE}/#/jobs")


def test_query_variations_are_bounded() -> None:
    book = PatternBook()
    visit(book, ("/list", "list"))
    assert book.would_teach(f"{SITE}/list?page=2")
    visit(book, ("/list?page=2", "list"))
    assert not book.would_teach(f"{SITE}/list?page=3")
    assert book.would_teach(f"{SITE}/list?sort=price")


def test_a_query_that_shows_something_new_is_followed_further() -> None:
    book = PatternBook()
    visit(book, ("/app", "list"), ("/app?item=1", "detail"))
    assert book.would_teach(f"{SITE}/app?item=2")
    visit(book, ("/app?item=2", "detail"))
    assert not book.would_teach(f"{SITE}/app?item=3")


def test_a_worded_routing_parameter_chooses_a_page() -> None:
    book = PatternBook()
    visit(book, ("/index.php?page=about", "text"))
    assert book.would_teach(f"{SITE}/index.php?page=login")


def test_an_endless_calendar_is_one_pattern() -> None:
    book = PatternBook()
    visit(book, ("/calendar/2024/05", "month"), ("/calendar/2024/06", "month"))
    assert not book.would_teach(f"{SITE}/calendar/2031/01")


def test_hash_routes_have_patterns_too() -> None:
    book = PatternBook()
    visit(book, ("/#/items/1", "detail"), ("/#/items/2", "detail"))
    assert book.pattern(f"{SITE}/#/items/9") == "/#/items/:id"
    assert not book.would_teach(f"{SITE}/#/items/9")


def test_an_address_is_met_once() -> None:
    book = PatternBook()
    assert book.meet(f"{SITE}/a")
    assert not book.meet(f"{SITE}/a/")
    book.learn(f"{SITE}/a", "t")
    book.learn(f"{SITE}/a", "t")
    assert book.visits(f"{SITE}/a") == 1


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
