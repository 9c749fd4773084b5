"""Steps are done strictly: exactly one element, or an error that says which step and how many matched."""

import pytest
from playwright.async_api import Page

from agents.browser.act import StepError, describe, make_unique, perform, value_of
from agents.domain.locator import ByCss, ByRole, ByTestId, ByText, Locator, Unique
from agents.domain.steps import (
    Click,
    Env,
    Fill,
    GoBack,
    Goto,
    Hover,
    Press,
    Reload,
    Select,
    SetChecked,
    Step,
    Text,
)
from agents.errors import UsageError
from tests.unit.agents.browser.stage import Secrets, opened, show

TOKEN = "mf3k9x2ab7qz"

_PAGE = """<h1>Form</h1>
<label>Name <input name="name"></label> <label>Pick <select><option>One</option><option>Two</option></select></label>
<label><input type="checkbox"> Agree</label> <button>Go</button> <button>Go</button> <a href="#" id="sure">Sure</a>
<div id="hover">Point</div> <p id="out"></p>
<script>
sure.onclick = () => { out.textContent = confirm('Sure?') ? 'yes' : 'no'; };
hover.onmouseenter = () => { out.textContent = 'hovered'; };
document.onkeydown = (event) => { if (event.key === 'F2') out.textContent = 'F2 ' + event.target.nodeName; };
</script>"""


def role(name: str, label: str | None = None) -> Locator:
    return Locator(chain=(ByRole(role=name, name=label),))


def css(selector: str) -> Locator:
    return Locator(chain=(ByCss(selector=selector),))


@pytest.mark.parametrize(
    ("unique", "text"),
    [
        (Unique(key="a", prefix="Note"), "Note mf3k9x2ab7qz"),
        (Unique(key="a", prefix="pat", shape="email"), "pat-mf3k9x2ab7qz@example.test"),
        (Unique(key="a", prefix="note", shape="slug"), "note-mf3k9x2ab7qz"),
        (Unique(key="a", prefix="", shape="text"), "mf3k9x2ab7qz"),
        (Unique(key="a", prefix="Long prefix", max_length=16), "Lon mf3k9x2ab7qz"),
        (Unique(key="a", prefix="Note", max_length=5), "ab7qz"),
        (Unique(key="a", prefix="pat", shape="email", max_length=20), "x2ab7qz@example.test"),
    ],
)
def test_made_texts_have_the_shape_of_the_printed_helper(unique: Unique, text: str) -> None:
    made = make_unique(unique, TOKEN)

    assert made == text
    assert unique.max_length is None or len(made) <= unique.max_length


def test_numbers_are_digits_without_a_leading_zero() -> None:
    made = make_unique(Unique(key="a", prefix="No", shape="number"), TOKEN)

    assert made.isdigit()
    assert (len(made), made[0]) == (10, "1")
    assert len(make_unique(Unique(key="a", prefix="", shape="number", max_length=4), TOKEN)) == 4


def test_values_come_from_where_they_are_kept() -> None:
    unique = Unique(key="note", prefix="Note")

    assert value_of(Text(text="x"), Secrets(), {}) == "x"
    assert value_of(Env(name="USER_NAME"), Secrets(USER_NAME="pat"), {}) == "pat"
    assert value_of(unique, Secrets(), {"note": "Note 1"}) == "Note 1"
    with pytest.raises(UsageError):
        value_of(Env(name="NOT_SET"), Secrets(), {})


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Goto(path="/a"), "open /a"),
        (Reload(), "reload the page"),
        (GoBack(), "go back"),
        (Press(key="Enter"), "press Enter"),
        (Click(on=role("button", "Save")), 'click button "Save"'),
        (Click(on=role("button")), "click button"),
        (Fill(on=css("#a"), value=Text(text="secret")), "fill #a"),
        (Hover(on=Locator(chain=(ByTestId(test_id="menu"),))), "point at menu"),
        (Select(on=Locator(chain=(ByText(text="Pick"),)), option="x"), 'choose in "Pick"'),
        (SetChecked(on=css("#a"), checked=False), "untick #a"),
        (
            Click(on=Locator(chain=(ByText(text=Unique(key="n", prefix="Note")),))),
            'click "Note"',
        ),
    ],
)
def test_steps_in_words_hold_no_values(step: Step, words: str) -> None:
    assert describe(step) == words


async def do(page: Page, *steps: Step) -> list[bool]:
    return [
        (await perform(page, step, base_url=page.url, secrets=Secrets(), uniques={})).accepted_dialog
        for step in steps
    ]


@pytest.mark.browser
async def test_all_steps() -> None:
    async with opened() as page:
        await show(page, _PAGE)
        await do(
            page,
            Fill(on=role("textbox", "Name"), value=Text(text="Pat")),
            Select(on=role("combobox", "Pick"), option="Two"),
            SetChecked(on=role("checkbox", "Agree")),
        )
        assert await page.get_by_role("textbox").input_value() == "Pat"
        assert await page.get_by_role("combobox").input_value() == "Two"
        assert await page.get_by_role("checkbox").is_checked()
        out = page.locator("#out")
        await do(page, Hover(on=css("#hover")))
        assert await out.inner_text() == "hovered"
        await do(page, Press(key="F2", on=role("textbox", "Name")))
        assert await out.inner_text() == "F2 INPUT"
        await do(page, Reload())
        assert await out.inner_text() == ""
        await do(page, Press(key="F2"))
        assert await out.inner_text() == "F2 BODY"
        await do(page, Goto(path="/other"), GoBack())
        assert await page.get_by_role("heading").inner_text() == "Form"


@pytest.mark.browser
async def test_a_confirmation_is_accepted_and_told() -> None:
    async with opened() as page:
        await show(page, _PAGE)
        assert await do(page, Click(on=css("#sure"))) == [True]
        assert await page.locator("#out").inner_text() == "yes"
        assert await do(page, Hover(on=css("#hover"))) == [False]


@pytest.mark.browser
async def test_an_ambiguous_or_missing_element_is_an_error() -> None:
    async with opened() as page:
        await show(page, _PAGE)
        with pytest.raises(StepError, match=r'click button "Go": 2 elements match instead of one') as two:
            await do(page, Click(on=role("button", "Go")))
        assert two.value.matched == 2
        with pytest.raises(StepError) as none:
            await do(page, Click(on=role("button", "Stop")))
        assert none.value.matched == 0


@pytest.mark.browser
async def test_a_step_that_the_page_does_not_let_happen_is_an_error() -> None:
    async with opened() as page:
        await show(page, "<button disabled>Go</button><p>Text</p>")
        page.set_default_timeout(300)
        with pytest.raises(StepError, match="did not let it happen in time"):
            await do(page, Click(on=role("button", "Go")))
        with pytest.raises(StepError) as refused:
            await do(page, Fill(on=css("p"), value=Text(text="hunter2")))
        assert "hunter2" not in refused.value.message
