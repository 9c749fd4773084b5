"""Which forms nothing sent, and what is told of them."""

import pytest

from agents.domain.assertions import HasText, HasUrl
from agents.domain.locator import ByRole, Locator
from agents.domain.page import FieldMeaning, Form, FormField, Heading, Page, Purpose
from agents.domain.scenario import Citation, ScenarioKind, ScenarioSet
from agents.domain.target import Safety
from agents.messages import ReportTask
from agents.reporting.unsent import unsent
from tests.unit.agents.reporting import sample

NAME = FormField(element="e1", name="name", label="Name", meaning=FieldMeaning.NAME, type="text")
FILE = FormField(
    element="e2", name="file", label="File", meaning=FieldMeaning.FILE, type="file", required=True
)


def form(*fields: FormField, **changes: object) -> Form:
    base = Form(
        id="f1",
        name="About you",
        purpose=Purpose.SUBMIT,
        confidence=1.0,
        method="script",
        fields=fields,
        submit="e3",
    )
    return base.model_copy(update=changes)


def page(identity: str, pattern: str, *forms: Form, **changes: object) -> Page:
    bare = sample.page(identity, pattern, **changes)
    return bare.model_copy(
        update={"states": tuple(s.model_copy(update={"forms": forms}) for s in bare.states)}
    )


def job(*pages: Page, comes_to: str | None = None, full: bool = True, planned: bool = False) -> ReportTask:
    task = sample.task(page_map=sample.page_map(pages=pages), scenarios=None, results=None)
    safety = Safety.FULL if full else Safety.STANDARD
    changes: dict[str, object] = {"request": task.request.model_copy(update={"safety": safety})}
    if planned or comes_to is not None:
        ref = f"{pages[0].states[0].id}/f1"
        sends = sample.scenario(
            "send", kind=ScenarioKind.FORM_VALID, cites=(Citation(source="form", ref=ref),)
        )
        changes["scenarios"] = ScenarioSet(scenarios=(sends,))
    return task.model_copy(update=changes)


def told(task: ReportTask, comes_to: str | None = None) -> list[tuple[str, str, str]]:
    case = sample.case("send")
    block = case.blocks[0].model_copy(update={"assertions": (HasUrl(path=comes_to or ""),)})
    tests = [case.model_copy(update={"blocks": (block,)})] if comes_to else []
    return [(one.what, one.where, one.detail) for one in unsent(task, tests)]


def test_a_form_that_nothing_sends_is_told_once_however_many_pages_show_it() -> None:
    pages = (page("p1", "/things/:id", form(NAME)), page("p2", "/things/:id", form(NAME)))
    assert told(job(*pages)) == [("form “About you”", "/things/:id", "")]
    assert told(job(*pages, full=False)) == [
        ("form “About you”", "/things/:id", "not done with safety standard")
    ]


def test_a_required_file_and_a_lost_test_are_reasons() -> None:
    upload = page("p1", "/upload", form(FILE, NAME))
    assert told(job(upload)) == [
        ("form “About you”", "/upload", "it needs a file, which this version does not give")
    ]
    assert told(job(upload, planned=True)) == [
        ("form “About you”", "/upload", "no test of sending it was delivered")
    ]


def test_a_test_beyond_the_limit_is_told_as_such() -> None:
    task = job(page("p1", "/upload", form(NAME)), planned=True)
    plan = sample.task().plan
    assert plan is not None
    limited = task.model_copy(update={"plan": plan.model_copy(update={"left_out": ("send",)})})
    assert [one.detail for one in unsent(limited, [])] == ["its test is beyond the limit of tests"]


@pytest.mark.parametrize(
    ("comes_to", "unknown"),
    [("/apply/1", False), ("/apply/2", True), ("/items/9", False), ("/items/:any", False), ("/done", True)],
)
def test_what_its_test_comes_to_is_told_where_it_was_not_looked_at(comes_to: str, *, unknown: bool) -> None:
    first = page("p1", "/apply/:id", form(NAME), url="http://app.test/apply/1")
    item = page("p2", "/items/:id", url="http://app.test/items/1", alike=("http://app.test/items/2",))
    expected = [("form “About you”", "/apply/1", f"its test comes to {comes_to}, which was not looked at")]
    assert told(job(first, item, comes_to=comes_to), comes_to) == (expected if unknown else [])


@pytest.mark.parametrize(("title", "unknown"), [("Step 2", True), ("Step 1", False)])
def test_an_answer_with_a_heading_of_its_own_is_a_page_that_was_not_looked_at(
    title: str, *, unknown: bool
) -> None:
    first = page("p1", "/apply", form(NAME))
    known = first.states[0].model_copy(update={"headings": (Heading(text="Step 1", level=1, locator=None),)})
    task = job(first.model_copy(update={"states": (known,)}), planned=True)
    heading = HasText(on=Locator(chain=(ByRole(role="heading", level=1),)), text=title)
    case = sample.case("send")
    block = case.blocks[0].model_copy(update={"assertions": (heading,)})
    answered = case.model_copy(update={"blocks": (block,), "kind": ScenarioKind.FORM_VALID})
    details = [one.detail for one in unsent(task, [answered])]
    assert details == (["its test comes to “Step 2”, which was not looked at"] if unknown else [])
    made = answered.model_copy(update={"kind": ScenarioKind.CREATE})
    assert unsent(task, [made]) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": Purpose.SEARCH},
        {"purpose": Purpose.SIGN_IN},
        {"method": "get"},
        {"submit": None},
        {"fields": ()},
    ],
)
def test_what_stores_nothing_is_not_told(changes: dict[str, object]) -> None:
    assert told(job(page("p1", "/", form(NAME, **changes)))) == []
