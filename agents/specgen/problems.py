"""What keeps a test from being printed: said before anything is written, never found out by a compiler."""

from agents.domain.locator import ByRole, Unique
from agents.domain.spec import TestCase
from agents.domain.steps import Goto, Step
from agents.specgen.variables import locators, uniques

_REMOVED_FROM_ADDRESSES = str.maketrans("", "", "\t\r\n")

# The first parameter of getByRole in Playwright's type declarations.
ROLES = frozenset(
    """
    alert alertdialog application article banner blockquote button caption cell checkbox code columnheader
    combobox complementary contentinfo definition deletion dialog directory document emphasis feed figure
    form generic grid gridcell group heading img insertion link list listbox listitem log main marquee math
    menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph
    presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox
    separator slider spinbutton status strong subscript superscript switch tab table tablist tabpanel term
    textbox time timer toolbar tooltip tree treegrid treeitem
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def problem(test: TestCase) -> str | None:
    """Why the test cannot be printed as a spec, or None when it can."""
    if not any(block.assertions for block in test.blocks):
        return "it asserts nothing"
    return _address_problem(test) or _role_problem(test) or _unique_problem(test)


def _address_problem(test: TestCase) -> str | None:
    steps: tuple[Step, ...] = tuple(step for block in test.blocks for step in block.steps)
    for path in (test.start, *(step.path for step in steps if isinstance(step, Goto))):
        # Browsers read `//host` and `/\host`, also with tabs and line ends within, as another site.
        if path.translate(_REMOVED_FROM_ADDRESSES).startswith(("//", "/\\")):
            return f"{path!r} leads to another site"
    return None


def _role_problem(test: TestCase) -> str | None:
    for locator in locators(test):
        for part in locator.chain:
            if isinstance(part, ByRole) and part.role not in ROLES:
                return f"Playwright knows no role {part.role!r}"
    return None


def _unique_problem(test: TestCase) -> str | None:
    by_key: dict[str, Unique] = {}
    for text in uniques(test):
        if by_key.setdefault(text.key, text) != text:
            return f"{text.key!r} stands for two different texts"
    return None
