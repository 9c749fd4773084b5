"""Statements and blocks."""

from agents.domain.assertions import HasTitle
from agents.domain.locator import ByRole, Locator
from agents.domain.spec import Performed, Wait
from agents.domain.steps import Click, Goto
from agents.specgen.statements import assertion_lines, step_block, step_lines

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
