"""The pages that the growth of the time is measured on."""

import pytest

from benchmarks.observation.growth import SIZES, page_of


@pytest.mark.parametrize("nodes", SIZES)
def test_a_page_has_about_the_size_that_was_asked_for(nodes: int) -> None:
    html = page_of(nodes)
    opened = html.count("<") - html.count("</") - 1
    assert nodes * 0.95 <= opened <= nodes + 100
    assert all(kind in html for kind in ("<table>", "class=card", "<form"))


def test_it_is_the_same_one_every_time() -> None:
    assert page_of(500) == page_of(500)
