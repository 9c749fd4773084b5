"""The `greenroom` command with scripted agents, as a process of its own: for tests of signals and pipes."""

import asyncio
import sys

from agents.messages import Observed, Payload
from app.cli import main
from tests.fakes import documents
from tests.fakes.wiring import scripted


async def lingers(_: Payload) -> Payload:
    """An observation that ends only when it is told to, and then hands over what it has."""
    sys.stderr.write("OBSERVING\n")
    sys.stderr.flush()
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        return Observed(page_map=documents.page_map("half"))
    raise AssertionError


async def clings(payload: Payload) -> Payload:
    """One that takes its time even then."""
    found = await lingers(payload)
    await asyncio.sleep(1.5)
    return found


ANSWERS = {"lingers": lingers, "clings": clings}

if __name__ == "__main__":
    how, *words = sys.argv[1:]
    changes = {"observation": ANSWERS[how]} if how in ANSWERS else {}
    raise SystemExit(main(words, scripted(**changes)))
