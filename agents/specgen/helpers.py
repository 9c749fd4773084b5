"""The few helper functions that a spec may need; each is printed only where it is used."""

from collections.abc import Sequence

from agents.domain.assertions import Assertion
from agents.domain.base import Model
from agents.domain.spec import TestCase
from agents.domain.steps import Env, Fill, Step
from agents.specgen.statements import assertion_lines, step_lines
from agents.specgen.variables import uniques

_ENV = """\
/** A value from the environment, where secrets belong; a missing one fails the test at once. */
function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The environment variable ${name} is not set.`);
  }
  return value;
}
"""

_UNIQUE = """\
/** A text no other run, retry or worker makes, so that tests can share a server that is never reset. */
function unique(prefix: string, length = 12, radix = 36): string {
  const random = Math.random().toString(radix).slice(2, 6).padEnd(4, '0');
  const token = Date.now().toString(radix) + random;
  return prefix + token.slice(-length);
}
"""


class SignIn(Model):
    """How a user gets in: the steps of a form, and what shows that it worked.

    Without steps the browser starts signed in, from the storage state named in the environment.
    """

    steps: tuple[Step, ...] = ()
    expects: tuple[Assertion, ...] = ()

    @property
    def by_form(self) -> bool:
        """Whether there is a form to fill in."""
        return bool(self.steps)


def helper_functions(tests: Sequence[TestCase], sign_in: SignIn) -> tuple[str, ...]:
    """The functions that these tests call, in the order in which they are printed."""
    signs_in = sign_in.by_form and any(test.signed_in for test in tests)
    steps = [step for test in tests for block in test.blocks for step in block.steps]
    if signs_in:
        steps.extend(sign_in.steps)
    found: list[str] = []
    if any(isinstance(step, Fill) and isinstance(step.value, Env) for step in steps):
        found.append(_ENV)
    if any(uniques(test) for test in tests):
        found.append(_UNIQUE)
    if signs_in:
        found.append(_sign_in(sign_in))
    return tuple(found)


def _sign_in(sign_in: SignIn) -> str:
    lines = [line for step in sign_in.steps for line in step_lines(step, 1)]
    # Without a sign that it worked, the next address would be opened while the sign-in is still on its way.
    lines.extend(assertion_lines(sign_in.expects, 1))
    body = "\n".join(lines)
    return f"async function signIn(page: Page): Promise<void> {{\n{body}\n}}\n"
