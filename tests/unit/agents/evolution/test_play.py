"""Playing phases on an open page: what comes late, and what an action led to (docs/adr/0021)."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, Route

from agents.browser.look import Watch
from agents.domain.locator import Locator
from agents.domain.scenario import Outcome, Scenario
from agents.domain.spec import Rejection
from agents.domain.steps import Click, Fill, Goto, Reload, Text
from agents.evolution.arrival import fields, waits
from agents.evolution.play import Performance, Scene, play, steps_of
from tests.unit.agents.browser.stage import SITE, Secrets, opened
from tests.unit.agents.evolution.builders import expect, role, scenario, then
from tests.unit.agents.evolution.plays import given, when

LIST = """<h1>Things</h1><label>Filter <input type="search"></label> <ul></ul><p id="side"></p><script>
const show = async () => {
  const found = await (await fetch('/data?q=' + document.querySelector('input').value)).json();
  document.querySelector('ul').innerHTML = found.map((one) => `<li>${one} thing</li>`).join('');
};
document.querySelector('input').oninput = show; show();
</script>"""
FILTER = Fill(on=role("searchbox", "Filter"), value=Text(text="ed"))
FILTERING = scenario(
    given(Goto(path="/things")),
    when(FILTER),
    then(expect(Outcome.ITEMS_CHANGE)),
)


async def played(
    of: Scenario,
    html: str = LIST,
    places: tuple[Locator, ...] = (),
    lists: tuple[Locator, ...] = (),
    sent: Callable[[Route], Awaitable[None]] | None = None,
) -> Performance | Rejection:
    async with opened() as page:
        await serve(page, html)
        if sent is not None:
            await page.route("**/subscribe", sent)
        scene = Scene(
            page=page,
            base_url=SITE,
            secrets=Secrets(),
            hidden=(),
            proof=None,
            scenario=of,
            made=(),
            watch=Watch(places=places, lists=lists),
        )
        return await play(scene, None)


async def serve(page: Page, html: str) -> None:
    async def answer(route: Route) -> None:
        if "/data" not in route.request.url:
            await route.fulfill(content_type="text/html", body=f"<!doctype html>{html}")
            return
        term = route.request.url.partition("q=")[2]
        found = [one for one in ("Red", "Blue", "Faded") if term in one]
        await route.fulfill(json=found)

    await page.route("**/*", answer)


def test_the_start_is_opened_unless_the_scenario_does_it_itself() -> None:
    click = Click(on=role("button", "Go"))
    of = scenario(given(), when(click), start="/a")

    assert steps_of(of, 0) == (Goto(path="/a"),)
    assert steps_of(of, 1) == (click,)
    assert steps_of(scenario(given(Goto(path="/b"))), 0) == (Goto(path="/b"),)


@pytest.mark.browser
async def test_a_list_that_comes_late_is_waited_for_before_it_is_filtered() -> None:
    """Two answers for one list race: without the wait, the unfiltered one could come last."""
    done = await played(FILTERING)

    assert isinstance(done, Performance)
    assert list(done.arrivals) == [(0, 1)]
    (place,) = waits([done.arrivals]).values()
    assert place.chain[-1].nth == 0


@pytest.mark.browser
async def test_it_is_waited_for_within_a_phase_too() -> None:
    within = scenario(given(Goto(path="/things"), FILTER), when(FILTER), then(expect(Outcome.ADDRESS_STAYS)))

    done = await played(within)

    assert isinstance(done, Performance)
    assert list(done.arrivals) == [(0, 1)]


@pytest.mark.browser
async def test_what_came_late_but_is_left_alone_is_not_waited_for() -> None:
    elsewhere = LIST.replace("oninput = show", "oninput = () => { side.textContent = 'Typed something'; }")
    typing = scenario(given(Goto(path="/things")), when(FILTER), then(expect(Outcome.ADDRESS_STAYS)))

    done = await played(typing, elsewhere)

    assert isinstance(done, Performance)
    assert done.arrivals == {}


@pytest.mark.browser
async def test_what_the_first_page_shows_is_no_effect_of_what_is_done_on_it() -> None:
    preparing = scenario(
        given(Goto(path="/things"), FILTER), when(FILTER), then(expect(Outcome.ADDRESS_STAYS))
    )

    done = await played(preparing)

    assert isinstance(done, Performance)
    told = {change.fact.value for change in done.findings[0].changes}
    assert "Things" not in told
    assert any("Faded thing" in change.fact.items for change in done.findings[0].changes)


@pytest.mark.browser
async def test_what_was_only_typed_does_not_appear() -> None:
    """Nothing keeps it: the field holds it until the document is loaded again."""
    kept = expect(Outcome.VALUE_KEPT, "ed", role("searchbox", "Filter"))
    steps = (Goto(path="/things"), FILTER)
    still = "<h1>Things</h1><label>Filter <input type=search></label>"

    shown = await played(scenario(given(*steps), then(expect(Outcome.TEXT_APPEARS, "ed"))), still)
    within = await played(scenario(given(*steps), then(kept, steps=(Goto(path="/things#a"),))), still)
    anew = await played(scenario(given(*steps), then(kept, steps=(Reload(),))), still)

    assert isinstance(shown, Rejection)
    assert shown.reason == 'not observed: the text "ed" did not appear'
    assert isinstance(within, Performance), "nothing was loaded"
    assert isinstance(anew, Rejection)


PLAIN = """<div><h1>New note</h1><input placeholder="Title"><input placeholder="Text"><button>Add</button>
<span id="count">0 letters</span><div id="err"></div></div><script>
const [title, text] = document.querySelectorAll('input');
text.oninput = () => { document.querySelector('#count').textContent = text.value.length + ' letters'; };
document.querySelector('button').onclick = () => {
  if (title.value) { title.value = text.value = ''; }
  const refused = title.value || text.value;
  document.querySelector('#err').textContent = refused ? 'A note needs a title.' : 'Thank you for it.';
};
</script>"""


@pytest.mark.browser
async def test_a_plain_text_by_the_fields_is_a_message_and_may_refuse() -> None:
    title, text, add = role("textbox", "Title"), role("textbox", "Text"), Click(on=role("button", "Add"))
    typing = Fill(on=text, value=Text(text="Milk"))
    for outcome in (Outcome.MESSAGE_APPEARS, Outcome.FIELD_REFUSED):
        empty = scenario(given(Goto(path="/")), when(typing, add), then(expect(outcome, on=title)))
        done = await played(empty, PLAIN, (title,))
        assert isinstance(done, Performance), done
        said = [one.fact.value for one in done.findings[-1].supports if one.fact.value.endswith("title.")]
        assert said == ["A note needs a title."]
    full = Fill(on=title, value=Text(text="Shop"))
    sent = scenario(
        given(Goto(path="/")), when(full, typing, add), then(expect(Outcome.FIELD_REFUSED, on=title))
    )
    assert isinstance(await played(sent, PLAIN, (title,)), Rejection), "what was accepted refuses nothing"


@pytest.mark.browser
async def test_a_counter_by_the_fields_is_no_message() -> None:
    typing = when(Fill(on=role("textbox", "Text"), value=Text(text="Milk")))
    said = scenario(given(Goto(path="/")), typing, then(expect(Outcome.MESSAGE_APPEARS)))
    assert isinstance(await played(said, PLAIN), Rejection)


FORM = """<h1>Town</h1><label>City <input></label><button>Save</button><p role="status"></p><script>
fetch('/data?q=Red').then((one) => one.json()).then(([one]) => {
  document.querySelector('input').value = one;
});
document.querySelector('button').onclick = () => { document.querySelector('p').textContent = 'Saved'; };
</script>"""
CITY = role("textbox", "City")
SAVING = (Fill(on=CITY, value=Text(text="Oslo")), Click(on=role("button", "Save")))


@pytest.mark.browser
async def test_a_field_that_is_filled_late_is_waited_for_before_it_is_filled() -> None:
    """The value that a script fetches would win over what the test puts there at once."""
    said = then(expect(Outcome.MESSAGE_APPEARS))
    done = await played(scenario(given(Goto(path="/")), when(*SAVING), said), FORM)
    within = await played(scenario(given(Goto(path="/")), when(Goto(path="/"), *SAVING), said), FORM)
    alone = await played(scenario(given(Goto(path="/")), when(SAVING[1]), said), FORM)
    at_once = FORM.replace("<input>", '<input value="Red">')
    plain = await played(scenario(given(Goto(path="/")), when(*SAVING), said), at_once)

    assert isinstance(done, Performance)
    assert fields([done.filled]) == {(0, 1): (CITY,)}
    assert isinstance(within, Performance)
    assert fields([within.filled]) == {(1, 1): (CITY,)}
    assert isinstance(alone, Performance)
    assert alone.filled == {}
    assert isinstance(plain, Performance)
    assert plain.filled == {}, "it had the value already"


@pytest.mark.browser
async def test_a_list_that_comes_late_tells_that_an_entry_is_missed_in_it() -> None:
    """Before the list has come every entry is missed."""
    items = role("listitem")
    red = role("listitem", has_text="Red")
    gone = then(expect(Outcome.TEXT_VANISHES, "Red", red), steps=(Goto(path="/things"),))
    shown = {}
    for name, term in (("some", "Bl"), ("none", "none")):
        first = LIST.replace("<script>", f"<script>const at = sessionStorage.at ? '{term}' : '';").replace(
            "'input').value)", "'input').value + at)"
        )
        first = first.replace("show();", "show(); sessionStorage.at = 1;")
        done = await played(
            scenario(given(Goto(path="/things")), when(Click(on=role("heading", "Things"))), gone),
            first,
            (red,),
            (items,),
        )
        assert isinstance(done, Performance)
        shown[name] = done.shown[2]

    assert shown["some"].on == role("listitem", nth=0)
    assert shown["none"].unproven


LETTERS = """<h1>Letters</h1><form novalidate><label>E-mail <input name="mail"></label>
<button>Subscribe</button><p id="out"></p></form><script>
document.querySelector('form').onsubmit = async (event) => {
  event.preventDefault();
  const field = document.querySelector('input');
  const answer = await fetch('/subscribe', { method: 'POST', body: field.value });
  if (answer.ok) field.value = '';
  document.querySelector('#out').textContent = await answer.text();
};
</script>"""


@pytest.mark.browser
@pytest.mark.parametrize("status", [200, 403])
async def test_a_form_whose_sending_is_answered_with_a_refusal_was_not_accepted(status: int) -> None:
    """Both times the page says something: only the status tells what it means."""
    mail = Fill(on=role("textbox", "E-mail"), value=Text(text="kim@example.test"))
    sending = scenario(
        given(Goto(path="/letters")),
        when(mail, Click(on=role("button", "Subscribe"))),
        then(expect(Outcome.FORM_ACCEPTED)),
    )

    async def answer(route: Route) -> None:
        await route.fulfill(status=status, body="Your address has been noted.")

    done = await played(sending, LETTERS, sent=answer)

    if status == 200:
        assert isinstance(done, Performance)
        assert "Your address has been noted." in [one.fact.value for one in done.findings[-1].supports]
    else:
        assert isinstance(done, Rejection)
        assert done.reason == "not observed: what was sent was refused with status 403"
