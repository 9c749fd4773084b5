"""Prints one test, and the hook that does what all tests of a file begin with."""

from collections.abc import Sequence

from agents.domain.spec import Performed, TestCase
from agents.specgen.helpers import SignIn
from agents.specgen.layout import INDENT
from agents.specgen.opening import Opening
from agents.specgen.quote import quote
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
    return _callback(f"test({quote(test.title)}, ", parts)


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
    """The blocks one after the other; what one sets back is set back when those before it fail, too."""
    back = next((at for at, block in enumerate(blocks) if block.restores), 0)
    begun = next((at for at, block in enumerate(blocks) if block.keyword != "Given"), back)
    plain = [step_block(block, 2) for block in blocks]
    if begun >= back:
        return plain
    margin = INDENT * 2
    end = _end_of_way_back(blocks, back)
    tried = "\n\n".join(step_block(block, 3) for block in blocks[begun:back])
    restored = "\n\n".join(step_block(block, 3) for block in blocks[back:end])
    secured = f"{margin}try {{\n{tried}\n{margin}}} finally {{\n{restored}\n{margin}}}"
    return [*plain[:begun], secured, *plain[end:]]


def _end_of_way_back(blocks: Sequence[Performed], back: int) -> int:
    """With what it led to, where that is seen at once: else the test could end before the last click did."""
    seen = back + 1 < len(blocks) and blocks[back + 1].keyword == "Then" and not blocks[back + 1].steps
    return back + (2 if seen else 1)


def _callback(opening: str, parts: list[str]) -> str:
    body = "\n\n".join(parts)
    return f"{INDENT}{opening}async ({{ page }}) => {{\n{body}\n{INDENT}}});"
