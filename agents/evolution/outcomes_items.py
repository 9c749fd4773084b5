"""Outcomes about lists: other items, items that match, no items. Pure."""

from agents.browser.snapshot import Fact, FactKind, Snapshot
from agents.domain.locator import Locator, Unique
from agents.domain.scenario import Expectation
from agents.evolution.diff import Change, How
from agents.evolution.seen import Seen, fold, told, wanted
from agents.evolution.verdict import NotObserved, Observed, Verdict, kept, not_observed, now, observed

_LISTS = (FactKind.ITEMS, FactKind.COUNT)


def _about(changes: tuple[Change, ...], on: Locator | None) -> tuple[Change, ...]:
    return tuple(change for change in changes if on is None or change.fact.on == on)


def _lists(snapshot: Snapshot, on: Locator | None) -> list[Fact]:
    return [fact for fact in snapshot.of(FactKind.ITEMS) if on is None or fact.on == on]


def _matching(fact: Fact, term: str) -> int:
    bodies = fact.bodies or fact.items
    words = fold(term).split()
    texts = [fold(f"{title} {body}") for title, body in zip(fact.items, bodies, strict=False)]
    return sum(all(word in text for word in words) for text in texts)


def change(expectation: Expectation, seen: Seen) -> Verdict:
    """The items, their number or their order differ from before."""
    found = _about(now(seen.changes(), *_LISTS), expectation.on)
    if not found and expectation.on is not None:
        found = now(seen.changes(), *_LISTS)
    named = expectation.text
    if named is not None and found:
        found = tuple(one for one in found if one.fact.kind is FactKind.COUNT or _names(one.fact, named))
        if not any(one.fact.kind is FactKind.ITEMS for one in found):
            return not_observed(f"no list holds {told(named)}")
    return observed(found, "the listed items stayed as they were")


def narrowed(expectation: Expectation, seen: Seen) -> Verdict:
    """Other items than before, and what tells that all of them were chosen.

    Where every item says what was chosen, and not every one did before, that is it. Where they do not say it,
    the list must have lost something: what it began with is no longer in it.
    """
    verdict = change(expectation.model_copy(update={"text": None}), seen)
    if isinstance(verdict, NotObserved):
        return verdict
    lists = [one for one in verdict.evidence if one.fact.kind is FactKind.ITEMS and one.fact.on is not None]
    if not lists:
        return verdict
    listed = lists[0]
    count = seen.after.at(listed.fact.on, FactKind.COUNT) if listed.fact.on is not None else None
    counts = () if count is None or _counts_of(verdict.evidence, listed.fact.on) else (kept(count),)
    return Observed(evidence=(*verdict.evidence, *counts, *_all_chosen(listed, expectation.text)))


def _all_chosen(listed: Change, choice: str | Unique | None) -> tuple[Change, ...]:
    fact, was = listed.fact, listed.was
    if was is None or fact.on is None:
        return ()
    if isinstance(choice, str) and _all_say(fact, choice) and not _all_say(was, choice):
        each = Fact(kind=FactKind.EACH, on=fact.on, value=choice, region=fact.region)
        return (kept(each),)
    texts = [fold(f"{title} {body}") for title, body in zip(fact.items, fact.bodies, strict=False)]
    lost = next((title for title in was.items if not any(fold(title) in text for text in texts)), None)
    if lost is None or not texts:
        return ()
    last = fact.on.chain[-1].model_copy(update={"has_text": lost})
    on = fact.on.model_copy(update={"chain": (*fact.on.chain[:-1], last)})
    gone_item = Fact(kind=FactKind.SHOWN, on=on, value="false", region=fact.region)
    return (Change(how=How.GONE, fact=gone_item, was=gone_item),)


def _all_say(fact: Fact, text: str) -> bool:
    return bool(fact.bodies) and all(fold(text) in fold(body) for body in fact.bodies)


def _names(fact: Fact, text: str | Unique) -> bool:
    needle = fold(wanted(text))
    return any(needle in fold(hay) for hay in (*fact.items, *fact.bodies))


def _counts_of(changes: tuple[Change, ...], on: Locator | None) -> tuple[Change, ...]:
    return tuple(one for one in changes if one.fact.kind is FactKind.COUNT and one.fact.on == on)


def match(expectation: Expectation, seen: Seen) -> Verdict:
    """Most items contain the term, and the list is another than before."""
    if expectation.text is None:
        return change(expectation, seen)
    changed = now(seen.changes(), *_LISTS)
    candidates = _about(changed, expectation.on) or changed
    if not candidates:
        return not_observed("the listed items stayed as they were")
    term = wanted(expectation.text)
    lists = [one for one in candidates if one.fact.kind is FactKind.ITEMS and one.fact.items]
    if not lists:
        return not_observed(f"nothing is listed for {told(expectation.text)}")
    best = max(lists, key=lambda one: (_matching(one.fact, term), len(one.fact.items)))
    hits = _matching(best.fact, term)
    if hits * 2 <= len(best.fact.items):
        words = f"only {hits} of {len(best.fact.items)} listed items contain {told(expectation.text)}"
        return not_observed(words)
    return observed((best, *_counts_of(changed, best.fact.on)), "the listed items stayed as they were")


def _emptied(expectation: Expectation, seen: Seen) -> tuple[Change, ...]:
    """Lists that had items and have none now."""
    had = [fact for fact in _lists(seen.before, expectation.on) if fact.items]
    found: list[Change] = []
    for fact in had:
        count = seen.after.at(fact.on, FactKind.COUNT) if fact.on is not None else None
        if count is None:
            zero = Fact(kind=FactKind.COUNT, on=fact.on, value="0")
            found.append(Change(how=How.CHANGED, fact=zero, was=fact))
        elif count.value == "0":
            found.append(Change(how=How.CHANGED, fact=count, was=fact))
    return tuple(found)


def empty(expectation: Expectation, seen: Seen) -> Verdict:
    """Nothing is listed any more; what is said instead supports it."""
    emptied = _emptied(expectation, seen)
    if not emptied and expectation.on is not None:
        count = seen.after.at(expectation.on, FactKind.COUNT)
        emptied = (kept(count),) if count is not None and count.value == "0" else ()
    if not emptied:
        return not_observed("items are still listed")
    said = now(seen.changes(), FactKind.MESSAGE, FactKind.APPEARED, FactKind.HEADING, FactKind.TEXT)
    words = tuple(one for one in said if one.fact.region not in ("banner", "navigation", "contentinfo"))
    return observed((*emptied[:1], *words[:2]), "items are still listed")
