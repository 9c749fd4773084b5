"""Outcomes about the page: where one is, what is said, what is open, who is signed in. Pure."""

from agents.browser.addresses import is_route
from agents.browser.snapshot import Address, Fact, FactKind, Snapshot
from agents.domain.locator import Locator
from agents.domain.scenario import Expectation
from agents.evolution.diff import Change, How, address_fact
from agents.evolution.said import ROLED, said
from agents.evolution.seen import Seen, fold, told, wanted
from agents.evolution.verdict import (
    TEXTUAL,
    Observed,
    Verdict,
    about,
    gone,
    holds,
    is_typed,
    kept,
    not_observed,
    now,
    observed,
    shown,
    shows,
)

_CONTENT = (
    FactKind.ITEMS,
    FactKind.COUNT,
    FactKind.TEXT,
    FactKind.VALUE,
    FactKind.CHECKED,
    FactKind.SELECTED,
    FactKind.EXPANDED,
    FactKind.HEADING,
    FactKind.MESSAGE,
    FactKind.APPEARED,
    FactKind.DISABLED,
)
_OUTER = ("banner", "navigation", "contentinfo")


def _at(address: Address) -> Change:
    return Change(how=How.KEPT, fact=address_fact(address), address=address)


def _like(path: str, pattern: str) -> bool:
    mine, asked = path.rstrip("/").split("/"), pattern.split("?", maxsplit=1)[0].rstrip("/").split("/")
    if len(mine) != len(asked):
        return False
    return all(want.startswith(":") or want == have for have, want in zip(mine, asked, strict=True))


def _leads_to(address: Address, text: str) -> bool:
    if text.startswith("/"):
        return _like(address.path, text)
    return fold(text) in fold(address_fact(address).value)


def address_changes(expectation: Expectation, seen: Seen) -> Verdict:
    """Another address than before (or than was asked for), and the expected one if any is named."""
    here = seen.after.address
    value = address_fact(here).value
    if seen.requested is not None and expectation.text is None and _like(here.path, seen.requested):
        return not_observed(f"the address stayed {value}")
    if seen.requested is None and here == seen.before.address:
        return not_observed(f"the address stayed {value}")
    if expectation.text is not None and not _leads_to(here, wanted(expectation.text)):
        return not_observed(f"the address became {value}, not {told(expectation.text)}")
    return Observed(evidence=(_at(here).model_copy(update={"was": address_fact(seen.before.address)}),))


def address_stays(expectation: Expectation, seen: Seen) -> Verdict:
    """The same page as before, whatever its query."""
    before, after = seen.before.address, seen.after.address
    if after.place != before.place:
        return not_observed(f"the address changed from {before.place} to {after.place}")
    route = after.fragment if is_route(after.fragment) and after.fragment == before.fragment else ""
    stayed = after.model_copy(update={"query": (), "fragment": route})
    return Observed(evidence=(Change(how=How.STAYED, fact=address_fact(stayed), address=stayed),))


def message_appears(expectation: Expectation, seen: Seen) -> Verdict:
    """A live region, a text by the fields or a dialog says something that it did not say before."""
    if expectation.text is not None:
        wider = now(seen.changes(), *ROLED, FactKind.DIALOG, FactKind.HEADING, FactKind.TEXT)
        saying = tuple(one for one in wider if holds(one.fact, expectation.text))
        return observed(saying, f"no message says {told(expectation.text)}")
    return observed(said(seen) or _bodies_of_dialogs(seen), "no message appeared")


def _bodies_of_dialogs(seen: Seen) -> tuple[Change, ...]:
    return now(seen.changes(), FactKind.DIALOG)


def text_appears(expectation: Expectation, seen: Seen) -> Verdict:
    """A text that was not there before; when none is named, the text at the given place differs."""
    changed = now(seen.changes(), *TEXTUAL)
    if expectation.text is not None:
        found = tuple(one for one in changed if shows(seen, one.fact, expectation.text))
        return observed(found, f"the text {told(expectation.text)} did not appear")
    if expectation.on is not None:
        there = now(about(seen.changes(), expectation.on), *_CONTENT, FactKind.SHOWN)
        return observed(there, "the text stayed as it was")
    return observed(now(seen.changes(), *ROLED, FactKind.TEXT, FactKind.HEADING), "no text appeared")


