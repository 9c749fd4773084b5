"""What tells where one is, apart from the data that happens to stand there. Pure.

"The navigation leads where it says" needs no data: what an account holds, and how much of it, is another's to
change, so that a test of the way there would fail for what is at its end.
"""

import re

from agents.browser.snapshot import Fact, FactKind
from agents.domain.scenario import ScenarioKind

_WAYS = (ScenarioKind.NAVIGATION, ScenarioKind.ACCESS_DENIED)
_LISTS = (FactKind.ITEMS, FactKind.COUNT, FactKind.EACH)
_FIXED = (
    FactKind.ADDRESS,
    FactKind.TITLE,
    FactKind.HEADING,
    FactKind.DIALOG,
    FactKind.SHOWN,
    FactKind.SELECTED,
)
_CONTROLS = ("button", "link", "tab", "menuitem", "textbox", "searchbox", "combobox", "checkbox", "radio")
_AROUND = ("banner", "navigation", "contentinfo")
_OPENED = (*_AROUND, "menu", "dialog", "alertdialog")
_FIGURE = re.compile(r"\d")


def is_beside_the_point(kind: ScenarioKind, fact: Fact) -> bool:
    """Whether a fact is data that a scenario of this kind is not about."""
    counted = bool(_FIGURE.search(fact.value)) and fact.kind is not FactKind.ADDRESS
    if kind in _WAYS:
        return counted or _is_entry(fact) or not _is_fixed(fact)
    if kind is ScenarioKind.MENU:
        # What a menu lists are its ways; what the page lists beside it is not.
        return counted or (fact.region not in _OPENED and _is_entry(fact))
    return kind is ScenarioKind.DETAIL and counted and fact.region in _AROUND


def _is_entry(fact: Fact) -> bool:
    """Whether it tells of a list or stands in one; the links of a navigation are the page's own."""
    return fact.kind in _LISTS or (fact.entry and fact.region not in _OPENED)


def _is_fixed(fact: Fact) -> bool:
    return fact.kind in _FIXED or (fact.kind is FactKind.TEXT and fact.role in _CONTROLS)
