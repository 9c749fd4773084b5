"""Server errors that have nothing to do with what is done."""

import pytest

from agents.domain.page import Page, PageMap, ServerError
from agents.evolution.standing import standing
from tests.unit.agents.reporting import sample

BEAT = ("GET", "/api/beat/:id")


def pages(*patterns: str, signed_in: bool = False) -> list[Page]:
    found = [sample.page(f"{'u' if signed_in else 'v'}{at}", one) for at, one in enumerate(patterns)]
    return [
        one.model_copy(
            update={"states": tuple(it.model_copy(update={"signed_in": signed_in}) for it in one.states)}
        )
        for one in found
    ]


def seen(*on: str, method: str = "GET", path: str = "/api/beat/17") -> list[ServerError]:
    return [ServerError(page=one, method=method, path=path, status=500) for one in on]


def a_map(met: list[ServerError], *groups: list[Page]) -> PageMap:
    return sample.page_map(pages=tuple(one for group in groups for one in group), server_errors=tuple(met))


def test_what_fails_on_every_page_stands() -> None:
    assert standing(a_map(seen("v0", "v1"), pages("/", "/a"))) == {BEAT}


def test_what_fails_on_every_page_of_users_stands_though_visitors_do_not_meet_it() -> None:
    found = a_map(seen("u0", "u1"), pages("/", "/a", "/b"), pages("/c", "/d", signed_in=True))
    assert standing(found) == {BEAT}


def test_one_page_in_ten_may_be_left_before_its_poll() -> None:
    most = pages(*(f"/{at}" for at in range(10)))
    assert standing(a_map(seen(*(f"v{at}" for at in range(9))), most)) == {BEAT}
    assert standing(a_map(seen(*(f"v{at}" for at in range(8))), most)) == frozenset()


@pytest.mark.parametrize(
    ("met", "there"),
    [
        (seen("v0"), pages("/", "/a")),
        (seen("v0"), pages("/")),
        (seen("v0", "v1"), pages("/of/:id", "/of/:id")),
        (seen("v0", "v1", method="POST"), pages("/", "/a")),
        (seen("v0", "v1", path="/a"), pages("/", "/a")),
    ],
    ids=["one page's own", "the only page there is", "pages of one kind", "what writes", "a page itself"],
)
def test_other_errors_do_not(met: list[ServerError], there: list[Page]) -> None:
    assert standing(a_map(met, there)) == frozenset()
