"""What a page shows, as facts that can be asserted, read in a real browser."""

import pytest
from playwright.async_api import Page

from agents.browser.look import Watch, address_of, look
from agents.browser.redact import Made
from agents.browser.snapshot import Address, Fact, FactKind, Snapshot
from agents.domain.locator import ByCss, ByRole, ByText, Locator, Unique
from tests.unit.agents.browser.stage import opened, show

K = FactKind


def role(name: str, label: str | None = None, **more: object) -> Locator:
    return Locator(chain=(ByRole.model_validate({"role": name, "name": label, **more}),))


def css(selector: str) -> Locator:
    return Locator(chain=(ByCss(selector=selector),))


def at(snapshot: Snapshot, kind: FactKind, value: str) -> Fact:
    found = [fact for fact in snapshot.of(kind) if fact.value == value]
    assert found, [(fact.kind, fact.value) for fact in snapshot.facts]
    return found[0]


async def facts(page: Page, html: str, **others: str) -> Snapshot:
    await show(page, html, "things?q=a&q=b#top", **others)
    return (await look(page)).snapshot


_PAGE = """<title>Things</title><header><a href="/cart">Cart <b id="badge">3</b></a></header><main>
<h1>Things</h1><h2>First</h2><h2>Second</h2>
<table><thead><tr><th>Name<th>Price<th>Stock<tbody>
<tr><td>Mug<td>4.00 EUR<td>7<tr><td>Cup<td>5.00 EUR<td>7</table>
<ul aria-label="Cards"><li><h3>Blue</h3><p>30.00 EUR</p></li><li><h3>Red</h3><p>20.00 EUR</p></li></ul>
<p>Total: <b id="total">50.00 EUR</b></p><p class="hint">Plain words</p>
<div class="card-x"><i>a</i> one</div><p hidden>Hidden</p><script>"no text"</script>
</main>"""

_FORM = """<main><form><label>Name <input name="name" required></label>
<label>Mail <input id="mail" value="x" aria-invalid="true" aria-describedby="why"></label>
<p id="why">Not an address</p>
<div><label>City <input name="city"></label><span class="field-error">City is missing</span></div>
<label>Secret <input type="password" value="hunter2"></label>
<label>Pick <select><option value="1">One</option><option value="2" selected>Two</option></select></label>
<label><input type="checkbox" checked> Agree</label>
<button aria-expanded="false">More</button><button disabled>Send</button>
<div role="tablist"><button role="tab" aria-selected="true">A</button>
<button role="tab" aria-selected="false">B</button></div>
</form><div role="alert">Please correct it</div><div role="status"></div></main>
<script>document.querySelector('input').focus();</script>"""

_PARTS = """<main><x-box></x-box><iframe title="Help" srcdoc="<p class='answer'>Answer 42</p>"></iframe>
<iframe hidden srcdoc="<p>Unseen 1</p>"></iframe>
<div role="dialog" aria-label="Edit"><p>Inside 7</p></div></main>
<script>customElements.define('x-box', class extends HTMLElement { connectedCallback() {
this.attachShadow({ mode: 'open' }).innerHTML = '<p part="out">Pressed 1</p>'; } });</script>"""


def test_addresses_are_relative() -> None:
    assert address_of("http://a.test:1/p?q=&r=1#x") == Address(
        path="/p", query=(("q", ""), ("r", "1")), fragment="x"
    )
    assert address_of("http://a.test").path == "/"


@pytest.mark.browser
async def test_content() -> None:
    async with opened() as page:
        seen = await facts(page, _PAGE)
    assert seen.address == Address(path="/things", query=(("q", "a"), ("q", "b")), fragment="top")
    assert seen.title == "Things"
    # A heading that is alone on its level is located by it, so that its text can be asserted.
    assert at(seen, K.HEADING, "Things").on == role("heading", level=1)
    assert at(seen, K.HEADING, "First").circular
    # A cell is located by the words of its row and its place in it, not by its own text.
    price = at(seen, K.TEXT, "5.00 EUR")
    assert (price.on, price.circular) == (
        Locator(chain=(ByRole(role="row", has_text="Cup"), ByRole(role="cell", nth=1))),
        False,
    )
    card = at(seen, K.TEXT, "30.00 EUR")
    assert (card.on, card.within) == (role("listitem", has_text="Blue"), True)
    assert at(seen, K.TEXT, "50.00 EUR").on == css("#total")
    assert {fact.items for fact in seen.of(K.ITEMS)} == {("Mug", "Cup"), ("Blue", "Red")}
    assert [fact.value for fact in seen.of(K.COUNT)] == ["2", "2"]
    texts = {fact.value for fact in seen.of(K.TEXT)}
    assert "Hidden" not in texts
    assert not any("no text" in text for text in texts)
    cart = at(seen, K.TEXT, "Cart 3")
    # Its locator leaves the figure out, so the figure can be asserted.
    assert (cart.region, cart.on, cart.circular) == ("banner", role("link", "Cart", exact=False), False)


