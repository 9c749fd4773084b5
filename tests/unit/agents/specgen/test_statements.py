"""Statements and blocks."""

from agents.domain.assertions import HasTexts, HasTitle
from agents.domain.locator import ByRole, Locator
from agents.domain.spec import Performed, Wait
from agents.domain.steps import Click, Goto
from agents.specgen.cases import print_test
from agents.specgen.files import print_files
from agents.specgen.helpers import SignIn
from agents.specgen.statements import assertion_lines, expects, step_block, step_lines
from tests.golden.specgen_cases import ALL, SIGN_IN, SIGNED_IN, case, given, then

ITEM = Locator(chain=(ByRole(role="listitem", nth=0),))
GO = Click(on=Locator(chain=(ByRole(role="button", name="Go"),)))


def test_a_wait_stands_between_the_steps() -> None:
    """docs/adr/0021."""
    block = Performed(
        keyword="When",
        text="the user goes",
        steps=(Goto(path="/a"), GO),
        waits=(Wait(after=1, on=ITEM), Wait(after=0, on=ITEM)),
        assertions=(HasTitle(title="Gone"),),
    )
    assert (
        step_block(block, 0)
        == """await test.step('When the user goes', async () => {
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await page.goto('/a');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(page).toHaveTitle('Gone');
});"""
    )


def test_a_field_is_waited_for_until_it_is_filled() -> None:
    """Whatever its value is then: it is data."""
    wait = Wait(after=1, on=ITEM, filled=True)
    block = Performed(keyword="Given", text="a page", steps=(GO,), waits=(wait,))
    assert "  await expect(page.getByRole('listitem').first()).not.toHaveValue('');" in step_block(block, 0)


def test_a_block_with_nothing_in_it_is_a_comment() -> None:
    assert step_block(Performed(keyword="Given", text="a user"), 1) == "  // Given a user"


def test_what_is_printed_alike_stands_once() -> None:
    assert len(assertion_lines((HasTitle(title="A"), HasTitle(title="A")), 0)) == 1


def test_a_native_confirmation_is_answered() -> None:
    first, second = step_lines(GO.model_copy(update={"accepts_dialog": True}), 1)
    assert first == "  page.once('dialog', (dialog) => dialog.accept());"
    assert second.endswith(".click();")


def test_what_is_counted_is_what_is_printed() -> None:
    """A list prints two calls, what is printed alike one, and a wait one."""
    seen = then("all is there", HasTexts(on=ITEM, texts=("a",)), HasTitle(title="T"), HasTitle(title="T"))
    block = Performed(keyword="When", text="it goes", steps=(GO,), waits=(Wait(after=0, on=ITEM),))
    test = case("Counts", "F", given("it is open", Goto(path="/")), block, seen, scenario="s")
    assert expects(test) == print_test(test, SignIn()).count("expect(") == 4


def test_of_every_golden_file_as_much_is_counted_as_printed() -> None:
    for file in print_files(ALL, SIGN_IN, SIGNED_IN):
        alone = [print_files([test])[0].text for test in file.tests]
        assert [expects(test) for test in file.tests] == [text.count("await expect(") for text in alone]
