"""Locator values in a live page, and names as Playwright computes them."""

import json
import re

import pytest
from playwright.async_api import Page
from pydantic import TypeAdapter

from agents.browser.locators import bundle, count, resolve, source
from agents.domain.base import Model
from agents.domain.locator import (
    ByAltText,
    ByCss,
    ByLabel,
    ByPlaceholder,
    ByRole,
    ByTestId,
    ByText,
    ByTitle,
    Locator,
    LocatorPart,
    Unique,
)

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EVERY_KIND = """
<h2 id=r>Title</h2><h3>Title</h3><label for=l>Field</label><input id=l>
<input id=p placeholder=Hint><div id=t data-testid=box></div><p id=x>Some words</p>
<img id=a alt=Picture><span id=i title=Tip>tip</span><div id=c class=thing></div>
"""


@pytest.mark.parametrize(
    ("part", "found"),
    [
        (ByRole(role="heading", name="Title", level=2), "r"),
        (ByLabel(text="Field"), "l"),
        (ByPlaceholder(text="Hint"), "p"),
        (ByTestId(test_id="box"), "t"),
        (ByText(text="Some words"), "x"),
        (ByText(text="some", exact=False), "x"),
        (ByAltText(text="Picture"), "a"),
        (ByTitle(text="Tip"), "i"),
        (ByCss(selector=".thing"), "c"),
    ],
)
async def test_every_kind_of_part_finds_its_element(page: Page, part: LocatorPart, found: str) -> None:
    await page.set_content(EVERY_KIND)
    assert await resolve(page, Locator(chain=(part,))).get_attribute("id") == found


async def test_chains_filters_and_places(page: Page) -> None:
    await page.set_content(
        "<ul><li>Ann <button>Edit</button></li><li>Bob <button id=b>Edit</button></li></ul>"
    )
    button = ByRole(role="button", name="Edit")
    bob = Locator(chain=(ByRole(role="listitem", has_text="Bob"), button))
    assert await resolve(page, bob).get_attribute("id") == "b"
    assert await count(page, Locator(chain=(button,))) == 2
    last = Locator(chain=(button.model_copy(update={"nth": -1}),))
    assert await resolve(page, last).get_attribute("id") == "b"


async def test_frames_are_entered(page: Page) -> None:
    await page.set_content("<iframe title=Inner srcdoc='<button>Go</button>'></iframe>")
    inside = Locator(frames=("iframe[title=Inner]",), chain=(ByRole(role="button", name="Go"),))
    await resolve(page, inside).wait_for()
    assert await count(page, inside) == 1


async def test_unique_texts_are_those_of_the_run(page: Page) -> None:
    await page.set_content("<p>Note 7f</p><ul><li>Note 7f <a href=#>Open</a></li></ul>")
    unique = Unique(key="note", prefix="Note")
    row = Locator(chain=(ByRole(role="listitem", has_text=unique), ByRole(role="link", name="Open")))
    assert await count(page, row, {"note": "Note 7f"}) == 1
    assert await count(page, Locator(chain=(ByText(text=unique),)), {"note": "Note 7f"}) == 1
    with pytest.raises(KeyError):
        resolve(page, row)


async def test_scripts_are_bundled_with_what_they_need(page: Page) -> None:
    assert "function buildIndex" in source("locate.js")
    script = bundle("dom.js", "locate.js", main="return typeof nameOf + typeof locatorsOf + typeof cssOf;")
    assert await page.evaluate(script) == "functionfunctionfunction"


class Named(Model):
    role: str
    name: str
    mark: str


