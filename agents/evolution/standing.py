"""Server errors that stand: what fails on every page whatever is done there, as a poll may. Pure.

They are findings of the crawl, but say nothing of the scenario during which they are met again.
"""

from collections import defaultdict
from collections.abc import Collection

from agents.browser.patterns import place_of
from agents.domain.page import Page, PageMap

_READING = frozenset(("GET", "HEAD"))
_SHARE = 0.9
"""Of the pages with the same sign-in: a page may be left before its poll was due."""

_LEAST_PATTERNS = 2

Standing = frozenset[tuple[str, str]]
"""Methods with paths, these without what varies."""


def standing(page_map: PageMap) -> Standing:
    """What failed on almost all pages of visitors, or almost all of users, and is no page itself."""
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for error in page_map.server_errors:
        if error.method in _READING:
            places[error.method, place_of(error.path, ())].add(error.page)
    pages = {place_of(page.url, ()) for page in page_map.pages}
    groups = [
        [page for page in page_map.pages if page.states[0].signed_in is with_session]
        for with_session in (False, True)
    ]
    return frozenset(
        one for one, met in places.items() if one[1] not in pages and any(_all_over(met, it) for it in groups)
    )


def _all_over(met: Collection[str], pages: Collection[Page]) -> bool:
    there = [page for page in pages if page.id in met]
    patterns = {page.path_pattern for page in there}
    return len(patterns) >= _LEAST_PATTERNS and len(there) >= _SHARE * len(pages)
