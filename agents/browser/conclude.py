"""The end of a crawl: what was left out and why, and whether anything but doors was seen."""

from collections import defaultdict

from agents.browser.addresses import relative
from agents.browser.crawl import Crawl
from agents.browser.entry import SIGN_IN_OPTIONS
from agents.browser.frontier import Candidate
from agents.domain.page import NotDone
from agents.errors import LoginWallError

_DOORS = frozenset(("sign-in", "sign-up"))


def conclude(crawl: Crawl) -> None:
    """Name what was not visited.

    Raises:
        LoginWallError: nothing but pages about signing in was seen.
    """
    book, record = crawl.record.book, crawl.record
    left = crawl.frontier.left()
    _duplicates(crawl, [candidate for candidate in left if not book.would_teach(candidate.url)])
    for candidate in left:
        if book.would_teach(candidate.url):
            _note(crawl, candidate, "a limit was reached before its turn")
    for candidate in crawl.frontier.too_deep:
        if book.would_teach(candidate.url):
            _note(crawl, candidate, f"deeper than max_depth ({crawl.request.limits.max_depth})")
            record.limit(f"max_depth ({crawl.request.limits.max_depth}) was reached")
    for candidate in crawl.frontier.traps:
        _note(crawl, candidate, "addresses that grow without end")
        record.limit("addresses that grow without end were left out")
    record.not_done(*crawl.guard.not_done())
    _login_wall(crawl)


def _note(crawl: Crawl, candidate: Candidate, detail: str) -> None:
    where = next((relative(page.url) for page in crawl.record.pages if page.id == candidate.found_on), "/")
    crawl.record.not_done(
        NotDone(what=relative(candidate.url)[:200], where=where, reason="limit", detail=detail)
    )


def _duplicates(crawl: Crawl, left: list[Candidate]) -> None:
    book, record = crawl.record.book, crawl.record
    patterns: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in left:
        patterns[book.pattern(candidate.url)].append(candidate)
    for pattern, alike in patterns.items():
        detail = f"{len(alike)} more {'address' if len(alike) == 1 else 'addresses'} of this pattern"
        record.not_done(
            NotDone(what=pattern, where=relative(alike[0].url), reason="duplicate", detail=detail)
        )
        own = {page.id for page in record.pages if book.pattern(page.url) == pattern}
        onward = sum(1 for candidate in alike if candidate.found_on in own)
        if onward:
            record.limit(f"{pattern} leads on to more of itself; {onward} of these addresses were not opened")


def _login_wall(crawl: Crawl) -> None:
    record = crawl.record
    if crawl.signed_in or not record.pages or any(page.scan.page_type not in _DOORS for page in record.pages):
        return
    if record.failed_signing_in:
        # No credentials help against that, and it is a finding.
        return
    where, sign_in = relative(record.pages[0].url), record.sign_in
    if sign_in.outcome == "failed":
        reason = f"the sign-in did not work: {sign_in.detail}"
        raise LoginWallError(
            f"everything is behind the sign-in at {where}, and {reason}", "Check the credentials."
        )
    raise LoginWallError(f"everything is behind the sign-in at {where}", SIGN_IN_OPTIONS)
