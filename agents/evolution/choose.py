"""Which of the facts that held are worth asserting. Pure.

First what supports the outcome, then strong changes of other kinds, few enough to read. Never what was there
before, the presence of what was acted on, or whole texts of pages.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from agents.browser.snapshot import Fact, FactKind
from agents.domain.assertions import Assertion, HasCount, HasTexts, IsHidden, IsVisible
from agents.domain.base import Model
from agents.domain.locator import ByText, Locator
from agents.domain.scenario import ScenarioKind
from agents.evolution.assertable import Uniques, assertions_of, located, preferred
from agents.evolution.diff import How
from agents.evolution.stable import Held
from agents.evolution.worded import is_sentence

THEN_LIMIT = 5
WHEN_LIMIT = 2
NARROWED_MORE = 3
"""A filter is about all that is listed: how many, what they share or lost, beside what any page shows."""

_SUPPORT = 100.0
_WORTH = 30.0
_BESIDE = 10.0
"""What a fact must be worth to stand beside an absence."""

_NEVER = -200.0
_BETTER = 0.5
"""How much the better wording of a fact is ahead of the plain one, which stays for want of it."""

_AGAIN = 14.0
"""What each further fact of one kind is worth less, so that a block says several things."""

_POWER = {
    FactKind.MESSAGE: 58.0,
    FactKind.APPEARED: 50.0,
    FactKind.ITEMS: 60.0,
    FactKind.EACH: 59.0,
    FactKind.COUNT: 54.0,
    FactKind.INVALID: 56.0,
    FactKind.REFUSED: 55.0,
    FactKind.DIALOG: 54.0,
    FactKind.ADDRESS: 53.0,
    FactKind.HEADING: 52.0,
    FactKind.VALUE: 48.0,
    FactKind.CHECKED: 48.0,
    FactKind.EXPANDED: 46.0,
    FactKind.SELECTED: 44.0,
    FactKind.SHOWN: 42.0,
    FactKind.TEXT: 24.0,
    FactKind.FOCUS: 30.0,
    FactKind.DISABLED: 14.0,
    FactKind.TITLE: 20.0,
}
_MAIN_LEVELS = 2
_MONEY = (
    ScenarioKind.CART_ADD,
    ScenarioKind.CART_CHANGE,
    ScenarioKind.CART_REMOVE,
    ScenarioKind.CART_KEPT,
    ScenarioKind.CHECKOUT,
)
_ORDER = (
    FactKind.MESSAGE,
    FactKind.APPEARED,
    FactKind.ADDRESS,
    FactKind.TITLE,
    FactKind.DIALOG,
    FactKind.HEADING,
    FactKind.SHOWN,
    FactKind.COUNT,
    FactKind.ITEMS,
    FactKind.EACH,
    FactKind.TEXT,
    FactKind.VALUE,
)
_TEXTUAL = {FactKind.MESSAGE, FactKind.APPEARED, FactKind.HEADING, FactKind.TEXT, FactKind.TITLE}
_LISTS = (FactKind.ITEMS, FactKind.COUNT)
_STATES = (FactKind.INVALID, FactKind.EXPANDED, FactKind.SELECTED, FactKind.CHECKED)
_SESSIONS = (
    ScenarioKind.SIGN_IN_VALID,
    ScenarioKind.SIGN_IN_INVALID,
    ScenarioKind.SIGN_IN_MISSING,
    ScenarioKind.SIGN_OUT,
    ScenarioKind.ACCESS_DENIED,
)
_OUTER = ("banner", "navigation", "contentinfo")
_AMOUNT = re.compile(r"[$€£¥]\s?\d|\d[.,]\d{2}\b|\b(EUR|USD|GBP|CHF|JPY)\b")


class Candidate(Model):
    """An assertion that could be made, and what speaks for it."""

    assertion: Assertion
    fact: Fact
    how: How
    supports: bool
    score: float


def _distinct(fact: Fact) -> float:
    """How much a text says: amounts and numbers most, then words."""
    text = fact.value
    if fact.kind is not FactKind.TEXT:
        return 0.0
    if _AMOUNT.search(text):
        return 26.0
    if re.search(r"\d", text):
        return 18.0
    return 4.0 if len(text) > 3 else 0.0


def _place(held: Held) -> float:
    """Where it is: outer regions say little unless something in place changed there, such as a counter."""
    region = held.fact.region
    if region in _OUTER:
        return 0.0 if held.how is How.CHANGED else -30.0
    return 4.0 if region in ("main", "dialog", "alertdialog") else 0.0


def _locator(on: Locator | None) -> float:
    """How well it is located: words of a user before positions and selectors."""
    if on is None:
        return 0.0
    cost = 0.0
    for part in on.chain:
        cost += 4.0 if part.by == "css" else 0.0
        cost += 6.0 if part.nth is not None else 0.0
    return -cost


def _bonus(held: Held, kind: ScenarioKind) -> float:
    """What a kind of scenario is about counts more, what merely stands on the next page counts less."""
    fact = held.fact
    if kind in _SESSIONS:
        about = (FactKind.HEADING, FactKind.ADDRESS, FactKind.SHOWN, FactKind.MESSAGE)
        if fact.kind is FactKind.HEADING and (fact.level or 0) > _MAIN_LEVELS:
            # The title of some entry says nothing about who is there.
            return -40.0
        return 10.0 if fact.kind in about else -40.0 if fact.kind in (*_LISTS, FactKind.TEXT) else 0.0
    if kind in _MONEY and fact.kind in (FactKind.TEXT, FactKind.VALUE) and re.search(r"\d", fact.value):
        return 12.0
    if kind is ScenarioKind.CART_REMOVE and fact.kind is FactKind.TEXT and is_sentence(fact.value):
        # That nothing is left in it.
        return 8.0
    if kind is ScenarioKind.DETAIL and (fact.other or fact.region == "complementary"):
        # The price of what is shown beside it says nothing of the thing itself.
        return _NEVER
    if kind is ScenarioKind.DETAIL and fact.late:
        # What a script fetches after the page is there is what fails by itself.
        return 12.0
    if kind is ScenarioKind.DETAIL:
        return -26.0 if fact.kind in _LISTS else 8.0 if _AMOUNT.search(fact.value) else 0.0
    if kind is ScenarioKind.PAGING and fact.kind in (FactKind.ITEMS, FactKind.ADDRESS):
        return 10.0
    return 0.0


def score(held: Held, kind: ScenarioKind) -> float:
    """How much an assertion of this fact is worth: its power, its place, how it came about."""
    fact = held.fact
    worth = _POWER[fact.kind] + _distinct(fact) + _place(held) + _locator(fact.on) + _bonus(held, kind)
    worth += 10.0 if held.how is How.CHANGED and fact.kind is not FactKind.TITLE else 0.0
    worth -= 20.0 if held.how is How.GONE else 0.0
    # What a form holds when it comes up is data, not an effect; that it is closed again says less still.
    worth -= (
        24.0 if held.how in (How.NEW, How.GONE) and fact.kind in (FactKind.VALUE, FactKind.CHECKED) else 0.0
    )
    worth -= 12.0 if fact.circular else 0.0
    return worth - (8.0 if held.partial else 0.0)


def candidates(
    supports: Sequence[Held], changed: Sequence[Held], kind: ScenarioKind, uniques: Uniques
) -> tuple[Candidate, ...]:
    """All assertions that could be made, best first; each once, supports before others."""
    found: dict[str, Candidate] = {}
    both = [(True, held) for held in supports] + [(False, held) for held in changed]
    for is_support, held in both:
        worth = score(held, kind) + (_SUPPORT if is_support else 0.0)
        for assertion, ahead in _ways(held, uniques):
            one = Candidate(
                assertion=assertion, fact=held.fact, how=held.how, supports=is_support, score=worth + ahead
            )
            # Two facts may say the same, such as that a row is there and that a list holds it.
            known = found.get(assertion.model_dump_json(), one)
            found[assertion.model_dump_json()] = max(known, one, key=lambda each: each.score)
    return tuple(sorted(found.values(), key=lambda one: (-one.score, one.assertion.model_dump_json())))


def _ways(held: Held, uniques: Uniques) -> Iterator[tuple[Assertion, float]]:
    """The assertions of a fact, and how much each is ahead of the others."""
    better = preferred(held, uniques)
    if better is not None:
        yield better, _BETTER
    for assertion in assertions_of(held, uniques):
        yield assertion, 0.0


def choose(
    ranked: Sequence[Candidate],
    *,
    limit: int,
    acted_on: Sequence[Locator] = (),
    holds: Callable[[Candidate], bool] = lambda _: True,
) -> tuple[Candidate, ...]:
    """The few that are asserted, in reading order.

    Args:
        ranked: from `candidates`.
        limit: how many at most.
        acted_on: what the steps used; that it is visible says nothing.
        holds: whether the live page confirmed it.
    """
    left = [one for one in ranked if holds(one) and not _says_nothing(one, acted_on)]
    chosen: list[Candidate] = []
    while left and len(chosen) < limit:
        best = max(left, key=lambda one: _worth(one, chosen))
        if _worth(best, chosen) < _WORTH:
            break
        left.remove(best)
        if not any(_covers(other, best) for other in chosen):
            chosen.append(best)
    whole = [one for one in chosen if not any(_covers(other, one) for other in chosen if other is not one)]
    if whole and all(is_absence(one) for one in whole):
        # What is not there is not there either while the answer is on its way: something must have come.
        whole += [one for one in left if not is_absence(one) and one.score >= _BESIDE][:1]
    return tuple(sorted(whole, key=_reading_order))


def is_absence(one: Candidate) -> bool:
    """Whether it says only that something is not there."""
    gone = isinstance(one.assertion, IsHidden) or one.how is How.GONE
    return gone or (isinstance(one.assertion, HasCount) and one.assertion.count == 0)


def _worth(one: Candidate, chosen: Sequence[Candidate]) -> float:
    # What is gone and what has come are two things to say, be they of one kind.
    alike = sum(
        other.fact.kind is one.fact.kind and (other.how is How.GONE) is (one.how is How.GONE)
        for other in chosen
    )
    # A long list is three assertions about its first items: they belong together.
    free = 2 if one.fact.kind is FactKind.ITEMS else 0
    again = max(0, alike - free)
    return one.score - again * _AGAIN - (_SUPPORT if one.supports and again >= 2 else 0.0)


def _says_nothing(one: Candidate, acted_on: Sequence[Locator]) -> bool:
    """What every action leaves behind: controls ready, empty and at rest, what was acted on there and as set.

    Nor does a text of a new page that only its number among its kind tells from others.
    """
    ready = one.fact.kind is FactKind.DISABLED and one.fact.value != "true"
    empty = one.fact.kind is FactKind.VALUE and not one.fact.value
    at_rest = one.fact.kind in _STATES and one.fact.value == "false"
    if one.how is How.NEW and (ready or empty or at_rest):
        return True
    if one.supports:
        return False
    if one.how is How.NEW and one.fact.kind is FactKind.TEXT and _is_by_place(one.fact.on):
        return True
    on = located(one.assertion)
    as_set = one.fact.kind in (FactKind.VALUE, FactKind.CHECKED) and on in acted_on
    there = isinstance(one.assertion, IsVisible) and on in acted_on
    return as_set or there or one.fact.kind in (FactKind.FOCUS, FactKind.REFUSED)


def _is_by_place(on: Locator | None) -> bool:
    return on is not None and any(part.by == "css" and part.nth is not None for part in on.chain)


def _covers(one: Candidate, other: Candidate) -> bool:
    """Whether the first says all that the second says."""
    mine, yours = one.assertion, other.assertion
    if isinstance(mine, HasCount) and mine.count == 0 and isinstance(yours, IsHidden):
        # What was promised must be seen to be asserted, whatever else says it.
        return one.supports >= other.supports and _is_item_of(yours.on, mine.on)
    if (one.how is How.GONE) is not (other.how is How.GONE):
        # "Mug removed" does not say that the mug is gone.
        return False
    if isinstance(mine, HasTexts) and isinstance(yours, HasCount):
        return mine.on == yours.on or len(mine.texts) == yours.count
    if isinstance(mine, IsVisible) and isinstance(yours, IsVisible) and _ends_with(yours.on, mine.on):
        return True
    better = (one.score, mine.model_dump_json()) > (other.score, yours.model_dump_json())
    if one.fact.kind is other.fact.kind and one.fact.kind in _LISTS:
        # The same list, found by two locators.
        return better and one.fact.seen == other.fact.seen and one.fact.on != other.fact.on
    said, again = _words(one), _words(other)
    return better and bool(said) and bool(again) and _within(said, again)


def _words(one: Candidate) -> str:
    """What it says in words; that of what is there is what it is looked for by."""
    if one.fact.kind in _TEXTUAL:
        return one.fact.value
    last = one.assertion.on.chain[-1] if isinstance(one.assertion, IsVisible) else None
    return last.text if isinstance(last, ByText) and isinstance(last.text, str) else ""


def _is_item_of(item: Locator, items: Locator) -> bool:
    """Whether a locator finds, by its words, one of what another one finds all of."""
    any_item = item.chain[-1].model_copy(update={"has_text": None})
    return item.model_copy(update={"chain": (*item.chain[:-1], any_item)}) == items


def _ends_with(longer: Locator, shorter: Locator) -> bool:
    """Whether two locators find the same, one of them by way of something around it."""
    return longer.frames == shorter.frames and longer.chain[-len(shorter.chain) :] == shorter.chain


def _within(one: str, other: str) -> bool:
    """Whether one of two texts holds the other as whole words."""
    short, long = sorted((one, other), key=len)
    return bool(short) and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long) is not None


def _reading_order(one: Candidate) -> tuple[int, float, str]:
    """Messages first, since some go away; then from the whole page to its parts."""
    at = _ORDER.index(one.fact.kind) if one.fact.kind in _ORDER else len(_ORDER)
    if isinstance(one.assertion, IsHidden):
        at = len(_ORDER) + 1
    return at, -one.score, one.assertion.model_dump_json()
