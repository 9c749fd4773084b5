"""The list of planted bugs keeps its promises."""

import re

from demo.shop.faults import FAULTS, NAMES, suggestion


def test_names_are_unique_and_kebab_case() -> None:
    assert len(NAMES) == len(FAULTS) >= 24
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", name) for name in NAMES)


def test_enough_of_them_are_deep() -> None:
    assert sum(fault.depth == "deep" for fault in FAULTS) >= 12


def test_each_says_what_it_breaks_in_one_line() -> None:
    assert all(fault.breaks and "\n" not in fault.breaks for fault in FAULTS)


def test_a_misspelt_name_is_recognised() -> None:
    assert suggestion("cart-total-wong") == "cart-total-wrong"
    assert suggestion("zzzzzz") is None
