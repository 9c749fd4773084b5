import pytest

from agents.specgen.expressions import Array, Chain, Equals, Expression, Object, Predicate, Raw, flat, layout
from agents.specgen.layout import render

SAVE = Chain("page").then(
    "getByRole", Raw("'button'"), Object((("name", Raw("'Save'")), ("exact", Raw("true"))))
)


def wrapped(expression: Expression, width: int) -> str:
    return render(layout(expression), width=width)


def test_a_short_chain_stays_on_one_line() -> None:
    assert flat(SAVE.then("click")) == "page.getByRole('button', { name: 'Save', exact: true }).click()"


def test_a_long_chain_is_stacked() -> None:
    assert wrapped(SAVE.then("click"), 60) == (
        "page\n  .getByRole('button', { name: 'Save', exact: true })\n  .click()"
    )


def test_the_last_object_is_hugged() -> None:
    assert wrapped(SAVE, 40) == "page.getByRole('button', {\n  name: 'Save',\n  exact: true,\n})"


def test_an_expectation_breaks_its_last_argument_first() -> None:
    expectation = Chain(Chain("page")).then("toHaveTitle", Raw("'A long title'"))
    assert wrapped(expectation, 30) == "expect(page).toHaveTitle(\n  'A long title',\n)"


def test_a_long_locator_moves_into_the_brackets_of_expect() -> None:
    assert wrapped(Chain(SAVE).then("toBeVisible"), 60) == (
        "expect(\n  page.getByRole('button', { name: 'Save', exact: true }),\n).toBeVisible()"
    )


def test_a_list_has_an_item_a_line_when_it_does_not_fit() -> None:
    texts = Chain(Chain("page")).then("toContainText", Array((Raw("'one'"), Raw("'two'"))))
    assert flat(texts) == "expect(page).toContainText(['one', 'two'])"
    assert wrapped(texts, 40) == "expect(page).toContainText([\n  'one',\n  'two',\n])"


def test_an_empty_list_has_nothing_to_open() -> None:
    assert wrapped(Chain(Chain("page")).then("toContainText", Array(())), 5).endswith("(\n  [],\n)")


@pytest.mark.parametrize(
    ("conditions", "printed"),
    [
        (("/x/.test(url.pathname)",), "f((url) =>\n  /x/.test(url.pathname),\n)"),
        ((Equals("url.hash", "'#top'"),), "f(\n  (url) => url.hash === '#top',\n)"),
        (
            (Equals("url.hash", "'#top'"), "ok(url.pathname)"),
            "f(\n  (url) =>\n    url.hash === '#top' &&\n    ok(url.pathname),\n)",
        ),
        (
            (Equals("url.hash", "'#a-longer-fragment-here'"),),
            "f(\n  (url) =>\n    url.hash ===\n      '#a-longer-fragment-here',\n)",
        ),
    ],
)
def test_a_predicate_breaks_before_its_conditions(conditions: tuple[str | Equals, ...], printed: str) -> None:
    chain = Chain("x").then("f", Predicate("url", conditions))
    assert wrapped(chain, 31) == f"x.{printed}"


def test_a_long_string_moves_below_a_long_key_only() -> None:
    long = Raw("'a long string here'")
    assert wrapped(Object((("label", long),)), 24) == "{\n  label:\n    'a long string here',\n}"
    assert wrapped(Object((("name", long),)), 24) == "{\n  name: 'a long string here',\n}"


def test_a_member_named_like_its_value_is_written_short() -> None:
    assert flat(Object((("name", Raw("name")),))) == "{ name }"
