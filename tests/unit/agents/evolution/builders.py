"""Small builders, so that a test shows only what it is about."""

from datetime import date

from agents.browser.snapshot import Address, Fact, FactKind, Snapshot
from agents.domain.locator import ByCss, ByRole, ByText, Locator, Unique
from agents.domain.scenario import (
    Citation,
    Expectation,
    Outcome,
    Phase,
    Priority,
    Scenario,
    ScenarioKind,
)
from agents.domain.steps import Click, Goto, Step
from agents.evolution.diff import Change, How, address_fact
from agents.evolution.seen import Seen
from agents.evolution.stable import Held

TODAY = date(2026, 3, 10)
NOTE = Unique(key="note", prefix="Note")


def role(name: str, label: str | Unique | None = None, **more: object) -> Locator:
    return Locator(chain=(ByRole.model_validate({"role": name, "name": label, **more}),))


def css(selector: str) -> Locator:
    return Locator(chain=(ByCss(selector=selector),))


def words(text: str | Unique) -> Locator:
    return Locator(chain=(ByText(text=text),))


def address(text: str) -> Address:
    rest, _, fragment = text.partition("#")
    path, _, query = rest.partition("?")
    pairs = tuple((pair.split("=")[0], pair.split("=")[1]) for pair in query.split("&") if pair)
    return Address(path=path, query=pairs, fragment=fragment)


def fact(kind: FactKind, value: str = "", on: Locator | None = None, **more: object) -> Fact:
    return Fact.model_validate({"kind": kind, "value": value, "on": on or css(f"#{kind}"), **more})


def text(value: str, on: Locator | None = None, **more: object) -> Fact:
    return fact(FactKind.TEXT, value, on, **more)


def heading(value: str) -> Fact:
    return fact(FactKind.HEADING, value, role("heading", level=1), level=1, region="main")


def message(value: str, on: Locator | None = None, **more: object) -> Fact:
    return fact(FactKind.MESSAGE, value, on or role("alert"), **more)


def listing(*titles: str, on: Locator | None = None, bodies: tuple[str, ...] = ()) -> tuple[Fact, Fact]:
    at = on or role("listitem")
    return (
        fact(FactKind.COUNT, str(len(titles)), at, region="main"),
        fact(FactKind.ITEMS, "", at, items=titles, bodies=bodies or titles, region="main"),
    )


def page(
    where: str = "/", *facts: Fact, title: str = "A page", passwords: int = 0, loaded: str = ""
) -> Snapshot:
    return Snapshot(
        address=address(where), title=title, loaded=loaded, facts=facts, password_fields=passwords
    )


def seen(before: Snapshot, after: Snapshot, **more: object) -> Seen:
    return Seen.model_validate({"before": before, "prior": before, "after": after, **more})


def expect(outcome: Outcome, text: str | Unique | None = None, on: Locator | None = None) -> Expectation:
    return Expectation(outcome=outcome, text=text, on=on)


def change(of: Fact, how: How = How.NEW, was: Fact | None = None) -> Change:
    return Change(how=how, fact=of, was=was)


def at(where: str) -> Change:
    return Change(how=How.CHANGED, fact=address_fact(address(where)), address=address(where))


def held(of: Fact, how: How = How.NEW, *, partial: bool = False) -> Held:
    return Held(how=how, fact=of, partial=partial)


def given(*steps: Step) -> Phase:
    return Phase(keyword="Given", text="the page is open", steps=steps or (Goto(path="/things"),))


def when(*steps: Step) -> Phase:
    return Phase(keyword="When", text="the user acts", steps=steps or (Click(on=role("button", "Find")),))


def then(*expectations: Expectation, steps: tuple[Step, ...] = (), text: str = "it happens") -> Phase:
    return Phase(keyword="Then", text=text, expects=expectations, steps=steps)


def scenario(
    *phases: Phase, name: str = "find-things", kind: ScenarioKind = ScenarioKind.SEARCH_HIT, **more: object
) -> Scenario:
    values = {
        "id": name,
        "title": f"A user can {name}",
        "feature": "Things",
        "kind": kind,
        "priority": Priority.HIGH,
        "phases": phases or (given(), when(), then(expect(Outcome.ITEMS_CHANGE))),
        "start": "/things",
        "cites": (Citation(source="page", ref="p1"),),
        "pages": ("p1",),
        "confidence": 1.0,
    }
    return Scenario.model_validate({**values, **more})
