"""The page map while it grows."""

from agents.browser.hazards import Complaint, Facts, Failure
from agents.browser.record import Draft, MapRecord
from agents.browser.signin import Mask
from agents.domain.figures import figures_of
from agents.domain.page import Collection, FieldMeaning, Heading, NotDone, Purpose, Transition
from agents.domain.steps import Click
from tests.unit.agents.browser.builders import HOME, element, field, form, link, seen


def draft(record: MapRecord, path: str = "", template: str = "t") -> Draft:
    """A page with one state."""
    scan = seen(element(), url=HOME + path, template=template)
    page = Draft(record.next_id(), HOME + path, scan, settle_ms=1.0, status=200, depth=0, found_on=None)
    record.book.learn(page.url, template)
    record.add(page)
    record.add_state(page, scan, reached_by=(), via="load", signed_in=False)
    return page


def move(record: MapRecord, source: Draft, led_to: str | None, target: str | None = None) -> None:
    target_locator = source.states[0].elements[0].target
    assert target_locator is not None
    step = Click(on=target_locator)
    transition = Transition(
        source=source.states[0].id, element="e", step=step, target=target, effect="navigation"
    )
    record.move(transition, led_to)


def test_a_map_can_be_built_at_any_moment() -> None:
    record = MapRecord(HOME)
    assert record.build().pages == ()
    page = draft(record)
    assert [each.id for each in record.build().pages] == ["p1"]
    assert page.states[0].id == "p1.s1"
    record.add(Draft("p2", HOME + "x", seen(), 0.0, 200, 0, None))
    assert len(record.build().pages) == 1
    assert record.figures() == figures_of(record.build())
    assert (record.figures().pages, record.figures().controls) == (1, 1)


def test_pages_that_never_came_to_rest_are_told_in_one_sentence() -> None:
    def told(*paths: str) -> tuple[str, ...]:
        record = MapRecord(HOME)
        draft(record, "calm")
        for path in paths:
            draft(record, path).restless = True
        return record.build().degraded

    assert told() == ()
    assert told("calendar") == ("/calendar never came to rest; what it shows may be incomplete",)
    assert told("a", "b") == ("/a and /b never came to rest; what they show may be incomplete",)
    assert told("a", "b", "c", "d") == (
        "/a, /b, /c and 1 more page never came to rest; what they show may be incomplete",
    )


def test_a_visit_that_was_lost_can_be_forgotten() -> None:
    record = MapRecord(HOME)
    first = draft(record)
    before, mark = record.build(), record.mark()
    move(record, first, None, target="p1.s2")
    record.add_state(first, seen(element(), template="u"), reached_by=(), via="click", signed_in=False)
    first.glances["u"] = "p1.s2"
    draft(record, "items/1", "detail")
    record.back_to(mark)
    assert record.build() == before
    assert (first.glances, record.next_id()) == ({}, "p2")


def test_a_page_is_found_by_its_address_and_by_its_twins() -> None:
    record = MapRecord(HOME)
    first = draft(record, "items/1", "detail")
    first.alike.add(HOME + "items/2")
    assert record.find(HOME + "items/2/") is first
    assert record.find(HOME + "items/3") is None
    assert record.twin(HOME + "items/3", "detail") is first
    assert record.twin(HOME + "items/3", "other") is None
    assert record.twin(HOME + "things/3", "detail") is None
    assert first.state_of("detail", signed_in=True) is None
    assert first.has("detail", signed_in=False)


def test_addresses_never_opened_belong_to_the_first_page_of_their_pattern() -> None:
    record = MapRecord(HOME)
    draft(record, "items/1", "a")
    draft(record, "items/2", "b")
    record.book.meet(HOME + "items/3")
    first, second = record.build().pages
    assert first.alike == (HOME + "items/3",)
    assert second.alike == ()


def test_a_transition_finds_the_page_it_led_to_even_if_that_came_later() -> None:
    record = MapRecord(HOME)
    home = draft(record)
    move(record, home, HOME + "items/2")
    move(record, home, HOME + "nowhere")
    move(record, home, None)
    move(record, home, HOME + "items/1", target="p1.s1")
    draft(record, "items/1", "detail")
    assert [each.target for each in record.build().transitions] == ["p2.s1", None, None, "p1.s1"]


