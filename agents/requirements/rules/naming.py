"""What people call pages and controls. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from agents.domain.locator import ByLabel, ByPlaceholder, ByText, ByTitle
from agents.domain.page import Element, Page, State
from agents.domain.spoken import MASK, names_a_thing, spoken

_PARTS = re.compile("\\s+[|\u00b7\\u2013\u2014-]\\s+|\\s*[|\u00bb]\\s*")
_FEW = 3
_LONGEST = 60


def naming(element: Element) -> str:
    """What people call a control: its name, else the words that its locator goes by, else what it is for."""
    name = spoken(element.name)
    if name:
        return name
    part = element.target.chain[-1] if element.target is not None else None
    if isinstance(part, ByTitle | ByText | ByLabel | ByPlaceholder) and isinstance(part.text, str):
        return spoken(part.text)
    return ""


def page_names(pages: Sequence[Page]) -> Mapping[str, str]:
    """What people call each page, by its id.

    Its only main heading; else the heading that its title repeats; else its title, where that is its own;
    else the label of the links that lead there; else its first heading; else its title or path.
    """
    own, labels, common = _own_titles(pages), _link_labels(pages), _common_headings(pages)
    names = {page.id: _name(page, own[page.id], labels.get(page.id), common) for page in pages}
    for page in pages[:1]:
        # Links to the start say how to get back, not what is there.
        names[page.id] = _name(page, own[page.id], None, common)
    return names


def _name(page: Page, own: str, label: str | None, common: frozenset[str]) -> str:
    state = page.states[0]
    headings = [text for text in headings_of(state) if text not in common]
    mains = [spoken(h.text) for h in state.headings if h.level == 1 and spoken(h.text) in headings]
    if len(set(mains)) == 1:
        return mains[0]
    title = "" if MASK in page.title else spoken(page.title)
    repeated = next((text for text in headings if text.casefold() in title.casefold()), None)
    if repeated is not None:
        return repeated
    if own and len(set(headings)) != 1:
        return own
    if label is not None and not own:
        return label
    return next(iter(headings), "") or title or page.path_pattern


def headings_of(state: State) -> tuple[str, ...]:
    """The headings of a state that may name it, highest first: not values, nor titles of listed items."""
    listed = {text.strip() for collection in state.collections for text in collection.samples}
    ranked = sorted(state.headings, key=lambda heading: heading.level)
    able = (h for h in ranked if names_a_thing(h.text) and h.text.strip() not in listed)
    return tuple(spoken(heading.text) for heading in able)


def _common_headings(pages: Sequence[Page]) -> frozenset[str]:
    """Headings that most pages have, such as that of a list of suggestions: they name none."""
    counts = Counter(text for page in pages for text in set(headings_of(page.states[0])))
    return frozenset(text for text, count in counts.items() if count >= _FEW and count * 3 > len(pages))


def _own_titles(pages: Sequence[Page]) -> Mapping[str, str]:
    """The parts of each title that no other page has; nothing where that leaves nothing."""
    parts = {page.id: [part for part in _parts(page) if part.strip()] for page in pages}
    counts = Counter(part for each in parts.values() for part in set(each))
    return {name: " - ".join(part for part in each if counts[part] == 1) for name, each in parts.items()}


def _parts(page: Page) -> Iterator[str]:
    return (part for part in _PARTS.split(spoken(page.title)) if MASK not in part)


def _link_labels(pages: Sequence[Page]) -> Mapping[str, str]:
    """The label that most links to a page have, where links to it stand outside of lists."""
    found: dict[str, Counter[str]] = {}
    for address, label in _labelled(pages):
        found.setdefault(address, Counter())[label] += 1
    by_page = {page.id: found.get(_bare(page.url)) for page in pages}
    return {name: counts.most_common(1)[0][0] for name, counts in by_page.items() if counts}


def _labelled(pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    for element in (e for page in pages for e in page.states[0].elements):
        label = naming(element)
        if element.href and element.collection is None and names_a_thing(label) and len(label) <= _LONGEST:
            yield _bare(element.href), label


def _bare(url: str) -> str:
    return url.partition("?")[0].rstrip("/")