@pytest.mark.browser
async def test_a_figure_that_is_hidden_is_not_asserted_of_a_link() -> None:
    async with opened() as page:
        seen = await facts(page, "<a href=/cart>Cart <b hidden>0</b></a>")
    assert [one.value for one in seen.of(K.TEXT)] == ["Cart"]


@pytest.mark.browser
@pytest.mark.parametrize("made", ["Note a1b", "Note xyz"])
async def test_a_cell_is_located_alike_whatever_the_made_name_holds(made: str) -> None:
    note = Unique(key="note", prefix="Note")
    html = f"<table><tbody><tr><th scope=row>{made}<td>1<td>31<tr><th scope=row>Other<td>1<td>2</table>"
    async with opened() as page:
        await show(page, html)
        seen = (await look(page, made=(Made(unique=note, text=made),))).snapshot
    cells = Locator(chain=(ByRole(role="row", has_text=note), ByRole(role="cell", nth=0)))
    assert cells in [one.on for one in seen.of(K.TEXT) if one.value == "1"]


@pytest.mark.browser
async def test_forms() -> None:
    async with opened() as page:
        seen = await facts(page, _FORM)
    assert seen.password_fields == 1
    assert "hunter2" not in seen.model_dump_json()
    assert at(seen, K.VALUE, "x").on == role("textbox", "Mail")
    assert at(seen, K.VALUE, "2").items == ("Two",)
    assert at(seen, K.CHECKED, "true").on == role("checkbox", "Agree")
    assert at(seen, K.EXPANDED, "false").attribute == "aria-expanded"
    assert at(seen, K.SELECTED, "true").on == role("tab", "A")
    assert at(seen, K.DISABLED, "true").on == role("button", "Send")
    assert at(seen, K.INVALID, "true").on == role("textbox", "Mail")
    native = at(seen, K.REFUSED, "true")
    assert (native.on, native.field) == (role("textbox", "Name"), role("textbox", "Name"))
    assert at(seen, K.FOCUS, "").on == role("textbox", "Name")
    said = {fact.value: (fact.tone, fact.field) for fact in seen.of(K.MESSAGE)}
    assert said["Please correct it"] == ("error", None)
    assert said["City is missing"] == ("error", role("textbox", "City"))
    assert "" not in said


_LISTS = """<main><h1>Green</h1><ul><li>One</li><li>Two</li></ul>
<section aria-label="Beside"><h2>More</h2><ol><li>Three</li></ol></section>
<section aria-label="Green"><article><h3>Four</h3></article></section></main><ul><li>Five</li></ul>"""


@pytest.mark.browser
async def test_items_are_told_from_those_of_other_lists_by_where_they_stand() -> None:
    """A region that bears the title of the page goes with it, so it does not tell where the list is."""
    async with opened() as page:
        found = {fact.items: fact.on for fact in (await facts(page, _LISTS)).of(K.ITEMS)}
    within = {items: on.chain[0] for items, on in found.items() if on is not None}
    assert within["Three",] == ByRole(role="region", name="Beside")
    assert within["Four",] == ByRole(role="main")


_RELATED = """<main><h1>Mug</h1><p data-testid="price">4.00 EUR</p>
<ul aria-label="Reviews"><li>Ann <a href="/people/7">profile</a> liked it in 2019</li></ul>
<ul aria-label="Related"><li><a href="/things/9">Bowl</a> <span>7.00 EUR</span></li></ul></main>"""


