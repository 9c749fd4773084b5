"""Comparing origins; that headers stay on theirs is tested with a browser in test_launch."""

from agents.browser.headers import origin_of


def test_origins_are_compared_without_default_ports() -> None:
    assert origin_of("https://Example.test:443/a?b") == "https://example.test"
    assert origin_of("http://example.test:8080") == "http://example.test:8080"
