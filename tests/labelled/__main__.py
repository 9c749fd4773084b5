"""Score the labelled pages: `python -m tests.labelled [fit|held]`."""

import asyncio
import os
import sys

from agents.browser.chromium import find_chromium
from agents.browser.launch import open_browser
from tests.labelled.match import look_at_all
from tests.labelled.score import judged, table


async def main() -> None:
    found = find_chromium(os.environ)
    assert found.path is not None
    async with open_browser(str(found.path), found.flags) as host:
        looked = await look_at_all(host)
    for half in sys.argv[1:] or ["fit"]:
        print(half)
        print(table(judged(one for one in looked if one.half == half)))


asyncio.run(main())