@pytest.mark.browser
async def test_entries_that_lead_to_pages_like_this_one_are_about_other_things() -> None:
    async with opened() as page:
        await show(page, _RELATED, "things/1")
        seen = (await look(page)).snapshot
    assert at(seen, K.TEXT, "7.00 EUR").other
    assert not at(seen, K.TEXT, "4.00 EUR").other
    assert (at(seen, K.TEXT, "7.00 EUR").entry, at(seen, K.TEXT, "4.00 EUR").entry) == (True, False)
    assert {fact.items: fact.other for fact in seen.of(K.ITEMS)} == {("profile",): False, ("Bowl",): True}


_SAID = """<main><a href="/bag">Bag <b>2</b></a><form><label>Mail <input aria-describedby="hint why"></label>
<p id="hint">Ours only</p><p id="why" class="error">Not an address</p></form></main>"""


@pytest.mark.browser
async def test_what_better_words_need_is_known() -> None:
    async with opened() as page:
        seen = await facts(page, _SAID)
    assert at(seen, K.TEXT, "Bag 2").named
    assert at(seen, K.MESSAGE, "Not an address").described == "Ours only Not an address"


@pytest.mark.browser
async def test_frames_shadow_roots_and_dialogs() -> None:
    async with opened() as page:
        seen = await facts(page, _PARTS)
    assert at(seen, K.TEXT, "Answer 42").on == Locator(
        frames=('iframe[title="Help"]',), chain=(ByCss(selector="p.answer"),)
    )
    assert at(seen, K.TEXT, "Pressed 1")
    assert at(seen, K.DIALOG, "Edit").on == role("dialog", "Edit")
    assert at(seen, K.TEXT, "Inside 7").region == "dialog"
    assert "Unseen 1" not in {fact.value for fact in seen.facts}


@pytest.mark.browser
async def test_watched_locators_are_looked_at_even_when_nothing_matches() -> None:
    note = Unique(key="note", prefix="Note")
    watch = Watch(
        places=(css("#mail"), css("#none"), css("label"), Locator(chain=(ByText(text=note),))),
        lists=(css("label"), css(".none"), css("option")),
    )
    async with opened() as page:
        await show(page, _FORM + "<p>Note 1</p>")
        seen = (await look(page, watch=watch, made=(Made(unique=note, text="Note 1"),))).snapshot
    shown = {on: fact.value for on in watch.places if (fact := seen.at(on, K.SHOWN))}
    assert list(shown.values()) == ["true", "false", "false", "true"]
    value = seen.at(css("#mail"), K.VALUE)
    assert value is not None
    assert (value.value, value.field) == ("x", css("#mail"))
    counts = [fact.value for on in watch.lists if (fact := seen.at(on, K.COUNT))]
    assert counts == ["6", "0", "2"]
    options = seen.at(css("option"), K.ITEMS)
    assert options is not None
    assert options.items == ("One", "Two")
    named = seen.at(Locator(chain=(ByText(text=note),)), K.TEXT)
    assert named is not None
    assert named.circular


@pytest.mark.browser
async def test_messages_that_went_away_are_told_when_they_stayed_long_enough() -> None:
    async with opened() as page:
        await show(page, '<div role="status" id="s"></div><div aria-live="polite" id="t"></div>')
        await page.evaluate(
            """() => new Promise((done) => {
              s.textContent = 'Short'; t.textContent = 'Long';
              setTimeout(() => { s.textContent = 'Status'; }, 200);
              setTimeout(() => { t.textContent = 'Longer'; }, 2300);
              setTimeout(() => { t.textContent = ''; s.textContent = ''; }, 2500);
              setTimeout(done, 2600); })"""
        )
        # What is there when the log is read at another moment is kept alive by any change of the page.
        appeared = (await look(page)).appeared
        again = (await look(page)).appeared
    texts = {fact.value for fact in appeared}
    assert "Short" not in texts
    assert texts <= {"Long", "Status"}
    assert again == ()


@pytest.mark.browser
async def test_a_look_during_a_navigation_sees_the_next_page() -> None:
    async with opened() as page:
        await show(page, "<h1>One</h1>", two="<h1>Two</h1>")
        await page.evaluate("() => { setTimeout(() => { location.href = '/two'; }, 0); }")
        await page.wait_for_url("**/two")
        seen = (await look(page)).snapshot
    assert at(seen, K.HEADING, "Two")


