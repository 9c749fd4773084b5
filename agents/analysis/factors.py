"""The named reasons for a risk score. Each has a source in the run; one without data is left out (C18)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agents.analysis.change import ChangedWords, words
from agents.analysis.touched import Atlas, Touched, acting_steps, target_of
from agents.domain.page import FieldMeaning, Purpose
from agents.domain.risk import RiskFactor
from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.steps import Click, Step
from agents.domain.target import RunRequest

WEIGHTS = {
    "stakes": 0.93,
    "goal": 0.5,
    "change": 0.5,
    "trouble": 0.4,
    "centrality": 0.25,
    "dependents": 0.25,
    "breadth": 0.15,
    "input": 0.15,
}
"""How far a factor can raise a score: one of value 1 and weight w closes the share w of the gap to 1.

Stakes dominate, because what breaks matters more than how often it is reached; what the user asks for and
what the change touches come next; the shape of the flow only orders what is otherwise alike.
"""

_CARD = (FieldMeaning.CARD_NUMBER, FieldMeaning.CARD_EXPIRY, FieldMeaning.CARD_CODE)
_SECRETS = frozenset({*_CARD, FieldMeaning.PASSWORD, FieldMeaning.NEW_PASSWORD})
_PERSONAL = (
    FieldMeaning.EMAIL,
    FieldMeaning.PHONE,
    FieldMeaning.ADDRESS,
    FieldMeaning.POSTCODE,
    FieldMeaning.NAME,
)
_FINDING = frozenset({Purpose.FILTER, Purpose.SORT, Purpose.PAGING})
_STORED = frozenset({Purpose.CREATE, Purpose.EDIT, Purpose.SAVE, Purpose.PROFILE, Purpose.SIGN_UP})
# They run alone because others might notice, not because they are known to store anything.
_ALONE = frozenset({ScenarioKind.SIGN_OUT, ScenarioKind.WIDGET})
_LETTERS = frozenset({Purpose.CONTACT, Purpose.SUBSCRIBE})
_REFUSALS = frozenset(
    {
        ScenarioKind.SIGN_IN_MISSING,
        ScenarioKind.FORM_MISSING,
        ScenarioKind.FORM_INVALID,
        ScenarioKind.CHECKOUT_INVALID,
    }
)
_AROUND = frozenset(
    {
        ScenarioKind.NAVIGATION,
        ScenarioKind.MENU,
        ScenarioKind.DIALOG,
        ScenarioKind.DISCLOSURE,
        ScenarioKind.TAB,
    }
)
_REFUSED_SHARE = 0.85
_REFUSED_SHARE_ELSE = 0.75
_MANY_STEPS = 12
_MANY_FIELDS = 8


@dataclass(frozen=True)
class Flow:
    """A scenario and the steps that act on something."""

    scenario: Scenario
    acts: tuple[Step, ...]


@dataclass(frozen=True)
class Case:
    """One scenario with all that its factors are computed from."""

    scenario: Scenario
    others: tuple[Flow, ...]
    request: RunRequest
    atlas: Atlas
    touched: Touched
    change: ChangedWords | None


def factors(case: Case) -> tuple[RiskFactor, ...]:
    """The factors that have data, in a fixed order."""
    return tuple(factor for compute in _FACTORS for factor in compute(case))


def missing(request: RunRequest, pages: int) -> tuple[str, ...]:
    """The factors that have no data in this run, and why."""
    told = ["history: no earlier results or bugs are known"]
    if request.change.diff is None and request.change.text is None:
        told.append("change: no diff or pull request text was given")
    if request.goal is None:
        told.append("goal: none was given")
    if pages < 2:
        told.append("centrality: only one page was observed")
    return tuple(told)


def _factor(name: str, value: float, source: str) -> RiskFactor:
    return RiskFactor(
        name=name, value=round(min(max(value, 0.0), 1.0), 4), weight=WEIGHTS[name], source=source
    )


def _stakes(case: Case) -> Iterator[RiskFactor]:
    """What is lost when it breaks: the gravest of what it touches; less where a refusal is tested."""
    value, source = max(_at_stake(case), key=lambda pair: pair[0])
    if case.scenario.kind in _REFUSALS:
        asked = case.touched.at_issue
        secret = asked is None or asked.meaning in _SECRETS or Purpose.SIGN_IN in case.touched.purposes
        share = _REFUSED_SHARE if secret else _REFUSED_SHARE_ELSE
        value, source = value * share, f"{source}; the refusal of {asked.label if asked else 'an input'}"
    yield _factor("stakes", value, source)


def _at_stake(case: Case) -> Iterator[tuple[float, str]]:
    scenario, touched = case.scenario, case.touched
    if scenario.kind in _AROUND:
        # A link to the cart or to the checkout is followed, nothing is done there.
        yield from _everyday(scenario, touched)
        return
    password = touched.field(FieldMeaning.PASSWORD, FieldMeaning.NEW_PASSWORD)
    card = touched.field(*_CARD)
    personal = touched.field(*_PERSONAL)
    if touched.credentials or password is not None or Purpose.SIGN_IN in touched.purposes:
        yield 1.0, f"credentials: {password.label if password else 'signs in'}"
    if card is not None or Purpose.PAYMENT in touched.purposes:
        yield 1.0, f"money: {card.label if card else 'a payment form'}"
    elif Purpose.CHECKOUT in touched.purposes:
        yield 0.95, "money: the checkout"
    if scenario.kind is ScenarioKind.ACCESS_DENIED or Purpose.SIGN_OUT in touched.purposes:
        yield 0.85, "access to what belongs to a user"
    if scenario.kind is ScenarioKind.DELETE:
        yield 0.8, "data loss: deletes a record"
    if touched.purposes & {Purpose.ADD_TO_CART, Purpose.CART}:
        yield 0.7, "money: the cart"
    if scenario.writes and scenario.kind not in _ALONE and not touched.purposes & _LETTERS:
        yield from _data(case)
    if touched.purposes & _STORED:
        yield 0.6, "data: a form that changes what is stored"
    if personal is not None:
        yield 0.5, f"personal data: {personal.label}"
    yield from _everyday(scenario, touched)


def _data(case: Case) -> Iterator[tuple[float, str]]:
    if case.scenario.kind is not ScenarioKind.FORM_VALID:
        yield 0.7, "data: changes what is stored"
        return
    # Nothing else tells that it stores anything; Enter in a lone field may only choose what is shown.
    acts = acting_steps(case.scenario)
    if acts and isinstance(acts[-1], Click):
        yield 0.7, "data: a form that is sent"


def _everyday(scenario: Scenario, touched: Touched) -> Iterator[tuple[float, str]]:
    if Purpose.SEARCH in touched.purposes and scenario.kind not in _AROUND:
        yield 0.6, "finding things: search"
    if touched.purposes & _FINDING and scenario.kind not in _AROUND:
        yield 0.5, "finding things: filters, order or pages of a list"
    if scenario.kind is ScenarioKind.DETAIL:
        yield 0.4, "finding things: from a list to an item"
    if touched.fields:
        yield 0.35, f"input: {touched.fields[0].label}"
    if touched.elements and not touched.at_foot:
        yield 0.2, "getting around"
    yield 0.1, "reading only"


def _goal(case: Case) -> Iterator[RiskFactor]:
    """Whether the user's goal asks for it; no factor without a goal."""
    if case.request.goal is None:
        return
    cited = [c.ref for c in case.scenario.cites if c.source == "goal"]
    yield _factor(
        "goal", 1.0 if cited else 0.0, f"goal: {cited[0]}" if cited else "the goal does not name it"
    )