def text_vanishes(expectation: Expectation, seen: Seen) -> Verdict:
    """A text or an element that was there before is gone."""
    if expectation.on is not None and shown(seen.before, expectation.on):
        fact = seen.before.at(expectation.on, FactKind.SHOWN)
        if fact is not None and not shown(seen.after, expectation.on):
            return Observed(evidence=(Change(how=How.GONE, fact=fact, was=fact),))
    lost = gone(seen.changes(), FactKind.TEXT, FactKind.HEADING, FactKind.MESSAGE)
    if expectation.text is None:
        return observed(lost, "nothing vanished")
    text = expectation.text
    # "Mug was removed" names the thing too, but is no longer the thing.
    spoken = (FactKind.MESSAGE, FactKind.APPEARED)
    left = [one for one in seen.after.of(*TEXTUAL) if one.kind not in spoken and shows(seen, one, text)]
    if left:
        return not_observed(f"the text {told(text)} is still there")
    found = tuple(one for one in lost if holds(one.fact, text))
    lists = tuple(
        one
        for one in now(seen.changes(), FactKind.ITEMS, FactKind.COUNT)
        if one.fact.kind is FactKind.COUNT or (one.was is not None and holds(one.was, text))
    )
    replaced = tuple(
        one
        for one in now(seen.changes(), FactKind.TEXT, FactKind.HEADING)
        if one.was is not None and holds(one.was, text)
    )
    evidence = (*found, *lists, *replaced)
    on = expectation.on
    # Where it could be looked for, it is looked for: that another text is in its place says less.
    absent = seen.after.at(on, FactKind.SHOWN) if evidence and on is not None else None
    missing = (kept(absent),) if absent is not None and absent.value == "false" else ()
    return observed((*evidence, *missing), f"the text {told(text)} was not there before")


def value_kept(expectation: Expectation, seen: Seen) -> Verdict:
    """The field, or the page, still has the value after what was done."""
    at = seen.after.at(expectation.on, FactKind.VALUE) if expectation.on is not None else None
    if expectation.text is None:
        was = seen.prior.at(expectation.on, FactKind.VALUE) if expectation.on is not None else None
        if at is not None and was is not None and at.value == was.value:
            return Observed(evidence=(kept(at),))
        return not_observed("the value was not kept")
    if at is not None and fold(at.value) == fold(wanted(expectation.text)):
        return Observed(evidence=(kept(at),))
    found = [kept(fact) for fact in seen.after.of(*TEXTUAL) if shows(seen, fact, expectation.text)]
    return observed(found, f"{told(expectation.text)} was not kept")


def content_changes(expectation: Expectation, seen: Seen) -> Verdict:
    """Something in the content differs; at the given place, if one is named and can be followed."""
    shows_up = now(seen.changes(), *_CONTENT, FactKind.SHOWN)
    changed = tuple(one for one in shows_up if not is_typed(seen, one.fact))
    lost = gone(seen.changes(), FactKind.TEXT, FactKind.ITEMS, FactKind.HEADING)
    if expectation.text is not None:
        found = tuple(one for one in changed if shows(seen, one.fact, expectation.text))
        return observed(found, f"nothing shows {told(expectation.text)}")
    if expectation.on is not None and (mine := about(changed, expectation.on)):
        return Observed(evidence=mine)
    inner = tuple(one for one in changed if one.fact.region not in _OUTER)
    return observed(inner or changed or lost, "the page stayed as it was")


def overlay_opens(expectation: Expectation, seen: Seen) -> Verdict:
    """A dialog, menu or other layer is there that was not; without a role, new content on this page."""
    changes = seen.changes()
    opened = list(now(changes, FactKind.DIALOG))
    opened += [one for one in now(changes, FactKind.EXPANDED) if one.fact.value == "true"]
    if expectation.on is not None and shown(seen.after, expectation.on):
        opened += [one for one in about(changes, expectation.on) if one.fact.kind is FactKind.SHOWN]
    inside = now(changes, FactKind.HEADING, FactKind.TEXT, FactKind.VALUE)
    if not opened and seen.after.address.place != seen.before.address.place:
        return not_observed(f"the address changed to {seen.after.address.place} instead")
    if opened and any(one.fact.kind is FactKind.DIALOG for one in opened):
        inside = tuple(one for one in inside if one.fact.region in ("dialog", "alertdialog", "menu", None))
    return observed((*opened, *inside), "nothing opened")


