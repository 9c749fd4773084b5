"""The detectors that are scored, each in the same live page, each giving the very nodes that it means."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page
from pydantic import TypeAdapter

from agents.browser import scan as scanning
from agents.browser.scan import Scan, scan
from agents.domain.page import Element
from benchmarks.observation.marking import script
from benchmarks.observation.matching import Detection, Relation

PLAIN = "a[href], button, input, select, textarea"
RICH = (
    f"{PLAIN}, summary, [onclick], [contenteditable]:not([contenteditable=false]), "
    '[tabindex]:not([tabindex^="-"]), '
    + ", ".join(
        f"[role={role}]"
        for role in [
            "button",
            "checkbox",
            "combobox",
            "link",
            "menuitem",
            "menuitemcheckbox",
            "menuitemradio",
            "option",
            "radio",
            "searchbox",
            "slider",
            "spinbutton",
            "switch",
            "tab",
            "textbox",
            "treeitem",
        ]
    )
)
CRAWLJAX = "a, button, input[type=submit], input[type=button]"
"""What Crawljax clicks when it is told nothing."""

_ARIA_ROLES = frozenset(
    [
        "button",
        "link",
        "textbox",
        "searchbox",
        "checkbox",
        "radio",
        "switch",
        "slider",
        "spinbutton",
        "combobox",
        "option",
        "tab",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "treeitem",
    ]
)
_ARIA_LINE = re.compile(r"""^\s*- '?(?P<role>[a-z]+)(?P<rest>.*)$""")
_REF = re.compile(r"\[ref=(?P<ref>\w+)\]")
_NAME = re.compile(r'^ "((?:[^"\\]|\\.)*)"')
_RELATIONS = TypeAdapter(tuple[Relation, ...])
_AT_ONCE = 16

# The scan itself tells its nodes no further; what it makes facts of is noted while it does so.
_DOOR = "return gather();"
_WATCHED = """{
  const seen = [];
  const told = elementFacts;
  elementFacts = (item, ...rest) => { seen.push(item.el); return told(item, ...rest); };
  const facts = gather();
  window[Symbol.for('observation-benchmark')].sets.ours = seen;
  return facts;
}
"""


class LostNodesError(Exception):
    """The scan has changed, so that its elements cannot be told from each other any more."""


class Seen:
    """What Greenroom's scan gave, each element with its frame and its place among the nodes of that frame."""

    def __init__(self, scan: Scan, places: list[tuple[Frame, int]], relations: list[Relation]) -> None:
        self.scan = scan
        self.places = places
        self.relations = relations

    @property
    def detections(self) -> list[Detection]:
        """As they are scored."""
        return [_detection(*pair) for pair in zip(self.scan.elements, self.relations, strict=True)]


def _detection(element: Element, relation: Relation) -> Detection:
    return Detection(
        relation=relation,
        role=element.role,
        name=element.name,
        usable=element.visible and element.enabled,
        visible=element.visible,
        found_by=element.found_by,
    )


async def ours(page: Page) -> Seen:
    """Greenroom's own scan. Raises LostNodesError when its nodes cannot be followed."""
    frames = [page.main_frame, *(frame for frame in page.frames if frame.parent_frame)]
    for frame in frames:
        await _run(frame, "marks().sets.ours = null;")
    plain = scanning._SCRIPT  # noqa: SLF001 - the product needs no door for this
    if plain.count(_DOOR) != 1:
        raise LostNodesError(f"the script of the scan does not end in `{_DOOR}`")
    scanning._SCRIPT = plain.replace(_DOOR, _WATCHED)  # noqa: SLF001
    try:
        result = await scan(page)
    finally:
        scanning._SCRIPT = plain  # noqa: SLF001
    places: list[tuple[Frame, int]] = []
    relations: list[Relation] = []
    for frame in frames:
        related = await related_to(frame, "ours")
        places += [(frame, at) for at in range(len(related))]
        relations += related
    if len(places) != len(result.elements):
        raise LostNodesError(f"{len(result.elements)} elements, but {len(places)} nodes")
    return Seen(result, places, relations)


async def related_to(frame: Frame, name: str) -> tuple[Relation, ...]:
    """How the nodes of a set stand to the labels of a frame."""
    return _RELATIONS.validate_python(await _run(frame, f"return relations('{name}');"))


async def _run(frame: Frame, body: str) -> object:
    return await frame.evaluate(f"() => {{ {script('marks.js', 'relate.js', 'selectors.js')}\n{body} }}")


def by_selector(name: str, selector: str) -> Callable[[Page], Awaitable[list[Detection]]]:
    """A scan of the top document by one selector."""

    async def detect(page: Page) -> list[Detection]:
        found = await page.main_frame.evaluate(
            f"([name, selector]) => {{ {script('marks.js', 'relate.js', 'selectors.js')}\n"
            "marks().sets[name] = bySelector(selector); return relations(name); }",
            [name, selector],
        )
        return [Detection(relation=one) for one in _RELATIONS.validate_python(found)]

    return detect


async def by_aria(page: Page) -> list[Detection]:
    """The nodes of Playwright's snapshot for models that have an interactive role or a pointer."""
    text = await page.aria_snapshot(mode="ai")
    wanted = [found for found in (_aria_node(line) for line in text.splitlines()) if found is not None]
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(role: str, name: str, ref: str) -> Detection | None:
        code = (
            f"(el) => {{ {script('marks.js', 'relate.js')}\n"
            "const root = marks(); root.holders = root.holders || holders();\n"
            "return relationOf(el, root.holders); }"
        )
        async with gate:
            try:
                found = await page.locator(f"aria-ref={ref}").evaluate(code, timeout=2000)
            except PlaywrightError:
                return None
        return Detection(relation=Relation.model_validate(found), role=role, name=name)

    detected = await asyncio.gather(*(one(*each) for each in wanted))
    return [each for each in detected if each is not None]


def _aria_node(line: str) -> tuple[str, str, str] | None:
    """Role, name and reference of a line of the snapshot, if it is one to act on."""
    match = _ARIA_LINE.match(line)
    ref = _REF.search(line)
    if match is None or ref is None or "[disabled]" in line:
        return None
    if match["role"] not in _ARIA_ROLES and "[cursor=pointer]" not in line:
        return None
    name = _NAME.match(match["rest"])
    return match["role"], name[1] if name else "", ref["ref"]


PEERS: dict[str, Callable[[Page], Awaitable[list[Detection]]]] = {
    "plain": by_selector("plain", PLAIN),
    "rich": by_selector("rich", RICH),
    "crawljax": by_selector("crawljax", CRAWLJAX),
    "aria": by_aria,
}
