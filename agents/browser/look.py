"""Take a snapshot of what a page shows: one evaluation a frame, plus one for each watched locator."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from playwright.async_api import BrowserContext, Frame, Page
from playwright.async_api import Error as PlaywrightError
from pydantic import TypeAdapter

from agents.browser.locators import bundle, resolve, source
from agents.browser.redact import Made, cleaned
from agents.browser.snapshot import Address, Fact, FactKind, Snapshot
from agents.domain.base import Model
from agents.domain.locator import ByRole, ByText, Locator

_SCRIPT = bundle("dom.js", "locate.js", "place.js", "own.js", "look.js", main="return factsOf;")
_WATCHED = bundle("dom.js", "locate.js", "place.js", "look.js", main="return factsAt;")
_FRAME_CSS = """(el) => {
  const quoted = (name) => `iframe[${name}=${JSON.stringify(el.getAttribute(name))}]`;
  const options = ['title', 'name', 'id'].filter((name) => el.getAttribute(name)).map(quoted);
  const unique = [...options, 'iframe'].find((css) => el.getRootNode().querySelectorAll(css).length === 1);
  return el.checkVisibility() ? unique || '' : '';
}"""
_LIVED_MS = 2_000
"""A message that vanishes sooner cannot be asserted without a race."""


class Watch(Model):
    """What the expectations of a scenario are about, looked at on every snapshot."""

    places: tuple[Locator, ...] = ()
    lists: tuple[Locator, ...] = ()


class _Said(Model):
    text: str
    role: str | None
    lived_ms: float


class _Document(Model):
    title: str
    loaded: str
    password_fields: int
    facts: tuple[Fact, ...]
    said: tuple[_Said, ...]


class _Element(Model):
    visible: bool
    title: str
    body: str
    late: bool
    facts: tuple[Fact, ...]


_ELEMENTS = TypeAdapter(tuple[_Element, ...])


class Look(Model):
    """A snapshot, and the messages that came and went since the look before."""

    snapshot: Snapshot
    appeared: tuple[Fact, ...] = ()


async def prepare(context: BrowserContext) -> None:
    """Make every document of a context keep a log of its messages. Call it before opening a page."""
    await context.add_init_script(source("watch.js"))


async def look(
    page: Page, *, watch: Watch | None = None, made: Sequence[Made] = (), hidden: Iterable[str] = ()
) -> Look:
    """All facts of a page now.

    Args:
        page: the page, at rest.
        watch: locators that are looked at even when nothing matches.
        made: the texts made for this run; they stand in the facts as marks or as `Unique`.
        hidden: values (of secrets) that no fact may hold; facts that do are left out.

    Raises:
        playwright.async_api.Error: the page is gone.
    """
    watched = watch or Watch()
    uniques = {one.unique.key: one.text for one in made}
    texts = list(uniques.values())
    top, inner, at = await asyncio.gather(
        _top(page.main_frame, texts),
        asyncio.gather(*(_inner(frame, texts) for frame in page.frames if frame.parent_frame is not None)),
        asyncio.gather(
            *(_place(page, on, uniques) for on in watched.places),
            *(_list(page, on, uniques) for on in watched.lists),
        ),
    )
    read = [top, *(document for document in inner if document is not None)]
    found = [fact for facts in at for fact in facts] + [fact for one in read for fact in one.facts]
    snapshot = Snapshot(
        address=address_of(page.url),
        title=top.title,
        loaded=top.loaded,
        password_fields=sum(one.password_fields for one in read),
        facts=tuple(found),
    )
    said = tuple(_appeared(one) for document in read for one in document.said if one.lived_ms >= _LIVED_MS)
    clean = cleaned(snapshot, made, tuple(hidden))
    return Look(
        snapshot=clean,
        appeared=cleaned(clean.model_copy(update={"facts": said}), made, tuple(hidden)).facts,
    )


def address_of(url: str) -> Address:
    """An address without scheme and host."""
    parts = urlsplit(url)
    return Address(
        path=parts.path or "/",
        query=tuple(parse_qsl(parts.query, keep_blank_values=True)),
        fragment=parts.fragment,
    )


async def _top(frame: Frame, made: Sequence[str]) -> _Document:
    try:
        return _Document.model_validate_json(await frame.evaluate(_SCRIPT, made))
    except PlaywrightError as error:
        if "context was destroyed" not in error.message:
            raise
    # A navigation came in between: the next document answers.
    await frame.wait_for_load_state()
    return _Document.model_validate_json(await frame.evaluate(_SCRIPT, made))


async def _inner(frame: Frame, made: Sequence[str]) -> _Document | None:
    """The facts of an iframe; None when it went away or is not shown."""
    try:
        outer = await _frames_of(frame)
        if outer is None:
            return None
        document = _Document.model_validate_json(await frame.evaluate(_SCRIPT, made))
    except PlaywrightError:
        if not frame.is_detached():
            raise
        return None
    return document.model_copy(update={"facts": tuple(_inside(fact, outer) for fact in document.facts)})


async def _frames_of(frame: Frame) -> tuple[str, ...] | None:
    """CSS of the enclosing iframes, outermost first; None when one of them is hidden or has no selector."""
    selectors: list[str] = []
    at = frame
    while at.parent_frame is not None:
        css = await (await at.frame_element()).evaluate(_FRAME_CSS)
        if not css:
            return None
        selectors.insert(0, css)
        at = at.parent_frame
    return tuple(selectors)


def _inside(fact: Fact, frames: tuple[str, ...]) -> Fact:
    def moved(locator: Locator | None) -> Locator | None:
        return None if locator is None else locator.model_copy(update={"frames": frames})

    return fact.model_copy(update={"on": moved(fact.on), "field": moved(fact.field)})


async def _elements(page: Page, on: Locator, uniques: Mapping[str, str]) -> tuple[_Element, ...]:
    try:
        answer = await resolve(page, on, uniques).evaluate_all(_WATCHED)
    except PlaywrightError:
        return ()
    return _ELEMENTS.validate_json(answer)


async def _place(page: Page, on: Locator, uniques: Mapping[str, str]) -> tuple[Fact, ...]:
    """What one watched element shows; just that it is not shown when it is absent or there are several."""
    elements = await _elements(page, on, uniques)
    if len(elements) != 1:
        return (Fact(kind=FactKind.SHOWN, on=on, value="false"),)
    element = elements[0]
    facts = [Fact(kind=FactKind.SHOWN, on=on, value="true" if element.visible else "false")]
    if element.body and element.visible:
        facts.append(Fact(kind=FactKind.TEXT, on=on, value=element.body, circular=_names(on, element.body)))
    for fact in element.facts:
        own = fact.on is None
        facts.append(fact.model_copy(update={"on": on if own else _framed(fact.on, on), "field": on}))
    return tuple(facts)


def _framed(inner: Locator | None, outer: Locator) -> Locator | None:
    return None if inner is None else inner.model_copy(update={"frames": outer.frames})


def _names(on: Locator, text: str) -> bool:
    """Whether a locator holds the text itself."""
    for part in on.chain:
        words = (part.has_text, part.name if isinstance(part, ByRole) else None)
        own = part.text if isinstance(part, ByText) else None
        if any(isinstance(word, str) and text.casefold() in word.casefold() for word in (*words, own)):
            return True
    return False


async def _list(page: Page, on: Locator, uniques: Mapping[str, str]) -> tuple[Fact, ...]:
    elements = await _elements(page, on, uniques)
    titles = tuple(element.title for element in elements)
    count = Fact(kind=FactKind.COUNT, on=on, value=str(len(elements)), region="main")
    if not all(titles):
        return (count,)
    late = [at for at, element in enumerate(elements) if element.late]
    items = Fact(
        kind=FactKind.ITEMS,
        on=on,
        items=titles,
        bodies=tuple(element.body for element in elements),
        region="main",
        late=bool(late),
        late_at=next(iter(late), 0),
    )
    return (count, items)


def _appeared(said: _Said) -> Fact:
    part = (
        ByRole(role=said.role, has_text=said.text)
        if said.role in ("alert", "status", "log")
        else ByText(text=said.text)
    )
    return Fact(
        kind=FactKind.APPEARED,
        on=Locator(chain=(part,)),
        value=said.text,
        circular=True,
        role=said.role,
        lived_ms=said.lived_ms,
    )
