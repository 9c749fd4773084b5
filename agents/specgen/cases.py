"""Prints one test, and the hook that does what all tests of a file begin with."""

from collections.abc import Sequence

from agents.domain.spec import Performed, TestCase
from agents.domain.steps import Fill, Select, SetChecked
from agents.specgen.helpers import SignIn
from agents.specgen.layout import INDENT
from agents.specgen.opening import Opening
from agents.specgen.quote import comment, quote
from agents.specgen.statements import step_block, step_lines
from agents.specgen.variables import declaration, uniques

_SIGN_IN = "await signIn(page);"


def print_test(test: TestCase, how: SignIn) -> str:
    """The test, within its describe."""
    margin = INDENT * 2
    before = [f"{margin}{declaration(text)}" for text in uniques(test)]
    if test.signed_in and how.by_form:
        before.append(f"{margin}{_SIGN_IN}")
    blocks = _body(test.blocks)
    parts = ["\n".join(before), *blocks] if before else blocks
    said = f"{INDENT}{comment(f'Leaves what it stores behind: {test.leaves}.')}\n" if test.leaves else ""
    return said + _callback(f"test({quote(test.title)}, ", parts)


def print_hook(opening: Opening, how: SignIn) -> tuple[str, ...]:
    """The hook that does the common opening; nothing when there is nothing to do."""
    lines = []
    if opening.signs_in and how.by_form:
        lines.append(f"{INDENT * 2}{_SIGN_IN}")
    if opening.goto is not None:
        lines.extend(step_lines(opening.goto, 2))
    parts = ["\n".join(lines)] if lines else []
    if opening.block is not None:
        parts.append(step_block(opening.block, 2))
    return (_callback("test.beforeEach(", parts),) if parts else ()


def _body(blocks: Sequence[Performed]) -> list[str]:
    """The blocks one after the other; what tidies up does so when those before it fail, too.

    What failed first is what the test fails with: nothing may be left to tidy up by then, and a `finally`
    that fails as well would hide the reason.
    """
    back = next((at for at, block in enumerate(blocks) if block.restores), 0)
    begun = next((at for at, block in enumerate(blocks) if _acts(block)), back)
    if begun >= back:
        return [step_block(block, 2) for block in blocks]
    opened = [step_block(block, 2) for block in blocks[:begun]]
    tried, restored = (
        "\n\n".join(step_block(block, 3) for block in part) for part in (blocks[begun:back], blocks[back:])
    )
    margin = INDENT * 2
    why = f"{margin}{comment('However the test ends, it tidies up.')}\n"
    tidy = f"{why}{margin}const tidyUp = async () => {{\n{restored}\n{margin}}};"
    told = f"{margin}{INDENT}{comment('What failed first is what the test fails with.')}\n"
    failed = f"{told}{margin}{INDENT}await tidyUp().catch(() => undefined);\n{margin}{INDENT}throw failure;"
    secured = f"{margin}try {{\n{tried}\n{margin}}} catch (failure) {{\n{failed}\n{margin}}}"
    return [*opened, tidy, f"{secured}\n{margin}await tidyUp();"]


def _acts(block: Performed) -> bool:
    """Whether it may leave something behind: more than the way to a page."""
    fills = any(isinstance(step, Fill | Select | SetChecked) for step in block.steps)
    return fills or block.keyword != "Given"


def _callback(opening: str, parts: list[str]) -> str:
    body = "\n\n".join(parts)
    return f"{INDENT}{opening}async ({{ page }}) => {{\n{body}\n{INDENT}}});"
