"""What is wrong with the application, from recorded facts; ids are stable across runs."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from agents.browser.patterns import place_of
from agents.domain.page import Element, Page, PageMap, ServerError, State
from agents.domain.report import Finding, FindingKind
from agents.domain.scenario import ScenarioSet
from agents.domain.spec import Comparison, Rejection, ResultSet, ServerFailure, TestResult
from agents.messages import ReportTask
from agents.reporting.unmet import asks_for_more

_MOST_EVIDENCE = 8
_VOLATILE = re.compile(r"\b(?:0x)?[0-9a-f]{8,}\b|\d+")


def find(task: ReportTask) -> tuple[Finding, ...]:
    """All findings of a run: those that count first, then by kind and title."""
    found: dict[str, Finding] = {}
    for finding in _all(task):
        known = found.get(finding.id)
        found[finding.id] = finding if known is None else _joined(known, finding)
    return tuple(sorted(found.values(), key=lambda f: (not f.counts, f.kind, f.title)))


def _joined(known: Finding, again: Finding) -> Finding:
    """One defect that was met with twice: told once; it counts if it did once.

    Of a server error it matters who else met with it; of others the first evidence is like the next.
    """
    evidence = known.evidence
    if known.kind is FindingKind.SERVER_ERROR:
        evidence = tuple(dict.fromkeys((*evidence, *again.evidence)))[: max(len(evidence), _MOST_EVIDENCE)]
    return known.model_copy(update={"evidence": evidence, "counts": known.counts or again.counts})


def _all(task: ReportTask) -> Iterator[Finding]:
    if task.results is not None:
        yield from _regressions(task.results)
        for met in task.results.server_failures:
            yield _server_error(met.failure, (f"met with {met.when}",), counts=True)
    if task.specs is not None:
        yield from _failures_of_flows(task.specs.rejected)
    if task.page_map is not None:
        yield from _server_errors(task.page_map, task.scenarios)
        yield from _broken_links(task.page_map)
        yield from _console_errors(task.page_map)
        yield from _dead_controls(task.page_map)


def _regressions(results: ResultSet) -> Iterator[Finding]:
    for result in results.results:
        if result.comparison is Comparison.REGRESSION:
            yield _finding(
                FindingKind.REGRESSION,
                f"“{result.title}” passes on the base and fails here",
                result.file,
                _errors(result),
                key=(result.test,),
                counts=True,
            )


def _errors(result: TestResult) -> tuple[str, ...]:
    messages = [run.error for run in result.runs if run.where == "head" and run.error]
    return tuple(dict.fromkeys(messages))


def _failures_of_flows(rejected: Iterable[Rejection]) -> Iterator[Finding]:
    """The server errors that planned scenarios met with, one finding each, with all that met with it."""
    titles: dict[ServerFailure, list[str]] = defaultdict(list)
    for one in rejected:
        # What a printed test met with stands among the results, whatever came of the test.
        for failure in one.server_failures if one.stage != "execute" else ():
            titles[failure].append(one.title)
    for failure, met in titles.items():
        evidence = tuple(f"met with by “{title}”" for title in sorted(met))
        yield _server_error(failure, evidence, counts=True)


def _server_error(error: ServerError | ServerFailure, evidence: tuple[str, ...], *, counts: bool) -> Finding:
    # As flows tell it, so that one defect is not told twice.
    place = place_of(error.path, ())
    return _finding(
        FindingKind.SERVER_ERROR,
        f"{error.method} {place} answers {error.status}",
        place,
        evidence,
        key=(error.method, place, str(error.status)),
        counts=counts,
    )


def _server_errors(page_map: PageMap, scenarios: ScenarioSet | None) -> Iterator[Finding]:
    planned = {page for scenario in scenarios.scenarios for page in scenario.pages} if scenarios else set()
    for error in page_map.server_errors:
        yield _server_error(
            error,
            (_seen(error),),
            # A flow of ours passes here: a planned scenario's page, a page that a link led the crawl to, or
            # the sign-in that was asked for.
            counts=error.signing_in or error.page in planned or _is_page(page_map.pages, error.path),
        )


def _seen(error: ServerError) -> str:
    path = f"{error.path}, " if place_of(error.path, ()) != error.path else ""
    return f"{path}met with while signing in" if error.signing_in else f"{path}seen on page {error.page}"


def _is_page(pages: Iterable[Page], path: str) -> bool:
    return any(page.status is not None and page.status >= 500 and path in page.url for page in pages)


def _broken_links(page_map: PageMap) -> Iterator[Finding]:
    names = {page.id: page.path_pattern for page in page_map.pages}
    for page in page_map.pages:
        if page.status is None or not 400 <= page.status < 500 or page.found_on is None:
            continue
        source = names.get(page.found_on, page.found_on)
        yield _finding(
            FindingKind.BROKEN_LINK,
            f"A link on {source} leads to {page.path_pattern}, which answers {page.status}",
            page.path_pattern,
            (page.url,),
            key=(page.path_pattern, str(page.status)),
            counts=False,
        )


def _console_errors(page_map: PageMap) -> Iterator[Finding]:
    patterns = {page.id: page.path_pattern for page in page_map.pages}
    for entry in page_map.console:
        where = patterns.get(entry.page, entry.page)
        first_line = entry.text.strip().splitlines()[0][:160] if entry.text.strip() else "(no text)"
        yield _finding(
            FindingKind.CONSOLE_ERROR,
            f"{'Uncaught exception' if entry.kind == 'exception' else 'Console error'}: {first_line}",
            where,
            (entry.text[:1000],),
            key=(entry.kind, _VOLATILE.sub("#", first_line)),
            counts=False,
        )


def _dead_controls(page_map: PageMap) -> Iterator[Finding]:
    elements = {
        (state.id, element.id): (page, state, element)
        for page in page_map.pages
        for state in page.states
        for element in state.elements
    }
    for transition in page_map.transitions:
        if transition.effect != "none" or transition.requests or transition.element is None:
            continue
        known = (transition.source, transition.element)
        if known not in elements or transition.step.do != "click":
            continue
        page, state, element = elements[known]
        if _looks_alive(state, element):
            yield _finding(
                FindingKind.DEAD_CONTROL,
                f"{element.role} “{element.name}” did nothing when clicked",
                page.path_pattern,
                (element.locator or element.css,),
                key=(page.path_pattern, element.role, element.name),
                counts=False,
            )


def _looks_alive(state: State, element: Element) -> bool:
    # Only named native and ARIA buttons promise an effect; a dead control that we guessed is our mistake.
    promises = element.role == "button" and element.enabled and bool(element.name)
    # The crawl presses buttons as forms stand: one that waits for input was refused by the browser, and a
    # field that only gets the focus shows nothing.
    answers = not element.leads_here and not asks_for_more(state, element)
    return promises and element.kind != "custom" and answers


def _finding(
    kind: FindingKind,
    title: str,
    where: str,
    evidence: tuple[str, ...],
    *,
    key: tuple[str, ...],
    counts: bool,
) -> Finding:
    digest = hashlib.sha256("\x1f".join((kind, *key)).encode()).hexdigest()[:10]
    return Finding(
        id=f"{kind}-{digest}", kind=kind, title=title, where=where, evidence=evidence, counts=counts
    )