def test_facts_are_kept_once_and_requests_counted() -> None:
    record = MapRecord(HOME)
    facts = Facts(
        complaints=(Complaint("error", "bad"), Complaint("exception", "worse")),
        failures=(Failure("GET", "/x", 500),),
        count=3,
    )
    record.facts("p1", facts)
    record.facts("p1", facts)
    built = record.build()
    assert [(fact.kind, fact.text) for fact in built.console] == [("error", "bad"), ("exception", "worse")]
    assert len(built.server_errors) == 1
    assert built.requests == 6


def test_the_same_thing_left_out_on_many_pages_is_one_entry_with_a_count() -> None:
    record = MapRecord(HOME)
    for where in ("/a", "/b", "/c"):
        record.not_done(NotDone(what="x.test", where=where, reason="other-site"))
    record.not_done(NotDone(what="y", where="/a", reason="guarded", detail="why"))
    record.not_done(NotDone(what="y", where="/b", reason="guarded", detail="why"))
    first, second = record.build().not_done
    assert (first.where, first.detail) == ("/a", "and 2 more of these")
    assert second.detail == "why; and 1 more of these"


def test_no_secret_stays_in_a_map() -> None:
    record = MapRecord(HOME, mask=Mask(("correct-horse",)))
    shown = (
        element("correct-horse", id="e1"),
        element("Field", "textbox", value="correct-horse"),
        element("x", value="y"),
    )
    field_of = field(shown[1], FieldMeaning.TEXT).model_copy(update={"value": "correct-horse"})
    scan = seen(
        *shown,
        title="correct-horse",
        aria="- text: correct-horse",
        messages=("is correct-horse",),
        forms=(form(field_of, field(shown[2], FieldMeaning.TEXT)),),
        headings=(Heading(text="correct-horse", level=1), Heading(text="Plain", level=2)),
        collections=(
            Collection(
                id="c1", role="list", name="", locator=None, items=None, count=1, samples=("correct-horse",)
            ),
        ),
    )
    page = record.add(Draft("p1", HOME, scan, 0.0, 200, 0, None))
    record.add_state(page, scan, reached_by=(), via="load", signed_in=False)
    record.degrade("correct-horse")
    record.facts("p1", Facts(complaints=(Complaint("error", "correct-horse"),)))
    built = record.build()
    assert "correct-horse" not in built.model_dump_json()
    named, valued, plain = built.pages[0].states[0].elements
    assert (named.name, named.locator, named.target) == ("••••", None, None)
    assert valued.value == "••••"
    assert plain == shown[2]


def test_an_address_that_led_elsewhere_may_become_a_page_of_its_own() -> None:
    record = MapRecord(HOME)
    door = draft(record, "login")
    door.redirected.add(HOME)
    assert record.find(HOME) is None
    assert record.build().pages[0].alike == (HOME,)
    draft(record, "", "home")
    assert record.build().pages[0].alike == ()


def test_what_turned_out_to_end_the_session_is_a_sign_out_on_every_page() -> None:
    record = MapRecord(HOME)
    scans = (
        seen(element("Poistu", id="a"), element("Other")),
        seen(element("Poistu", id="b", locator="another")),
        seen(link("/exit", "Ulos"), link("/stay", "Other"), element("", locator="#icon")),
    )
    for number, scan in enumerate(scans):
        page = record.add(Draft(f"p{number}", f"{HOME}{number}", scan, 0.0, 200, 0, None))
        record.add_state(page, scan, reached_by=(), via="load", signed_in=True)
    record.sign_outs += [
        element("Poistu", id="a"),
        link("/exit", "Log", locator="elsewhere"),
        element("", locator="#icon"),
    ]
    told = [
        [e.name for e in page.states[0].elements if e.purpose is Purpose.SIGN_OUT]
        for page in record.build().pages
    ]
    assert told == [["Poistu"], ["Poistu"], ["Ulos", ""]]
