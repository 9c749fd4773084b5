"""How many locators still hit the same node after harmless changes, ours beside those of codegen.

Every change is made in the live page and undone again, so that a node stays the same node. A node that a
change took away, or hid, is left out of both sides, and counted.
"""

import asyncio
from collections.abc import Sequence

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page, Playwright

from benchmarks.observation.detectors import Seen
from benchmarks.observation.locating import AT_ONCE, ON_TARGET, Verdict, hit, standing, verdict_of
from benchmarks.observation.marking import script
from benchmarks.observation.models import Value

ENGINE = "greenroom-node"
_ENGINE_SCRIPT = """{
  queryAll(root, selector) {
    const known = window[Symbol.for('observation-benchmark')];
    const el = known && known.sets.ours[Number(selector)];
    return el ? [el] : [];
  },
  query(root, selector) { return this.queryAll(root, selector)[0] || null; },
}"""
SINGLE = ("classes", "ids", "order", "wrappers", "rows", "prose", "numbers")
MUTATIONS: dict[str, tuple[str, ...]] = {
    "nothing": (),
    **{name: (name,) for name in SINGLE},
    # Classes last: the others need nothing of them, and they are everywhere.
    "all": ("ids", "order", "wrappers", "rows", "prose", "numbers", "classes"),
}
"""`nothing` shows what did not even hold before."""


class Survival(Value):
    """How many locators held after one kind of change, of the nodes that were still there."""

    mutation: str
    changes: int
    there: int
    gone: int
    ours: int
    codegen: int
    lost: tuple[str, ...] = ()
    """Locators of ours that held before and do not any more."""

    beaten: tuple[str, ...] = ()
    """Locators of ours that do not hold where those of codegen do."""


class Target(Value):
    """One node with the two locators for it; `codegen` is None where Playwright makes none."""

    at: int
    codegen: str | None


async def prepare(playwright: Playwright) -> None:
    """Let Playwright find our nodes by their number; once, before the first context."""
    await playwright.selectors.register(ENGINE, script=_ENGINE_SCRIPT)


async def survived(page: Page, seen: Seen, seed: int) -> list[Survival]:
    """Change the page in every way, each time from the same state. Needs `prepare`."""
    targets = await _targets(seen)
    found: list[Survival] = []
    held: set[int] = set()
    for number, (name, parts) in enumerate(MUTATIONS.items()):
        changes = await _everywhere(page, f"return mutate({list(parts)!r}, {seed + number});")
        there = await _there(page, seen)
        kept = [target for target in targets if target.at in there]
        mine, theirs = await _hits(page, seen, kept)
        await _everywhere(page, "undoAll(); return 0;")
        held = mine if name == "nothing" else held
        found.append(
            Survival(
                mutation=name,
                changes=sum(changes),
                there=len(kept),
                gone=len(targets) - len(kept),
                ours=len(mine),
                codegen=len(theirs),
                lost=tuple(seen.scan.elements[at].locator or "" for at in sorted((held & there) - mine)),
                beaten=tuple(seen.scan.elements[at].locator or "" for at in sorted(theirs - mine)),
            )
        )
    return found


async def _targets(seen: Seen) -> list[Target]:
    """The elements with a locator that a user can act on, and what codegen would say for each."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(at: int) -> Target:
        async with gate:
            return Target(at=at, codegen=await _codegen(*seen.places[at]))

    elements = seen.scan.elements
    wanted = [at for at, one in enumerate(elements) if one.target and one.visible and one.enabled]
    return list(await asyncio.gather(*(one(at) for at in wanted)))


async def _codegen(frame: Frame, place: int) -> str | None:
    """The selector of Playwright's own generator, by the same call as `locator.normalize()`."""
    try:
        best = await frame.locator(f"{ENGINE}={place}").normalize()
    except PlaywrightError:
        return None
    return str(best._impl_obj._selector)  # noqa: SLF001 - it is told in no other way


async def _hits(page: Page, seen: Seen, targets: Sequence[Target]) -> tuple[set[int], set[int]]:
    """Whose locators hit the node that they are for: ours, and codegen's."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(target: Target) -> tuple[Verdict, Verdict]:
        _, place = seen.places[target.at]
        async with gate:
            mine = await hit(page, seen.scan.elements[target.at], place)
            theirs = await _hit_by(page, target.codegen, place)
        return mine, theirs

    answers = [*zip(targets, await asyncio.gather(*(one(target) for target in targets)), strict=True)]
    return (
        {target.at for target, (mine, _) in answers if mine in ON_TARGET},
        {target.at for target, (_, theirs) in answers if theirs in ON_TARGET},
    )


async def _hit_by(page: Page, selector: str | None, place: int) -> Verdict:
    """Their selectors begin at the page and go through its frames by themselves, as ours do."""
    if selector is None:
        return "no locator"
    try:
        return verdict_of(await page.locator(selector).evaluate_all(standing(), place))
    except PlaywrightError:
        return "none"


async def _there(page: Page, seen: Seen) -> set[int]:
    by_frame = {frame: await _run(frame, "return alive();") for frame in {frame for frame, _ in seen.places}}
    return {at for at, (frame, place) in enumerate(seen.places) if by_frame[frame][place]}


async def _everywhere(page: Page, body: str) -> list[int]:
    return [await _run(frame, body) for frame in page.frames]


async def _run(frame: Frame, body: str):  # type: ignore[no-untyped-def]
    return await frame.evaluate(f"() => {{ {script('marks.js', 'relate.js', 'mutate.js')}\n{body} }}")
