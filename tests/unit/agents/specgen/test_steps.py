import pytest

from agents.domain.locator import ByLabel, Locator, Unique
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
from agents.specgen.expressions import flat
from agents.specgen.steps import step_call

ON = Locator(chain=(ByLabel(text="City", exact=False),))


@pytest.mark.parametrize(
    ("step", "printed"),
    [
        (Goto(path="/a?b=c#d"), "page.goto('/a?b=c#d')"),
        (Click(on=ON), "page.getByLabel('City').click()"),
        (Hover(on=ON), "page.getByLabel('City').hover()"),
        (Fill(on=ON, value=Text(text="Rome")), "page.getByLabel('City').fill('Rome')"),
        (Fill(on=ON, value=Text(text="")), "page.getByLabel('City').clear()"),
        (Fill(on=ON, value=Env(name="A")), "page.getByLabel('City').fill(env('A'))"),
        (Fill(on=ON, value=Unique(key="x", prefix="")), "page.getByLabel('City').fill(x)"),
        (Select(on=ON, option="Red"), "page.getByLabel('City').selectOption({ label: 'Red' })"),
        (SetChecked(on=ON), "page.getByLabel('City').check()"),
        (SetChecked(on=ON, checked=False), "page.getByLabel('City').uncheck()"),
        (Press(key="Enter", on=ON), "page.getByLabel('City').press('Enter')"),
        (Press(key="Escape"), "page.keyboard.press('Escape')"),
        (Reload(), "page.reload()"),
        (GoBack(), "page.goBack()"),
    ],
)
def test_each_step_is_one_call(step: Step, printed: str) -> None:
    assert flat(step_call(step)) == printed
