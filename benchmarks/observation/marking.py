"""Find what labels name in a live page, and keep the nodes in its own world: identity, not position."""

from functools import cache
from typing import Any

from playwright.async_api import CDPSession, Frame, Page
from pydantic import TypeAdapter

from benchmarks.observation.models import HERE, Label, Truth, Value
from benchmarks.observation.reach import frame_of


class Found(Value):
    """One node that a label names."""

    visible: bool
    box: tuple[float, float, float, float]
    html: str


class Marked(Value):
    """What a label names: its nodes, and where its document is on the page."""

    label: Label
    nodes: tuple[Found, ...]
    offset: tuple[float, float] = (0.0, 0.0)


class Marking(Value):
    """All labels of a state in its page."""

    labels: tuple[Marked, ...]
    unjudged: tuple[tuple[str, tuple[Found, ...]], ...]
    clashes: tuple[tuple[str, str], ...]


_FOUND = TypeAdapter(tuple[Found, ...])


@cache
def script(*names: str) -> str:
    """Page-side scripts of this benchmark, one after the other."""
    return "\n".join((HERE / "js" / name).read_text(encoding="utf-8") for name in names)


async def mark(page: Page, truth: Truth) -> Marking:
    """Mark the nodes of all labels and of what is unjudged."""
    labels = [await _mark(page, label, at) for at, label in enumerate(truth.elements)]
    unjudged = [(selector, await _mark_unjudged(page, selector)) for selector in truth.unjudged]
    clashes: list[tuple[str, str]] = []
    for frame in page.frames:
        told = await frame.evaluate(f"() => {{ {script('marks.js')}\nreturn marks().clashes; }}")
        clashes += [(first, second) for first, second in told]
    return Marking(labels=tuple(labels), unjudged=tuple(unjudged), clashes=tuple(clashes))


async def _mark(page: Page, label: Label, at: int) -> Marked:
    frame = await frame_of(page, label.frames)
    if label.host:
        told = await _mark_closed(frame, label, at)
    else:
        code = f"(els, at) => {{ {script('marks.js')}\nreturn markUnits(els, at); }}"
        told = await frame.locator(label.at).evaluate_all(code, str(at))
    return Marked(label=label, nodes=_FOUND.validate_python(told), offset=await _offset(frame))


async def _mark_unjudged(page: Page, selector: str) -> tuple[Found, ...]:
    """In the frames as well: a rule of this kind names none of its own."""
    code = f"""(els) => {{ {script("marks.js")}
      els.forEach((el) => marks().unjudged.add(el));
      return els.map((el) => {{ const box = el.getBoundingClientRect();
        return {{ visible: true, box: [box.x, box.y, box.width, box.height], html: outline(el) }}; }});
    }}"""
    found: list[Any] = []
    for frame in page.frames:
        told = await frame.locator(selector).evaluate_all(code)
        # Only the top document is drawn; the others count as found.
        found += told
    return _FOUND.validate_python(found)


async def _offset(frame: Frame) -> tuple[float, float]:
    if frame.parent_frame is None:
        return (0.0, 0.0)
    owner = await frame.frame_element()
    box = await owner.bounding_box()
    left, top = await owner.evaluate("(el) => [el.clientLeft, el.clientTop]")
    return (box["x"] + left, box["y"] + top) if box else (0.0, 0.0)


async def _mark_closed(frame: Frame, label: Label, at: int) -> list[Any]:
    """Through the debugging protocol, which alone sees into closed shadow roots."""
    session = await frame.page.context.new_cdp_session(frame.page)
    try:
        return await _closed_units(session, frame, label, at)
    finally:
        await session.detach()


async def _closed_units(session: CDPSession, frame: Frame, label: Label, at: int) -> list[Any]:
    count = await frame.locator(label.host).count()
    found: list[Any] = []
    for number in range(count):
        place = f"observation-{at}-{number}"
        # For a moment a property of the top document, which the session asks, names the host.
        await frame.locator(label.host).nth(number).evaluate("(el, place) => { top[place] = el; }", place)
        host = await session.send("Runtime.evaluate", {"expression": f"window['{place}']"})
        await frame.evaluate("(place) => { delete top[place]; }", place)
        described = await session.send(
            "DOM.describeNode", {"objectId": host["result"]["objectId"], "pierce": True, "depth": 1}
        )
        for root in described["node"].get("shadowRoots", ()):
            if root.get("shadowRootType") != "closed":
                continue
            resolved = await session.send("DOM.resolveNode", {"backendNodeId": root["backendNodeId"]})
            code = f"""function (inside, label, first) {{ {script("marks.js")}
              const els = [...this.querySelectorAll(inside)];
              els.forEach((el, at) => markUnit(el, `${{label}}.${{first + at}}`));
              return els.map((el) => {{ const box = el.getBoundingClientRect();
                return {{ visible: box.width > 0 && box.height > 0,
                  box: [box.x, box.y, box.width, box.height], html: outline(el) }}; }});
            }}"""
            arguments = [{"value": label.inside}, {"value": str(at)}, {"value": len(found)}]
            answer = await session.send(
                "Runtime.callFunctionOn",
                {
                    "functionDeclaration": code,
                    "objectId": resolved["object"]["objectId"],
                    "arguments": arguments,
                    "returnByValue": True,
                },
            )
            found += answer["result"]["value"]
    return found
