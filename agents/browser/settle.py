"""Wait until a page has come to rest: no fixed sleeps, always bounded (DETECTION.md 3.7)."""

import asyncio
import time

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from agents.browser.locators import source
from agents.domain.base import Model

QUIET_MS = 60
"""Never premature on the pages measured (DETECTION.md 3.7)."""

BRIEFLY_QUIET_MS = 16
"""Between the fields of a form, where nobody looks yet: what a field sets off still counts as not at rest."""

SILENT = "script"
"""What a frame waits for that gives no answer at all: a script of it is running."""

_GRACE_MS = 250
"""What a frame may be late with its answer before it is given up."""


class Settled(Model):
    """How a page came to rest."""

    quiet: bool
    ms: float
    waiting_for: tuple[str, ...] = ()
    late: bool = False
    """Whether scripts have put anything into the document since it and they were read."""


class _Answer(Model):
    waiting_for: tuple[str, ...]
    late: bool = False


_SCRIPT = (
    "([cap, quiet]) => {\n"
    + "%s\n%s\n" % (source("record.js"), source("settle.js"))  # noqa: UP031 - the scripts hold braces
    + "return untilQuiet(cap, quiet);\n}"
)


async def settle(page: Page, *, cap_ms: float = 3000, quiet_ms: int = QUIET_MS) -> Settled:
    """Wait until nothing moves in any frame of the page, at most `cap_ms` milliseconds.

    At rest means: no mutation and no input for `quiet_ms`, no request of a script in flight, no short timer
    pending, no finite animation running, fonts and document loaded, no navigation begun. Streams, sockets and
    polls do not count. A navigation in the middle starts the wait again in the new document. A page that was
    closed is not quiet and waits for `page`; one that has crashed waits for `navigation`.
    """
    began = time.monotonic()
    while True:
        left = cap_ms - (time.monotonic() - began) * 1000
        if page.is_closed():
            return Settled(quiet=False, ms=_since(began), waiting_for=("page",))
        if left <= 0:
            return Settled(quiet=False, ms=_since(began), waiting_for=("navigation",))
        frames = tuple(page.frames)
        answers = await asyncio.gather(*(_quiet(frame, left, quiet_ms) for frame in frames))
        if any(answer is None for answer in answers) or tuple(page.frames) != frames:
            await asyncio.sleep(0)  # Let events of the driver in: a new document is on its way.
            continue
        told = [answer for answer in answers if answer is not None]
        reasons = {reason for answer in told for reason in answer.waiting_for}
        return Settled(
            quiet=not reasons,
            ms=_since(began),
            waiting_for=tuple(sorted(reasons)),
            late=any(answer.late for answer in told),
        )


async def _quiet(frame: Frame, cap_ms: float, quiet_ms: int) -> _Answer | None:
    """What the frame still waits for; None when its document went away."""
    try:
        async with asyncio.timeout((cap_ms + _GRACE_MS) / 1000):
            answer = await frame.evaluate(_SCRIPT, [cap_ms, quiet_ms])
    except TimeoutError:
        return _Answer(waiting_for=(SILENT,))
    except PlaywrightError:
        return _Answer(waiting_for=()) if frame.is_detached() else None
    return _Answer.model_validate_json(answer)


def _since(began: float) -> float:
    return round((time.monotonic() - began) * 1000, 1)
