"""What all parts of one crawl share: the record, the queue, the limits, and what is permitted."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from agents.browser.addresses import (
    canonical,
    host,
    is_download,
    is_web,
    key,
    origin,
    rebase,
    relative,
)
from agents.browser.choose import Group, links
from agents.browser.frontier import Candidate, Frontier
from agents.browser.guard import Kind, Verdict, allowed, destroys
from agents.browser.guard import classify as judge
from agents.browser.network import NetworkGuard
from agents.browser.record import Draft, MapRecord, Mark
from agents.browser.scan import ANSWER_S, Scan
from agents.domain.page import Element, NotDone, Purpose, State
from agents.domain.spoken import spoken
from agents.domain.steps import Step
from agents.domain.target import RunRequest, Safety
from agents.messages import AgentName
from agents.ports import Artefacts, Clock, Progress

TIME_SHARE = 1.0
"""How much of its time budget the crawl may take: orchestration hands each stage a share of the run's."""

_VISITS_PER_PAGE = 3
DIALOGS = ("dialog", "alertdialog")
_PATIENCE_SHARE = 0.05
_LEAST_PATIENCE_S = 2.0

_NEVER_IN_A_CRAWL = frozenset((Kind.DESTRUCTIVE, Kind.COSTLY, Kind.OUTWARD))


def called(element: Element) -> str:
    """An element in words, for what was not done and for the way to a state."""
    name = spoken(element.name)
    return f"{element.role} {name!r}" if name else f"{element.role} without a name"


@dataclass(frozen=True)
class Place:
    """A state, what it shows, and the steps to it; `known` are marks of what states before it showed."""

    state: State
    seen: Scan
    steps: tuple[Step, ...] = ()
    known: frozenset[str] = field(default_factory=frozenset)
    opened_by: str = ""
    """The name of what was used to get here."""

    def confirms(self, element: Element) -> bool:
        """Whether an element of a dialog says what its opener said: it then really does it."""
        name = spoken(element.name).casefold()
        return element.landmark in DIALOGS and bool(name) and name == spoken(self.opened_by).casefold()


class Permission(NamedTuple):
    """Whether the crawl does something, and whether its requests are held back."""

    do: bool
    held: bool = False


class Moment(NamedTuple):
    """How far the crawl was before a visit."""

    mark: Mark
    tried: frozenset[Group]
    visits: int


