"""Puts calls together to statements, steps and hooks."""

from collections.abc import Iterable

from agents.domain.assertions import Assertion, IsVisible
from agents.domain.locator import Locator
from agents.domain.spec import Performed, TestCase
from agents.domain.steps import Click, Step
from agents.specgen.assertions import assertion_calls
from agents.specgen.expressions import Chain, Raw, layout
from agents.specgen.layout import INDENT, render
from agents.specgen.locators import locator_chain
from agents.specgen.quote import comment, one_line, quote
from agents.specgen.steps import step_call

_ACCEPT_DIALOG = "page.once('dialog', (dialog) => dialog.accept());"


def statement(call: Chain, depth: int) -> str:
    """The awaited call, broken into lines where it is too long."""
    return render(("await ", layout(call), ";"), depth)


def step_lines(step: Step, depth: int) -> tuple[str, ...]:
    """The statements that perform the step."""
    call = statement(step_call(step), depth)
    if isinstance(step, Click) and step.accepts_dialog:
        return (f"{INDENT * depth}{_ACCEPT_DIALOG}", call)
    return (call,)


def assertion_lines(assertions: Iterable[Assertion], depth: int) -> tuple[str, ...]:
    """The statements that assert; what is printed alike stands once."""
    calls = [call for assertion in assertions for call in assertion_calls(assertion)]
    return tuple(dict.fromkeys(statement(call, depth) for call in calls))


def expects(test: TestCase) -> int:
    """How many `expect` calls a test makes, those included that its file's hook makes for it."""
    return sum(_expects(block) for block in test.blocks)


def _expects(block: Performed) -> int:
    waits = (_waits(block, after, 0) for after in range(len(block.steps) + 1))
    return len(assertion_lines(block.assertions, 0)) + sum(map(len, waits))


def sentence(block: Performed) -> str:
    """`Given the cart holds one item`."""
    return one_line(f"{block.keyword} {block.text}")


def step_block(block: Performed, depth: int) -> str:
    """The block as a `test.step`; one with nothing in it stays as a comment."""
    body = _body(block, depth + 1)
    margin = INDENT * depth
    if not body:
        return f"{margin}{comment(sentence(block))}"
    opening = f"{margin}await test.step({quote(sentence(block))}, async () => {{"
    return "\n".join((opening, *body, f"{margin}}});"))


def _body(block: Performed, depth: int) -> tuple[str, ...]:
    lines = list(_waits(block, 0, depth))
    for number, step in enumerate(block.steps, start=1):
        lines.extend(step_lines(step, depth))
        lines.extend(_waits(block, number, depth))
    return (*lines, *assertion_lines(block.assertions, depth))


def _waits(block: Performed, after: int, depth: int) -> tuple[str, ...]:
    here = [one for one in block.waits if one.after == after]
    calls = [call for one in here for call in (_filled(one.on) if one.filled else _visible(one.on))]
    return tuple(dict.fromkeys(statement(call, depth) for call in calls))


def _visible(on: Locator) -> tuple[Chain, ...]:
    return assertion_calls(IsVisible(on=on))


def _filled(on: Locator) -> tuple[Chain, ...]:
    """Not the value itself: it is data, and another run may find another one."""
    return (Chain(locator_chain(on)).then("not.toHaveValue", Raw(quote(""))),)