NAMES = """
<style>.pre::before { content: "New " } .alt::after { content: "x" / "marked" } .blk::before { content: "B"; display: block }</style>
<button id=n1> Plain  text </button>
<button id=n2 aria-label="Labelled">x</button>
<span id=ref hidden>From afar</span><button id=n3 aria-labelledby="ref n3">here</button>
<button id=n4 class=pre>Offer</button><button id=n5 class=alt>Offer</button><button id=n6 class=blk>Offer</button>
<button id=n7><img alt="Picture"> of <svg><title>drawing</title></svg></button>
<button id=n8 title="Only a title"></button>
<button id=n9><span aria-hidden=true>x</span>Shown <span style="display:none">hidden</span></button>
<label for=n10>Name <b>here</b></label><input id=n10>
<label>Wrapped <select id=n11><option>One<option selected>Two</select></label>
<label>Every <input id=n12 type=number value=5> days</label>
<input id=n13 placeholder="Place"><input id=n14 title="Titled" placeholder="Place">
<input id=n15 type=submit><input id=n16 type=button value="Press"><input id=n17 type=image alt="Send">
<input id=n18 type=reset><label>Upload <input id=n19 type=file></label>
<fieldset id=n20><legend>Group</legend></fieldset>
<figure id=n21><figcaption>Caption</figcaption></figure>
<table id=n22><caption>Figures</caption><tr id=n23><th id=n24>Head<th id=n25>Two<tr><td id=n26>Cell <a id=n27 href=/>link</a></table>
<h2 id=n28>Head<br>line</h2>
<div id=n29 role=button>Div <div>block</div> text</div>
<nav id=n30 aria-label="Main menu"></nav><section id=n31 aria-label="Part"></section>
<ul role=menu><li id=n32 role=menuitem>Item <ul role=menu><li role=menuitem>Sub</li></ul></li></ul>
<div id=n33 role=checkbox aria-checked=true>Check <input value=v></div>
<img id=n34 alt="Photo"><img id=n35 title="Only title">
<a id=n36 href=/ role=presentation>Still a link</a>
<ul role=none><li id=n37>No item</li></ul>
<my-host><span slot=a>Slotted</span> light</my-host>
<meter id=n38 aria-label=Level value=1></meter><output id=n39>Out</output>
<dialog open id=n40 aria-label="Ask"><p>Text</p></dialog>
<button id=n41>Soft&shy;hyphen and&nbsp;space</button>
<div role=tablist><div role=tab id=n42>Tab<span style="visibility:hidden">no</span></div></div>
<div id=n43 role="slider" aria-valuenow=3 aria-label="Size"></div>
<button id=n44>Pay <input type=text value=12> now <span role=slider aria-valuetext=high></span></button>
<details id=n45><summary id=n46>Sum</summary>Body</details>
<div id=n47 role=combobox aria-label=Pick><div role=listbox><div role=option aria-selected=true>A</div></div></div>
<button id=n48>Choose <span role=combobox><span role=listbox><span role=option aria-selected=true>Chosen</span></span></span></button>
<script>
  customElements.define('my-host', class extends HTMLElement { constructor() { super();
    this.attachShadow({ mode: 'open' }).innerHTML = '<button id=n49>In <slot name=a></slot></button>'; } });
</script>
"""


async def test_roles_and_names_are_those_of_playwright(page: Page) -> None:
    """An element has a role and name as Chromium's accessibility tree computes them (PRODUCT.md)."""
    await page.set_content(NAMES)
    script = bundle(
        "dom.js",
        "locate.js",
        main="""
        const marked = buildIndex(document).all.filter((el) => /^n\\d+$/.test(el.id) && !isHiddenForAria(el));
        return JSON.stringify(marked.map((el) => ({ role: roleOf(el) || '', name: nameOf(el), mark: el.id })));
        """,
    )
    elements = TypeAdapter(tuple[Named, ...]).validate_json(await page.evaluate(script))
    assert len(elements) == 49
    wrong = []
    for element in elements:
        if not element.role:
            continue
        handle = (
            resolve(page, Locator(chain=(ByRole(role=element.role, name=element.name),)))
            if element.name
            else page.get_by_role(element.role, name=re.compile("^$"))  # type: ignore[arg-type]
        )
        marks = await handle.evaluate_all("(found) => found.map((el) => el.id)")
        if element.mark not in marks:
            wrong.append((element, marks))
    assert wrong == []


