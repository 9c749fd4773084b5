"""From the facts of several documents to one look at a page."""

import pytest

from agents.browser.assemble import Assembled, FrameScan, assemble
from agents.browser.facts import CollectionFacts, DocumentFacts, ElementFacts, FormFacts, HeadingFacts
from agents.browser.verify import Chosen
from agents.domain.locator import ByRole, Locator
from agents.domain.page import ElementKind, Form, Purpose
from tests.unit.agents.browser.test_understand import ORIGIN, element, field, form

LIST = CollectionFacts(
    role="list", name="", locator=None, items=None, count=2, samples=("a", "b"), columns=()
)


def role(name: str, label: str) -> Locator:
    return Locator(chain=(ByRole(role=name, name=label),))


def document(
    *elements: ElementFacts,
    path: tuple[str, ...] = (),
    chosen: tuple[Chosen, ...] | None = None,
    at: tuple[float, float] = (0, 0),
    **facts: object,
) -> FrameScan:
    values = {
        "title": "T",
        "url": ORIGIN,
        "framework": None,
        "elements": elements,
        "forms": (),
        "headings": (),
        "collections": (),
        "messages": (),
        "template": "",
        "text": "",
        "has_main": False,
        "veiled": False,
        "text_length": 0,
        "nodes": 1,
        "detect_ms": 0,
        "locate_ms": 0,
        **facts,
    }
    found = chosen or tuple(Chosen(locators=(role(one.role, one.name),)) for one in elements)
    return FrameScan(
        facts=DocumentFacts.model_validate(values), chosen=found, aria="", path=path, x=at[0], y=at[1]
    )


def test_ids_count_over_all_documents() -> None:
    inner = element(name="Ask", collection=0, item=1)
    made = assemble(
        [
            document(element(), element(), forms=(form(submits=()),), collections=(LIST,)),
            document(inner, path=("iframe",), forms=(form(submits=(0,)),), collections=(LIST, LIST)),
        ]
    )
    assert [one.id for one in made.elements] == ["e1", "e2", "e3"]
    assert [(one.id, one.submit) for one in made.forms] == [("f1", None), ("f2", "e3")]
    assert [one.id for one in made.collections] == ["c1", "c2", "c3"]
    assert (made.elements[2].collection, made.elements[2].item) == ("c2", 1)


def test_what_is_in_a_frame_is_placed_and_located_through_it() -> None:
    title = HeadingFacts(text="Help", level=1, locator=role("heading", "Help"))
    made = assemble(
        [
            document(headings=(title,)),
            document(
                element(name="Ask", box=(1, 2, 3, 4)),
                path=("#a", "#b"),
                at=(10, 20),
                headings=(title,),
                url=ORIGIN + "/help",
            ),
        ]
    )
    (ask,) = made.elements
    assert ask.target == Locator(frames=("#a", "#b"), chain=role("button", "Ask").chain)
    assert (ask.frame, ask.kind) == (ORIGIN + "/help", ElementKind.FRAME)
    assert ask.box is not None
    assert (ask.box.x, ask.box.y, ask.box.width, ask.box.height) == (11, 22, 3, 4)
    assert [one.locator.frames for one in made.headings if one.locator] == [(), ("#a", "#b")]


def test_the_best_locator_comes_first_and_the_others_are_alternates() -> None:
    both = Chosen(locators=(role("button", "Go"), role("link", "Go")))
    made = assemble(
        [document(element(name="Go"), element(closed=True), chosen=(both, Chosen(locators=())))]
    ).elements
    assert made[0].target == role("button", "Go")
    assert made[0].locator is not None
    assert (len(made[0].alternates), made[0].reachable) == (1, True)
    assert (made[1].locator, made[1].target, made[1].alternates, made[1].reachable) == (None, None, (), False)


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"found": ("native", "listener")}, ElementKind.NATIVE),
        ({"found": ("role", "listener")}, ElementKind.ARIA),
        ({"found": ("listener",)}, ElementKind.CUSTOM),
        ({"found": ("native",), "shadow": True}, ElementKind.SHADOW),
    ],
)
def test_an_element_is_of_the_kind_by_which_it_was_found(facts: dict[str, object], kind: ElementKind) -> None:
    assert assemble([document(element(**facts))]).elements[0].kind is kind


