"""The safety levels held at the network."""

from dataclasses import dataclass

from agents.browser.network import NetworkGuard
from agents.domain.target import Safety
from tests.unit.agents.browser.builders import HOME


@dataclass
class Outgoing:
    method: str
    url: str


def test_what_does_not_leave_is_named_once() -> None:
    guard = NetworkGuard(HOME, Safety.READ_ONLY)
    assert guard(Outgoing("GET", HOME))
    assert not guard(Outgoing("post", HOME + "save?token=1"))
    assert not guard(Outgoing("POST", HOME + "save?token=2"))
    assert not guard(Outgoing("POST", "http://ads.test/collect"))
    assert guard.blocked == 3
    assert [(entry.what, entry.where) for entry in guard.not_done()] == [
        ("POST /save", "/save"),
        ("POST ads.test", "ads.test"),
    ]
    assert all(entry.reason == "guarded" and entry.detail for entry in guard.not_done())


def test_signing_in_opens_the_door_and_closes_it_again() -> None:
    guard = NetworkGuard(HOME, Safety.READ_ONLY)
    with guard.signing_in():
        assert guard(Outgoing("POST", HOME + "login"))
    assert not guard(Outgoing("POST", HOME + "login"))


def test_holding_keeps_writing_requests_back_at_any_level_without_naming_them() -> None:
    guard = NetworkGuard(HOME, Safety.FULL)
    with guard.holding():
        assert not guard(Outgoing("DELETE", HOME + "items/1"))
        assert guard(Outgoing("GET", HOME + "items/1"))
    assert guard(Outgoing("DELETE", HOME + "items/1"))
    assert guard.blocked == 1
    assert guard.not_done() == ()
