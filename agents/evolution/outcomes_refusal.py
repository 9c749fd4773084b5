"""Outcomes about a form that was sent: refused, or accepted. Pure."""

from agents.browser.snapshot import Fact, FactKind
from agents.domain.locator import Locator
from agents.domain.scenario import Expectation
from agents.evolution.diff import Change
from agents.evolution.outcomes_page import address_stays, content_changes
from agents.evolution.said import ROLED, is_plain, said
from agents.evolution.seen import Seen, fold
from agents.evolution.verdict import (
    Observed,
    Verdict,
    gone,
    is_typed,
    kept,
    not_observed,
    now,
    shown,
)

TURNED_DOWN = "what was sent was refused with status"
"""Why a form was not accepted whose sending the server answered with an error of the sender."""

_SIGNS = (
    *ROLED,
    FactKind.ITEMS,
    FactKind.COUNT,
    FactKind.HEADING,
    FactKind.TEXT,
    FactKind.DIALOG,
    FactKind.TITLE,
)
"""What tells more than a message: that fields are empty again does not, where a document was loaded."""


def field_refused(expectation: Expectation, seen: Seen) -> Verdict:
    """Still here, and the field is marked, focused as invalid, or a new error says so."""
    stays = address_stays(expectation, seen)
    if not isinstance(stays, Observed):
        return stays
    marks = _marks(expectation.on, seen)
    errors = tuple(one for one in said(seen) if _concerns(one, expectation.on, seen))
    focus = _focus(expectation.on, seen) if any(one.fact.kind is FactKind.REFUSED for one in marks) else ()
    native_only = not errors and all(one.fact.kind is FactKind.REFUSED for one in marks)
    if native_only and not focus:
        # An empty required field is invalid from the start: only the focus shows that the browser refused it.
        return not_observed("the field is neither marked as invalid nor is there an error message")
    return Observed(evidence=(*errors, *marks, *focus, *stays.evidence))


def _marks(on: Locator | None, seen: Seen) -> tuple[Change, ...]:
    invalid = [fact for fact in seen.after.of(FactKind.INVALID) if fact.value == "true"]
    refused = seen.after.of(FactKind.REFUSED)
    mine = [fact for fact in (*invalid, *refused) if on is None or on in (fact.on, fact.field)]
    old = seen.before.by_key()
    fresh = [
        fact
        for fact in mine
        if fact.kind is FactKind.REFUSED or fact.key not in old or old[fact.key].value != "true"
    ]
    return tuple(kept(fact) for fact in fresh)


def _concerns(change: Change, on: Locator | None, seen: Seen) -> bool:
    fact = change.fact
    if is_plain(change) and fact.tone != "error" and not _still_filled(on, seen):
        # A form that was accepted says so in the same place, but it comes back empty or is gone.
        return False
    return on is None or fact.field is None or fact.field == on


def _still_filled(on: Locator | None, seen: Seen) -> bool:
    """Whether the form is there as it was sent: the field, and what was typed into the others."""
    if on is not None and not shown(seen.after, on):
        return False
    values = [fold(fact.value) for fact in seen.after.of(FactKind.VALUE)]
    return (
        not seen.typed or bool(seen.after.password_fields) or any(fold(one) in values for one in seen.typed)
    )


def _focus(on: Locator | None, seen: Seen) -> tuple[Change, ...]:
    refused = {fact.field for fact in seen.after.of(FactKind.REFUSED)}
    return tuple(
        kept(fact)
        for fact in seen.after.of(FactKind.FOCUS)
        if fact.on is not None and (fact.on == on or (on is None and fact.on in refused))
    )


def form_accepted(expectation: Expectation, seen: Seen) -> Verdict:
    """Something was sent to be stored, the page answers, and nothing says that it refuses it."""
    reason = _refusal(seen)
    if reason is None and not seen.wrote:
        reason = "nothing was sent that could be stored: the form only asks for something to be shown"
    took = seen.taken or _emptied(seen)
    if reason is None and not took and (alarm := _only_alarm(seen)) is not None:
        reason = (
            f'all that the page answers is "{alarm}", and nothing shows that the server took what was sent'
        )
    return not_observed(reason) if reason is not None else content_changes(expectation, seen)


def form_answered(expectation: Expectation, seen: Seen) -> Verdict:
    """The page answers what a form asked it, which stores nothing; that it cannot is no answer."""
    reason = _refusal(seen)
    if reason is None and (alarm := _only_alarm(seen)) is not None:
        reason = f'all that the page answers is "{alarm}"'
    return not_observed(reason) if reason is not None else content_changes(expectation, seen)


def _only_alarm(seen: Seen) -> str | None:
    """What an alert or an error says, when there is no other sign of what became of what was sent.

    An alert is one to many applications whatever they tell, so alone it says neither yes nor no.
    """
    alarms = [one.fact.value for one in now(seen.changes(), *ROLED) if _is_alarm(one.fact)]
    signs = [
        one
        for one in now(seen.changes(), *_SIGNS)
        if not _is_alarm(one.fact) and one.fact.value not in alarms and not is_typed(seen, one.fact)
    ]
    left = gone(seen.changes(), FactKind.TEXT, FactKind.ITEMS, FactKind.HEADING)
    return alarms[0] if alarms and not signs and not left else None


def _is_alarm(fact: Fact) -> bool:
    return fact.tone == "error" or fact.role == "alert"


def _refusal(seen: Seen) -> str | None:
    if seen.refusal is not None:
        return f"{TURNED_DOWN} {seen.refusal}"
    marks = _marks(None, seen)
    if any(one.fact.kind is FactKind.INVALID for one in marks):
        return "a field was marked as invalid"
    if not _as_sent(seen):
        # A form that comes back empty was taken, in whatever colour it says so, and is invalid at first.
        return None
    if _focus(None, seen):
        return "the browser did not let it be sent"
    loud = [one.fact.value for one in said(seen) if _refuses(one.fact, seen)]
    return f'the form stayed as it was filled in, with the message "{loud[0]}"' if loud else None


def _refuses(fact: Fact, seen: Seen) -> bool:
    """Whether a message by a form that stayed says no.

    An alert is no word of its own: it is what many applications tell everything in. It says no unless the
    server took what was sent, or a script has emptied the form. A form that asks for a password and gives
    back the rest is refused by answers of any status.
    """
    if fact.tone == "error" and not fact.urgent:
        return True
    if fact.tone != "error" and fact.role != "alert":
        return False
    return not (_emptied(seen) or (seen.taken and not seen.after.password_fields))


def _emptied(seen: Seen) -> bool:
    """Whether nothing is left of what was typed, in the document where it was typed."""
    values = [fold(fact.value) for fact in seen.after.of(FactKind.VALUE)]
    return (
        bool(seen.typed)
        and seen.before.loaded == seen.after.loaded
        and not any(fold(one) in values for one in seen.typed)
    )


def _as_sent(seen: Seen) -> bool:
    """Whether the form is still there with what was typed; no form gives a password back."""
    values = [fold(fact.value) for fact in seen.after.of(FactKind.VALUE)]
    stayed = seen.after.address.place == seen.before.address.place
    return any(fold(one) in values for one in seen.typed) or (
        stayed and (not seen.typed or bool(seen.after.password_fields))
    )
