"""Puts calls together to statements, steps and hooks."""

from collections.abc import Sequence

from agents.domain.spec import Performed
from agents.specgen.assertions import assertion_calls
from agents.specgen.expressions import Chain, layout
from agents.specgen.layout import INDENT, render
from agents.specgen.quote import comment, one_line, quote
from agents.specgen.steps import step_call


def statement(call: Chain, depth: int) -> str:
    """The awaited call, broken into lines where it is too long."""
    return render(("await ", layout(call), ";"), depth)


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
    steps = [statement(step_call(step), depth) for step in block.steps]
    calls = [call for assertion in block.assertions for call in assertion_calls(assertion)]
    # The same fact can be seen in two ways that are printed alike; once is enough.
    expects: Sequence[str] = tuple(dict.fromkeys(statement(call, depth) for call in calls))
    return (*steps, *expects)
