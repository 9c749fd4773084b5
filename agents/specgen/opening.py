"""What all tests of a file begin with, to be printed once in `test.beforeEach`."""

from collections.abc import Sequence

from agents.domain.base import Model
from agents.domain.spec import Performed, TestCase
from agents.domain.steps import Goto, Step
from agents.specgen.variables import uniques


class Opening(Model):
    """The common beginning: signing in, then a whole Given block or just the address that is opened."""

    signs_in: bool = False
    block: Performed | None = None
    goto: Goto | None = None


def common_opening(tests: Sequence[TestCase]) -> Opening:
    """What every one of several tests does first. A single test keeps its beginning to itself."""
    signed_in = {test.signed_in for test in tests}
    if len(tests) < 2 or len(signed_in) != 1:
        # Opening an address before only some tests sign in would be undone by the sign-in.
        return Opening()
    first, *others = [test.blocks[0] for test in tests]
    same_block = first.keyword == "Given" and all(block == first for block in others)
    if same_block and not uniques(tests[0].model_copy(update={"blocks": (first,)})):
        return Opening(signs_in=True in signed_in, block=first)
    gotos = {_first_goto(test) for test in tests}
    return Opening(signs_in=True in signed_in, goto=gotos.pop() if len(gotos) == 1 else None)


def without(test: TestCase, opening: Opening) -> TestCase:
    """The test as it is printed when its file's hook already does the opening."""
    first, *others = test.blocks
    if opening.block is not None:
        blocks = tuple(others)
    elif opening.goto is not None:
        blocks = (_shifted(first, first.steps[1:], -1), *others)
    else:
        blocks = test.blocks
    signed_in = test.signed_in and not opening.signs_in
    return test.model_copy(update={"blocks": blocks, "signed_in": signed_in})


def starting_at_its_address(test: TestCase) -> TestCase:
    """The test with its start opened first, where its blocks do not begin with opening an address."""
    if _first_goto(test) is not None:
        return test
    first, *others = test.blocks
    opened = _shifted(first, (Goto(path=test.start), *first.steps), 1)
    return test.model_copy(update={"blocks": (opened, *others)})


def _shifted(block: Performed, steps: tuple[Step, ...], by: int) -> Performed:
    """The block with a step more or less at its beginning."""
    waits = tuple(one.model_copy(update={"after": one.after + by}) for one in block.waits)
    return block.model_copy(update={"steps": steps, "waits": waits})


def _first_goto(test: TestCase) -> Goto | None:
    steps = test.blocks[0].steps
    return steps[0] if steps and isinstance(steps[0], Goto) else None
