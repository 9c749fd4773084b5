"""What a plain scan would have missed, and why."""

import pytest

from agents.domain.element import Element, ElementKind
from agents.domain.missed import Why, missed_by_reason, missed_in, why_missed
from tests.unit.agents.maps import page_map
from tests.unit.agents.reporting import sample

BASE = sample.page("p1", "/").states[0].elements[0]
NATIVE = ("native",)


def element(
    tag: str,
    found_by: tuple[str, ...] = NATIVE,
    href: str | None = None,
    kind: str = "native",
    **facts: object,
) -> Element:
    told = {"tag": tag, "found_by": found_by, "href": href, "kind": ElementKind(kind), **facts}
    return BASE.model_copy(update=told)


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (element("button"), None),
        (element("input"), None),
        (element("a", href="http://a.test/"), None),
        (element("a", ("listener",)), "handler"),
        (element("summary"), "native"),
        (element("div", ("role", "listener")), "role"),
        (element("div", ("editable", "role")), "editable"),
        (element("div", ("delegated", "cursor")), "handler"),
        (element("div", ("hover", "cursor")), "hover"),
        (element("div", ("cursor",)), "look"),
        (element("li", ("draggable",)), "look"),
        (element("button", kind="shadow"), "shadow"),
        (element("button", kind="frame", frame="http://a.test/in"), "frame"),
    ],
)
def test_why_a_plain_scan_misses_an_element(seen: Element, why: Why | None) -> None:
    """S015: the selectors see a few tags, in one document, and nothing else."""
    assert why_missed(seen) == why


def test_what_an_action_opens_is_missed_even_if_it_is_a_plain_button() -> None:
    found = page_map(
        "page /\nbutton Menu popup\nbutton Box tag=div\n"
        'state "click Menu" by=click:button:Menu\nbutton Copy\n'
    )
    page = found.pages[0]
    plain = {one.name: one.why for one in missed_in(page)}
    # The notation finds all by their tag, so the box counts as a control of the language.
    assert plain == {"Box": "native", "Copy": "opened"}
    assert missed_by_reason(found.pages) == {"native": 1, "opened": 1}
    assert [one.state for one in missed_in(page)] == [page.states[0].id, page.states[1].id]
    elements = {e.id for state in page.states for e in state.elements}
    assert {one.element for one in missed_in(page)} <= elements


def test_a_page_of_plain_controls_misses_nothing() -> None:
    assert missed_in(page_map("page /\nbutton Go\nlink Home href=/\n").pages[0]) == ()