def _change(case: Case) -> Iterator[RiskFactor]:
    """How near the change comes: a changed path, the pull request's text, or only changed lines."""
    if case.request.change.diff is None and case.request.change.text is None:
        return
    yield _factor("change", *max(_nearness(case), key=lambda pair: pair[0]))


def _nearness(case: Case) -> Iterator[tuple[float, str]]:
    about = frozenset(words(" ".join((*_subject(case), case.scenario.feature, case.scenario.title))))
    named = [c.ref for c in case.scenario.cites if c.source == "change"]
    changed = case.change
    yield 0.0, "the change does not come near it"
    if named:
        yield 0.8, f"pull request: {named[0]}"
    if changed is None:
        return
    for path in changed.paths:
        common = sorted(about & set(words(path)))
        if common:
            yield 1.0, f"changed file {path} ({', '.join(common)})"
    lines = sorted(about & changed.in_lines)
    if lines:
        yield 0.5, f"changed lines name {', '.join(lines[:3])}"


def _subject(case: Case) -> Iterator[str]:
    """Paths of the pages that it is about: those where it ends are as much concerned as where it starts."""
    return (case.atlas.path(page_id) for page_id in case.scenario.pages)


def _trouble(case: Case) -> Iterator[RiskFactor]:
    """Errors that were seen on its pages."""
    seen = case.atlas.troubles(case.scenario.pages)
    server = any("answered" in text for text in seen)
    value = 1.0 if server else 0.5 if seen else 0.0
    yield _factor("trouble", value, "; ".join(seen[:3]) or "no error was seen on its pages")


