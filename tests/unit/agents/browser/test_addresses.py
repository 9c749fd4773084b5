"""Addresses: one spelling for a page, and what is the same site."""

import pytest

from agents.browser import addresses
from agents.errors import UsageError


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("http://Example.test", "http://example.test/"),
        ("https://example.test:443/a?b=2&a=1#top", "https://example.test/a?a=1&b=2"),
        ("http://example.test/a/../b?utm_source=x&q=1", "http://example.test/b?q=1"),
        ("http://example.test/#/users?b=1", "http://example.test/#/users?b=1"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("  http://example.test/a?empty=  ", "http://example.test/a?empty="),
    ],
)
def test_an_address_has_one_spelling(given: str, expected: str) -> None:
    assert addresses.parse_address(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        "example.test",
        "localhost:3000/x",
        "ftp://example.test",
        "http://",
        "http://exa mple.test",
        "http://a:b",
        "",
        "http://x:0/",
    ],
)
def test_what_is_no_address_is_a_usage_error_with_an_advice(given: str) -> None:
    with pytest.raises(UsageError) as caught:
        addresses.parse_address(given)
    assert caught.value.advice


def test_a_slash_at_the_end_makes_no_other_page() -> None:
    assert addresses.key("http://a.test/x/") == addresses.key("http://a.test/x")
    assert addresses.key("http://a.test/#/x/") == addresses.key("http://a.test/#/x")
    assert addresses.key("http://a.test/x?a=1") != addresses.key("http://a.test/x")
    assert addresses.key("http://a.test/#/x") != addresses.key("http://a.test/#/y")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.test", "https://a.test", True),
        ("https://www.a.test", "https://a.test", True),
        ("https://b.a.test", "https://a.test", False),
        ("about:blank", "about:blank", False),
    ],
)
def test_a_scheme_upgrade_and_www_are_the_same_site(one: str, other: str, same: bool) -> None:
    assert addresses.same_site(one, other) is same


def test_hosts_below_a_site_are_within_it_and_lookalikes_are_not() -> None:
    assert addresses.within_site("https://api.a.test/x", "https://www.a.test")
    assert addresses.within_site("http://a.test:9/x", "http://a.test")
    assert not addresses.within_site("https://nota.test/", "https://a.test")


def test_an_address_moves_to_where_the_site_redirects_to() -> None:
    assert addresses.rebase("http://a.test/x?y=1", "https://www.a.test/") == "https://www.a.test/x?y=1"
    assert addresses.rebase("http://a.test:81/x", "http://a.test:82/") == "http://a.test:81/x"
    assert addresses.rebase("http://a.test:bad/x", "http://a.test:82/") == "http://a.test:82/x"
    assert addresses.rebase("http://b.test/x", "http://a.test/") == "http://b.test/x"
    assert addresses.rebase("http://a.test/x", "http://a.test/") == "http://a.test/x"


def test_a_goto_keeps_query_and_route_but_no_place_on_the_page() -> None:
    assert addresses.relative("http://a.test/x?b=2&a=1#top") == "/x?b=2&a=1"
    assert addresses.relative("http://a.test#!/x") == "/#!/x"


def test_a_route_after_the_hash_counts_as_path_and_query() -> None:
    assert addresses.segments("http://a.test/app/#/users/7?tab=x") == ("app", "#", "users", "7")
    assert addresses.segments("http://a.test/app/#top") == ("app",)
    assert addresses.parameters("http://a.test/?b=1#/users?a=2") == (("a", "2"), ("b", "1"))


@pytest.mark.parametrize(
    ("url", "trap"),
    [
        ("http://a.test/x/y/x/y/x/y/x/y", True),
        ("http://a.test/" + "a/" * 13, True),
        ("http://a.test/?q=" + "a" * 1_000, True),
        ("http://a.test/1/1/1/1/1", False),
        ("http://a.test/a/b/a", False),
    ],
)
def test_addresses_that_grow_without_end_are_traps(url: str, trap: bool) -> None:
    assert addresses.is_trap(url) is trap


def test_files_and_other_schemes_are_no_pages() -> None:
    assert addresses.is_download("http://a.test/files/report.PDF?x=1")
    assert not addresses.is_download("http://a.test/report.html")
    assert not addresses.is_web("mailto:someone@a.test")
    assert addresses.host("http://a.test:8/") == "a.test"