HOSTILE = """
<div id=radix-12><button id="ui-id-7">Save</button><button id=":r3:">Save</button></div>
<span class="css-1x2y3z icon" id=s></span><a href="/x">Inbox (4)</a><p>Seen 3 minutes ago</p>
<p>Updated 2024-05-01</p><p role=alert>Saved at 10:31</p>
<button>{long}</button><button>\ue001</button><div class="a1b2c3d4"></div>
<form aria-label="One"><label>City <input></label></form><form aria-label="Two"><label>City <input></label></form>
<div role=dialog aria-label="Ask"><h2>Sure?</h2><button>Yes</button></div><button>Yes</button>
<table><tr><td>Mug</td><td>4</td><td><button>Drop</button></td></tr><tr><td>Jar</td><td>5</td><td><button>Drop</button></td></tr></table>
<article><h3>First</h3><button>More</button></article><article><h3>Second</h3><button>More</button></article>
<input name=q><input name=q2 data-testid=second><input type=text id=mail placeholder="Mail">
<img alt="Cat"><abbr title="Abbreviation">abbr</abbr><ul><li>12</li><li>13</li></ul>
<my-open></my-open><div style="display:none"><button>Hidden one</button></div>
<script>customElements.define('my-open', class extends HTMLElement { constructor() { super();
  this.attachShadow({ mode: 'open' }).innerHTML = '<p>Deep text</p><button>Deep</button><input name=deep>'; } });</script>
""".replace("{long}", "word " * 40)


class Located(Model):
    tag: str
    text: str
    locators: tuple[Locator, ...]


async def located(page: Page) -> tuple[Located, ...]:
    script = bundle(
        "dom.js",
        "locate.js",
        main="""
        const index = buildIndex(document);
        const all = index.all.filter((el) => !document.head.contains(el) && el.nodeName !== 'SCRIPT');
        all.forEach((el, at) => el.setAttribute('data-order', at));
        return JSON.stringify(all.map((el) => ({ tag: el.nodeName.toLowerCase(), text: textOf(el).slice(0, 60),
          locators: locatorsOf(el, index) })));
        """,
    )
    return TypeAdapter(tuple[Located, ...]).validate_json(await page.evaluate(script))


async def test_every_locator_matches_exactly_its_element(page: Page) -> None:
    """C16: a locator that matches exactly one element, for anything on the page."""
    await page.set_content(HOSTILE)
    wrong = []
    for order, element in enumerate(await located(page)):
        assert element.locators, element
        for locator in element.locators:
            found = await resolve(page, locator).evaluate_all(
                "(all) => all.map((el) => Number(el.getAttribute('data-order')))"
            )
            if found != [order]:
                wrong.append((element.tag, locator, found))
    assert wrong == []


async def test_what_will_not_last_is_not_used(page: Page) -> None:
    """Generated ids, hashed classes, times, counters, icon characters and long names stay out."""
    await page.set_content(HOSTILE)
    everything = json.dumps(
        [locator.model_dump(mode="json") for one in await located(page) for locator in one.locators]
    )
    for word in ("radix", "ui-id", ":r3:", "1x2y3z", "a1b2c3d4", "(4)", "minutes ago", "2024-05", "10:31"):
        assert word not in everything, word
    assert "\\ue001" not in everything
    assert "word " * 17 not in everything


async def test_the_ladder_prefers_what_people_see(page: Page) -> None:
    await page.set_content(HOSTILE)
    first = {(one.tag, one.text): [part.by for part in one.locators[0].chain] for one in await located(page)}
    assert first["h2", "Sure?"] == ["role"]
    assert first["button", "Drop"] == ["role", "role"]
    assert first["button", "More"] == ["role", "role"]
    assert first["button", "Yes"] == ["role"] or first["button", "Yes"] == ["role", "role"]
    assert first["p", "Deep text"] == ["text"]
    assert first["img", ""] == ["role"]
    assert first["a", "Inbox (4)"] == ["role"]
