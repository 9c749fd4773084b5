"""Score the labelled pages: `python -m tests.labelled [fit] [held]`; `table` prints that of `calibration`."""

import asyncio
import os
import sys

from agents.browser.calibration import Share, share_right
from agents.browser.chromium import find_chromium
from agents.browser.launch import open_browser
from tests.labelled.counting import Coder, counted, printed
from tests.labelled.match import Looked, look_at_all
from tests.labelled.score import judged, table


async def _look(share: Share) -> tuple[Looked, ...]:
    found = find_chromium(os.environ)
    assert found.path is not None
    async with open_browser(str(found.path), found.flags) as host:
        return await look_at_all(host, share)


def main(asked: list[str]) -> None:
    """Do what was asked for."""
    if asked == ["table"]:
        coder = Coder()
        fit = [one for one in asyncio.run(_look(coder)) if one.half == "fit"]
        sys.stdout.write(printed(counted(judged(fit), coder)) + "\n")
        return
    looked = asyncio.run(_look(share_right))
    for half in asked or ["fit"]:
        told = table(judged(one for one in looked if one.half == half))
        sys.stdout.write(f"{half}\n{told}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
