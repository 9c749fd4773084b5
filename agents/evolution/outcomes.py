"""Whether what a scenario is about came about. Pure.

The outcome decides the meaning of a test: its supporting facts become assertions; when it was not
observed the scenario is rejected, never bent to what happened instead.
"""

from collections.abc import Callable, Mapping

from agents.domain.scenario import Expectation, Outcome
from agents.evolution import outcomes_items as items
from agents.evolution import outcomes_page as page
from agents.evolution import outcomes_refusal as refusal
from agents.evolution.seen import Seen
from agents.evolution.verdict import Verdict

Check = Callable[[Expectation, Seen], Verdict]

_CHECKS: Mapping[Outcome, Check] = {
    Outcome.ADDRESS_CHANGES: page.address_changes,
    Outcome.ADDRESS_STAYS: page.address_stays,
    Outcome.MESSAGE_APPEARS: page.message_appears,
    Outcome.FIELD_REFUSED: refusal.field_refused,
    Outcome.FORM_ACCEPTED: refusal.form_accepted,
    Outcome.FORM_ANSWERED: refusal.form_answered,
    Outcome.ITEMS_CHANGE: items.change,
    Outcome.ITEMS_NARROWED: items.narrowed,
    Outcome.ITEMS_MATCH: items.match,
    Outcome.ITEMS_EMPTY: items.empty,
    Outcome.TEXT_APPEARS: page.text_appears,
    Outcome.TEXT_VANISHES: page.text_vanishes,
    Outcome.VALUE_KEPT: page.value_kept,
    Outcome.CONTENT_CHANGES: page.content_changes,
    Outcome.OVERLAY_OPENS: page.overlay_opens,
    Outcome.OVERLAY_CLOSES: page.overlay_closes,
    Outcome.SIGNED_IN: page.signed_in,
    Outcome.SIGNED_OUT: page.signed_out,
}


def check(expectation: Expectation, seen: Seen) -> Verdict:
    """The supporting facts, or why the outcome was not observed."""
    return _CHECKS[expectation.outcome](expectation, seen)