def test_messages_are_told_once() -> None:
    made = assemble([document(messages=("Saved", "Hello")), document(path=("#a",), messages=("Saved",))])
    assert made.messages == ("Saved", "Hello")


def one_form(*buttons: ElementFacts, **facts: object) -> tuple[Assembled, Form]:
    """The only form, of a text field (or `fields`) and these buttons."""
    box = element(role="textbox", name="Text", tag="input")
    of: FormFacts = form(fields=(field(label="Text"),), submits=tuple(range(1, len(buttons) + 1)))
    made = assemble([document(box, *buttons, forms=(of.model_copy(update=facts),))])
    return made, made.forms[0]


def button(name: str, **facts: object) -> ElementFacts:
    return element(name=name, **facts)


@pytest.mark.parametrize(
    ("buttons", "declared", "submit"),
    [
        ((button("One"), button("Two")), True, "One"),
        ((button("One", visible=False), button("Two")), True, "Two"),
        ((button("Save"), button("Send"), button("Cancel")), False, "Send"),
        ((button("Save"), button("Delete")), False, "Save"),
        ((button("Save"), button("Lorem")), False, "Save"),
        ((button("Lorem"), button("Ipsum")), False, "Ipsum"),
        ((button("Send"), button("Next")), False, "Send"),
        ((button("Lorem", visible=False), button("Next")), False, "Next"),
        ((button("Cancel"),), False, None),
        ((button("\u25b2"),), False, None),
        ((), True, None),
    ],
)
def test_a_form_is_sent_by_its_first_declared_button_else_by_the_last_that_stays(
    buttons: tuple[ElementFacts, ...], submit: str | None, *, declared: bool
) -> None:
    made, of = one_form(*buttons, declared=declared)
    names = {one.id: one.name for one in made.elements}
    assert (names[of.submit] if of.submit else None) == submit


def test_beside_a_search_field_only_what_says_so_applies_it() -> None:
    search = (field(label="Search", type="search"),)
    for name, sends in (("Search", True), ("Apply", True), ("Export", False), ("Add", False)):
        _, of = one_form(button(name), declared=False, fields=search)
        assert (of.submit is not None) is sends, name


@pytest.mark.parametrize(
    ("name", "fields", "purpose"),
    [
        ("OK", (field(label="Search", type="search"),), Purpose.SEARCH),
        ("Next", (field(label="City"),), Purpose.SUBMIT),
        ("OK", (field(label="City"),), Purpose.SUBMIT),
        ("Delete", (field(label="Search", type="search"),), Purpose.DELETE),
    ],
)
def test_a_button_that_says_little_is_for_what_its_form_is_for(
    name: str, fields: tuple[object, ...], purpose: Purpose
) -> None:
    made, of = one_form(button(name), fields=fields)
    assert of.submit == "e2"
    assert made.elements[1].purpose is purpose


def test_a_button_that_sends_a_letter_just_submits() -> None:
    made, of = one_form(button("OK"), name="Contact us")
    assert (of.purpose, made.elements[1].purpose) == (Purpose.CONTACT, Purpose.SUBMIT)


@pytest.mark.parametrize(
    ("method", "told"),
    [("get", "get"), ("post", "post"), ("dialog", "dialog"), ("", "script"), ("put", "script")],
)
def test_what_html_does_not_send_a_script_does(method: str, told: str) -> None:
    assert one_form(button("Send"), method=method)[1].method == told


def test_a_form_without_a_name_is_called_by_its_purpose() -> None:
    assert one_form(button("Send"), name="Letter")[1].name == "Letter"
    nameless = one_form(button("Search"), fields=(field(label="Search", type="search"),))[1]
    assert nameless.name == "search"


def test_the_page_is_judged_by_its_main_document_alone() -> None:
    login = form(fields=(field(label="Password", type="password"),), submits=())
    box = element(role="textbox", name="Password", input_type="password")
    own = assemble([document(box, forms=(login,))])
    framed = assemble([document(), document(box, path=("#a",), forms=(login,))])
    assert (own.page_type, framed.page_type == own.page_type) == ("sign-in", False)
