"""Prints one step as one awaited call."""

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
    Value,
)
from agents.specgen.expressions import Chain, Expression, Object, Raw
from agents.specgen.locators import locator_chain, text_expression
from agents.specgen.quote import quote

_PAGE = Chain("page")


def step_call(step: Step) -> Chain:
    """The call that performs the step."""
    match step:
        case Goto(path=path):
            return _PAGE.then("goto", Raw(quote(path)))
        case Click(on=on):
            return locator_chain(on).then("click")
        case Hover(on=on):
            return locator_chain(on).then("hover")
        case Fill(on=on, value=Text(text="")):
            return locator_chain(on).then("clear")
        case Fill(on=on, value=value):
            return locator_chain(on).then("fill", _value(value))
        case Select(on=on, option=option):
            return locator_chain(on).then("selectOption", Object((("label", Raw(quote(option))),)))
        case SetChecked(on=on, checked=checked):
            return locator_chain(on).then("check" if checked else "uncheck")
        case Press(key=key, on=None):
            return Chain("page.keyboard").then("press", Raw(quote(key)))
        case Press(key=key, on=on) if on is not None:
            return locator_chain(on).then("press", Raw(quote(key)))
        case Reload():
            return _PAGE.then("reload")
        case GoBack():
            return _PAGE.then("goBack")
    raise AssertionError(step)


def _value(value: Value) -> Expression:
    match value:
        case Text(text=text):
            return Raw(quote(text))
        case Env(name=name):
            return Raw(f"env({quote(name)})")
        case _:
            return text_expression(value)