def overlay_closes(expectation: Expectation, seen: Seen) -> Verdict:
    """What was open is gone; or the page was left for one that shows the expected text elsewhere.

    A form that stands in its page has nothing to close: it is emptied, and the page shows the text.
    """
    changes = seen.changes()
    if taken := _taken(expectation, seen):
        return Observed(evidence=taken)
    if expectation.text is not None and seen.after.address.place != seen.before.address.place:
        # The record's own page may have fields of the same names: what tells it is where the name stands.
        places = (FactKind.HEADING, FactKind.ITEMS, FactKind.TEXT, *ROLED)
        landed = tuple(one for one in now(changes, *places) if holds(one.fact, expectation.text))
        if landed:
            return Observed(evidence=(_at(seen.after.address), *landed))
    closed = list(gone(changes, FactKind.DIALOG))
    closed += [one for one in now(changes, FactKind.EXPANDED) if one.fact.value == "false"]
    if expectation.on is not None and shown(seen.before, expectation.on):
        fact = seen.before.at(expectation.on, FactKind.SHOWN)
        if fact is not None and not shown(seen.after, expectation.on):
            closed.append(Change(how=How.GONE, fact=fact, was=fact))
    return observed(closed or gone(changes, FactKind.TEXT, FactKind.HEADING), "nothing closed")


def _taken(expectation: Expectation, seen: Seen) -> tuple[Change, ...]:
    """Where the page shows what was typed into a field that is empty again; an error may quote it as well."""
    at = seen.after.at(expectation.on, FactKind.VALUE) if expectation.on is not None else None
    if expectation.text is None or wanted(expectation.text) not in seen.typed or at is None or at.value:
        return ()
    told = now(seen.changes(), FactKind.HEADING, FactKind.ITEMS, FactKind.TEXT)
    text = wanted(expectation.text)
    plain = [one for one in told if one.fact.value == text or not one.fact.beside]
    return tuple(one for one in plain if one.fact.tone != "error" and holds(one.fact, text))


def signed_in(expectation: Expectation, seen: Seen) -> Verdict:
    """The sign-in form is gone and what only a signed-in user sees is there."""
    if seen.after.password_fields:
        return not_observed("the sign-in form is still there")
    proof = expectation.on or seen.proof
    if proof is not None and not shown(seen.after, proof):
        return not_observed("what a signed-in user sees is not there")
    evidence = _arrival(seen)
    fact = seen.after.at(proof, FactKind.SHOWN) if proof is not None else None
    proofs = (kept(fact),) if fact is not None else ()
    if not proofs and seen.after.address == seen.before.address:
        return not_observed("nothing shows that anyone is signed in")
    return Observed(evidence=(*proofs, *evidence))


def _arrival(seen: Seen) -> tuple[Change, ...]:
    headings = now(seen.changes(), FactKind.HEADING)
    here = (_at(seen.after.address),) if seen.after.address != seen.before.address else ()
    return (*here, *headings[:1])


def signed_out(expectation: Expectation, seen: Seen) -> Verdict:
    """What only a signed-in user sees is gone."""
    proof = expectation.on or seen.proof
    if proof is None:
        return observed(_arrival(seen), "nothing shows that the user is signed out")
    if shown(seen.after, proof):
        return not_observed("what a signed-in user sees is still there")
    was = _shown_fact(seen.before, proof)
    if was is None:
        return not_observed("nobody was signed in before")
    return Observed(evidence=(Change(how=How.GONE, fact=was, was=was), *_arrival(seen)))


def _shown_fact(snapshot: Snapshot, on: Locator) -> Fact | None:
    return snapshot.at(on, FactKind.SHOWN) if shown(snapshot, on) else None