@dataclass
class Crawl:
    """The state of one crawl."""

    request: RunRequest
    site: str
    record: MapRecord
    frontier: Frontier
    guard: NetworkGuard
    clock: Clock
    progress: Progress
    artefacts: Artefacts | None
    cancelled: asyncio.Event
    deadline: float
    signed_in: bool = False
    ended: bool = False
    """The session is lost for good; nothing more can be seen with it."""

    made: set[str] = field(default_factory=set)
    """Addresses that show what the crawl has made, such as a draft; a control may unmake it."""

    later: dict[str, tuple[Draft, list[Place]]] = field(default_factory=dict)
    """By id of the page: where controls of unknown effect wait until the links have been followed."""

    tried: set[Group] = field(default_factory=set)
    crashes: int = 0
    stuck: set[str] = field(default_factory=set)
    """Path patterns of which a page never answered."""

    hanging: set[Group] = field(default_factory=set)
    """Controls after which the page never answered; unlike `tried`, they outlast a visit that was lost."""

    visits: int = 0

    @property
    def patience_s(self) -> float:
        """How long a page may keep silent: a small share of the time, so that a few of them cost no run."""
        share = self.request.limits.time_budget_s * TIME_SHARE * _PATIENCE_SHARE
        return max(_LEAST_PATIENCE_S, min(ANSWER_S, share))

    def moment(self) -> Moment:
        """What to go back to when a visit is lost."""
        return Moment(self.record.mark(), frozenset(self.tried), self.visits)

    def back_to(self, moment: Moment) -> None:
        """Forget a visit that was lost half way, so that it can be made anew from its beginning."""
        self.record.back_to(moment.mark)
        self.tried.intersection_update(moment.tried)
        self.tried |= self.hanging
        self.visits = moment.visits

    def over(self) -> bool:
        """Whether time is up or the run was cancelled; named in the map."""
        if self.ended:
            return True
        if self.cancelled.is_set():
            self.record.limit("cancelled before the crawl was complete")
            return True
        if self.clock.monotonic() >= self.deadline:
            share = self.request.limits.time_budget_s * TIME_SHARE
            self.record.limit(f"the crawl's share of the time budget ({share:g} s) was used up")
            return True
        return False

    def full(self) -> bool:
        """Whether no more pages may be added; named in the map."""
        limit = self.request.limits.max_pages
        # Addresses that turn out to be alike add no page, but cost as much as one.
        if len(self.record.pages) < limit and self.visits < _VISITS_PER_PAGE * limit:
            return False
        self.record.limit(f"max_pages ({limit}) was reached")
        return True

    def fragile(self, page: Draft) -> bool:
        """Whether a control of unknown effect could cost what cannot be had again.

        That is what was put into a cart, what was made on the page, or a session that was given as a file.
        """
        filled = self.frontier.carted and page.scan.page_type in ("cart", "checkout")
        given = self.signed_in and self.request.access.storage_state is not None
        return filled or given or key(page.url) in self.made

    def permit(self, element: Element, verdict: Verdict, page: Draft) -> Permission:
        """Whether the crawl may act on an element; what it may not is noted."""
        kind, safety = verdict.kind, self.request.safety
        if kind is Kind.SIGN_OUT:
            self._refuse(element, page, "sign-out", verdict.why)
            return Permission(do=False)
        if self.record.signs_out(element):
            return Permission(do=False)
        if not allowed(kind, safety):
            self._refuse(element, page, "guarded", f"{kind.value}: {verdict.why}")
            return Permission(do=False)
        if page.scan.page_type == "cart" and destroys(element):
            # Emptying the cart would hide the check-out, and shows nothing that tests cannot find out.
            return Permission(do=False)
        return Permission(do=True, held=kind in _NEVER_IN_A_CRAWL or safety is Safety.READ_ONLY)

    def refuse_confirmation(self, element: Element, page: Draft) -> None:
        """Note that what a dialog asked to confirm was not confirmed."""
        self._refuse(element, page, "guarded", "it confirms what its dialog asks about")

    def _refuse(self, element: Element, page: Draft, reason: str, detail: str) -> None:
        what = called(element)
        entry = NotDone.model_validate(
            {"what": what, "where": relative(page.url), "reason": reason, "detail": detail}
        )
        self.record.not_done(entry)

    def offer_links(self, elements: Iterable[Element], page: Draft) -> None:
        """Put the links of a state into the queue; those that lead elsewhere are noted."""
        for element in links(elements):
            self.offer(element.href or "", page, element)

    def offer(self, url: str, page: Draft, element: Element | None = None) -> None:
        """Put one address into the queue, if it is a page of this site and may be opened."""
        if not is_web(url):
            return
        address = canonical(rebase(url, self.site))
        where = relative(page.url)
        if origin(address) != origin(self.site):
            self.record.not_done(NotDone(what=host(address), where=where, reason="other-site"))
        elif is_download(address):
            self.record.not_done(NotDone(what=relative(address), where=where, reason="download"))
        elif element is None or self._may_open(element, page):
            self.frontier.offer(
                Candidate(
                    url=address,
                    label=element.name if element else "",
                    purpose=element.purpose if element else Purpose.OTHER,
                    landmark=element.landmark if element else None,
                    depth=page.depth + 1,
                    found_on=page.id,
                )
            )

    def _may_open(self, element: Element, page: Draft) -> bool:
        verdict = judge(element, None, page.scan)
        if verdict.kind is Kind.SAFE:
            return not self.record.signs_out(element)
        permission = self.permit(element, verdict, page)
        return permission.do and not permission.held

    def note(self, text: str) -> None:
        """Say what is being done."""
        self.progress.note(AgentName.OBSERVATION, text, **self.record.figures().model_dump())
