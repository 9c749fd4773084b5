"""What browser-use would show a model of a page. Run by its own Python; no model is asked.

Arguments: address of the debugging port, id of the target, width and height. Prints one JSON object.
"""

import asyncio
import json
import os
import sys
import time

os.environ |= {"ANONYMIZED_TELEMETRY": "false", "BROWSER_USE_CLOUD_SYNC": "false"}

from browser_use.browser.session import BrowserSession  # type: ignore[import-not-found]
from browser_use.dom.service import DomService  # type: ignore[import-not-found]

REPEATS = 3


async def main(address: str, target: str, width: int, height: int) -> None:
    """Attach, look, print, leave."""
    viewport = {"width": width, "height": height}
    session = BrowserSession(
        cdp_url=address, keep_alive=True, highlight_elements=False, viewport=viewport, no_viewport=False
    )
    await session.start()
    await session.get_or_create_cdp_session(target, focus=True)
    # Everything on the page, however far below; by itself it stops a screen further down.
    service = DomService(session, cross_origin_iframes=True, viewport_threshold=None)
    times: list[float] = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        state, _, _ = await service.get_serialized_dom_tree()
        times.append((time.perf_counter() - began) * 1000)
    nodes = [[node.backend_node_id, node.node_name.lower()] for node in state.selector_map.values()]
    print(json.dumps({"nodes": nodes, "ms": sorted(times)[REPEATS // 2]}))
    await session.stop()


asyncio.run(asyncio.wait_for(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])), 90))