_PLAIN = """<div class="box"><h1>Sign in</h1><div>E-mail</div><input type="email"><input type="password">
<div class="go">Sign in</div><p class="note">No account has these details</p><i class="red">Wrong</i>
<label>Stay <input type="checkbox"></label></div>
<div style="height: 900px"></div><p class="foot">All rights reserved</p>
<div class="row"><span>Buy bread</span><button>Delete</button></div>
<div class="row"><span>Ring the bank</span><button>Delete</button></div>
<style>.red { color: rgb(200, 0, 0); }</style>"""


@pytest.mark.browser
async def test_a_text_by_the_fields_is_told_from_others() -> None:
    async with opened() as page:
        seen = await facts(page, _PLAIN)
    note, red = at(seen, K.TEXT, "No account has these details"), at(seen, K.TEXT, "Wrong")
    assert (note.beside, note.tone, note.field) == (True, "neutral", None)
    assert (red.beside, red.tone) == (True, "error")
    assert not at(seen, K.TEXT, "All rights reserved").beside
    assert not at(seen, K.TEXT, "Buy bread").beside


@pytest.mark.browser
async def test_two_blocks_with_something_to_use_are_a_list() -> None:
    async with opened() as page:
        seen = await facts(page, _PLAIN)
    (listed,) = seen.of(K.ITEMS)
    assert listed.items == ("Buy bread", "Ring the bank")
    assert listed.on == css("div.row")


@pytest.mark.browser
async def test_messages_one_below_the_other_are_no_list() -> None:
    toasts = "".join(
        f'<div class="toast">{word} was added<button>x</button></div>' for word in ("Mug", "Cup")
    )
    async with opened() as page:
        loud = await facts(page, f'<div aria-live="polite">{toasts}</div>')
    async with opened() as page:
        quiet = await facts(page, f"<div>{toasts}</div>")
    async with opened() as page:
        told = await facts(page, '<div aria-live="polite"><article><h2>Caring for wood</h2></article></div>')
    assert not loud.of(K.ITEMS)
    assert [one.items for one in told.of(K.ITEMS)] == [("Caring for wood",)], "its role says what it is"
    assert quiet.of(K.ITEMS)


_ROWS = {
    "bare": '<div><div><span>{}</span><b onclick="" style="cursor:pointer">Remove</b></div></div>',
    "nested": "<div><div><p><span>{}</span> <small>new</small></p><p><button>Remove</button></p></div></div>",
    "list": "<ul><li><label>Title <input></label><i>{}</i><p><button>Remove</button></p></li></ul>",
    "table": "<table><tbody><tr><td>{}<td>open<td><button>Remove</button></tbody></table>",
}


@pytest.mark.browser
@pytest.mark.parametrize("row", _ROWS.values(), ids=_ROWS.keys())
async def test_the_entry_of_what_was_made_is_told_from_the_page_around_it(row: str) -> None:
    unique = Unique(key="own", prefix="Thing ", shape="text")
    made = (Made(unique=unique, text="Thing x1y2z3"),)
    entry = row.format("Thing x1y2z3")
    html = f"<h1>Things</h1><div><input aria-label=New><button>Add</button><p>Added</p></div>{entry}"
    async with opened() as page:
        await show(page, html)
        shown = (await look(page, made=made)).snapshot
        unmade = (await look(page)).snapshot

    assert at(shown, K.TEXT, "Remove").own
    assert not any(at(shown, K.TEXT, told).own for told in ("Add", "Added"))
    assert not any(fact.own for fact in unmade.facts)


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        "<main><h2>Thing x1y2z3</h2><p>Plain</p></main>",
        "<article><h1>Thing x1y2z3</h1><p>Plain</p></article>",
        "<div><p role=status>Thing x1y2z3 was added</p><p>Plain</p><button>New</button></div>",
        "<div><p>Thing x1y2z3 was added</p><ul><li>Other</li></ul><p>Plain</p><button>New</button></div>",
    ],
    ids=["landmark", "own page", "live region", "beside a list"],
)
async def test_what_is_said_of_it_elsewhere_is_no_entry(html: str) -> None:
    made = (Made(unique=Unique(key="own", prefix="Thing ", shape="text"), text="Thing x1y2z3"),)
    async with opened() as page:
        await show(page, html)
        shown = (await look(page, made=made)).snapshot

    assert not at(shown, K.TEXT, "Plain").own
