"""What an action did: the facts of two snapshots set against each other. Pure."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from agents.browser.snapshot import Address, Fact, FactKind, Snapshot
from agents.domain.base import Model
from agents.domain.locator import ByRole

_WORDS = (FactKind.TEXT, FactKind.HEADING)


class How(StrEnum):
    """How a fact differs from before."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    KEPT = "kept"
    STAYED = "stayed"
    """An address that is still the same: beside what was seen, never by itself."""


class Change(Model):
    """One difference, or (`KEPT`) a fact that still holds where that is the point."""

    how: How
    fact: Fact
    was: Fact | None = None
    address: Address | None = None
    """The address, for facts of kind ADDRESS."""

    @property
    def key(self) -> str:
        """Identity across repeats."""
        gone = "gone|" if self.how is How.GONE else ""
        return gone + self.fact.key


def address_fact(address: Address) -> Fact:
    """The address as a fact."""
    query = "&".join(f"{name}={value}" for name, value in address.query)
    value = (
        address.path + (f"?{query}" if query else "") + (f"#{address.fragment}" if address.fragment else "")
    )
    return Fact(kind=FactKind.ADDRESS, value=value)


def _address_change(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    if before.address == after.address:
        return ()
    return (
        Change(
            how=How.CHANGED,
            fact=address_fact(after.address),
            was=address_fact(before.address),
            address=after.address,
        ),
    )


def _compare(fact: Fact, was: Fact | None) -> Change | None:
    if was is None:
        return Change(how=How.NEW, fact=fact)
    if was.seen == fact.seen:
        return None
    return Change(how=How.CHANGED, fact=fact, was=was)


def _moved(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """Sentences that stood on the page before and only changed their place in it: no news."""
    if before.address.place != after.address.place:
        return frozenset()
    stood = Counter(fact.value for fact in before.of(*_WORDS))
    stands = Counter(fact.value for fact in after.of(*_WORDS))
    return frozenset(
        fact.key
        for fact in after.of(*_WORDS)
        if " " in fact.value and stands[fact.value] <= stood[fact.value]
    )


def _grown(old: Mapping[str, Fact], new: Mapping[str, Fact]) -> dict[str, Fact]:
    """What links and buttons showed before a figure joined their name: "Cart", now "Cart 1"."""
    gone = {_loose(fact): fact for key, fact in old.items() if fact.kind is FactKind.TEXT and key not in new}
    come = (fact for key, fact in new.items() if fact.kind is FactKind.TEXT and key not in old)
    return {fact.key: gone[_loose(fact)] for fact in come if _loose(fact) in gone}


def _loose(fact: Fact) -> str:
    """Where a fact stands, whether by the whole of a name or by a part of it."""
    if fact.on is None or not isinstance(fact.on.chain[-1], ByRole):
        return fact.key
    last = fact.on.chain[-1].model_copy(update={"exact": False})
    return fact.on.model_copy(update={"chain": (*fact.on.chain[:-1], last)}).model_dump_json()


def changes(before: Snapshot, after: Snapshot, appeared: tuple[Fact, ...] = ()) -> tuple[Change, ...]:
    """All differences: the address, what is new or changed, what appeared for a while, what is gone."""
    old, new = before.by_key(), after.by_key()
    found = list(_address_change(before, after))
    if before.title != after.title:
        found.append(
            Change(
                how=How.CHANGED,
                fact=Fact(kind=FactKind.TITLE, value=after.title),
                was=Fact(kind=FactKind.TITLE, value=before.title),
            )
        )
    moved = _moved(before, after)
    grown = _grown(old, new)
    compared = (
        _compare(fact, old.get(key) or grown.get(key)) for key, fact in new.items() if key not in moved
    )
    found.extend(change for change in compared if change is not None)
    shown = {fact.value for fact in after.of(FactKind.MESSAGE)}
    found.extend(Change(how=How.NEW, fact=fact) for fact in appeared if fact.value not in shown)
    found.extend(Change(how=How.GONE, fact=fact, was=fact) for key, fact in old.items() if key not in new)
    return tuple(found)