def _centrality(case: Case) -> Iterator[RiskFactor]:
    """How many pages lead to the page where it starts, or to the one it is about."""
    atlas = case.atlas
    shares = [(atlas.inbound_share(page), page) for page in case.scenario.pages]
    known = [(share, atlas.path(page), page) for share, page in shares if share is not None]
    if not known:
        return
    if case.touched.at_foot:
        yield _factor("centrality", 0.0, "what it acts on stands at the foot of the page")
        return
    share, path, page = max(known)
    others, footed = atlas.size - 1, atlas.only_footed(page)
    if footed and not share:
        told = f"only the footer leads to {path}, on {footed} of {others} other pages"
    else:
        told = f"{share:.0%} of the other pages lead to {path}"
        told += " outside of their footers" if footed else ""
    yield _factor("centrality", share, told)


def _dependents(case: Case) -> Iterator[RiskFactor]:
    """How many other flows need this one: all that are signed in, or all that repeat its last act."""
    if not case.others:
        return
    needing = [other for other in case.others if _needs(other, case.scenario)]
    share = len(needing) / len(case.others)
    yield _factor("dependents", share, f"{len(needing)} of {len(case.others)} other flows need it")


def _needs(other: Flow, scenario: Scenario) -> bool:
    if scenario.kind is ScenarioKind.SIGN_IN_VALID:
        return other.scenario.signed_in
    if scenario.kind in _REFUSALS or scenario.kind is ScenarioKind.SIGN_IN_INVALID:
        return False
    mine = [step for step in acting_steps(scenario) if target_of(step) is not None]
    return bool(mine) and len(other.acts) > len(mine) and mine[-1] in other.acts


def _breadth(case: Case) -> Iterator[RiskFactor]:
    """How much has to work together."""
    steps, pages = len(acting_steps(case.scenario)), len(case.scenario.pages)
    value = (steps + pages) / _MANY_STEPS
    yield _factor("breadth", value, f"{steps} acts on {pages} {'page' if pages == 1 else 'pages'}")


def _input(case: Case) -> Iterator[RiskFactor]:
    """How many fields are filled; a field with constraints counts in full, one without by half."""
    fields = case.touched.fields
    ruled = [
        f for f in fields if f.required or f.pattern or f.min or f.max or f.type in {"email", "url", "number"}
    ]
    value = (len(ruled) + 0.5 * (len(fields) - len(ruled))) / _MANY_FIELDS
    yield _factor("input", value, f"{len(fields)} fields, {len(ruled)} with rules")


_FACTORS: tuple[Callable[[Case], Iterator[RiskFactor]], ...] = (
    _stakes,
    _goal,
    _change,
    _trouble,
    _centrality,
    _dependents,
    _breadth,
    _input,
)
