"""How much of what was seen of the labelled pages is right, kind by kind. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from agents.browser.folding import folded
from agents.domain.base import Model
from agents.domain.page import Form, Navigation
from tests.labelled.match import Looked, Mark

CONTROL = "control"
"""Whether what was found can be acted on: its confidence comes of the detector's evidence, not of a table."""


class Judged(Model):
    """One reading, whether a person accepts it, and the confidence that it claims, if it claims any."""

    kind: str
    page: str
    what: str
    wanted: str
    read: str
    right: bool
    confidence: float | None = None


def judged(looked: Iterable[Looked]) -> list[Judged]:
    """Every reading that a label speaks of."""
    return [one for page in looked for one in _of_page(page)]


def _of_page(page: Looked) -> Iterator[Judged]:
    seen, head = page.seen, page.head
    yield _one(page, "page type", "", head.page.split("|"), seen.page_type, seen.page_type_confidence)
    made_with = (head.framework or "none").split("|")
    yield _one(page, "framework", "", made_with, seen.framework or "none", seen.framework_confidence)
    for mark in page.marks:
        yield from _of_element(page, mark)
        yield from _of_form(page, mark)
        yield from _of_list(page, mark)
        yield from _of_navigation(page, mark)


def _one(
    page: Looked,
    kind: str,
    what: str,
    wanted: Sequence[str],
    read: str | None,
    confidence: float | None = None,
) -> Judged:
    return Judged(
        kind=kind,
        page=page.name,
        what=what,
        wanted="|".join(wanted),
        read="unseen" if read is None else read,
        right=read in wanted,
        confidence=confidence,
    )


def _of_element(page: Looked, mark: Mark) -> Iterator[Judged]:
    element = page.seen.elements[mark.element] if mark.element >= 0 else None
    if element is not None and (mark.purposes or mark.not_):
        # Whether it is one at all: found, and labelled as one, or as what only looks so.
        told = "no control" if mark.not_ else "control"
        yield _one(page, CONTROL, mark.what, (told,), "control", element.confidence)
    if mark.purposes:
        read, sure = (str(element.purpose), element.purpose_confidence) if element else (None, None)
        yield _one(page, "purpose", mark.what, mark.purposes, read, sure)
    if mark.meanings:
        fields = [field for form in page.seen.forms for field in form.fields]
        own = next((field for field in fields if element and field.element == element.id), None)
        read, sure = (str(own.meaning), own.confidence) if own else (None, None)
        yield _one(page, "meaning", mark.what, mark.meanings, read, sure)
    if mark.not_ is not None:
        yield _one(page, "not a control", mark.what, ("left",), "listed" if mark.not_ else "left")


def _of_form(page: Looked, mark: Mark) -> Iterator[Judged]:
    if not mark.form:
        return
    ids = {page.seen.elements[at].id for at in mark.inside}
    found = max(page.seen.forms, key=lambda form: _share(form, ids), default=None)
    if found is None or not _share(found, ids):
        yield _one(page, "form", mark.what, mark.form, None)
    else:
        yield _one(page, "form", mark.what, mark.form, str(found.purpose), found.confidence)


def _share(form: Form, ids: set[str]) -> float:
    own = {field.element for field in form.fields}
    return len(own & ids) / (len(own) + 1)


def _of_list(page: Looked, mark: Mark) -> Iterator[Judged]:
    if not mark.list:
        return
    found = page.seen.collections[mark.collection] if mark.collection >= 0 else None
    fits = found is not None and found.role in mark.list and mark.count in (None, found.count)
    read = f"{found.role} of {found.count}" if found else None
    wanted = (read or "",) if fits else (f"{'|'.join(mark.list)} of {mark.count}",)
    yield _one(page, "collection", mark.what, wanted, read, found and found.confidence)
    actions = {action.name for action in found.row_actions} if found else set()
    parts = (
        ("columns", mark.columns, found.columns if found else None),
        ("sortable", mark.sorts, found.sortable if found else None),
        ("row actions", mark.actions, sorted(actions) if found else None),
    )
    for kind, labelled, told in parts:
        if labelled:
            yield _one(page, kind, mark.what, (_text(labelled),), None if told is None else _text(told))


def _text(names: Iterable[str]) -> str:
    return ";".join(sorted(folded(name) for name in names if name))


def _of_navigation(page: Looked, mark: Mark) -> Iterator[Judged]:
    if not mark.nav:
        return
    elements = [page.seen.elements[at] for at in mark.entries if at >= 0]
    ids = {element.id for element in elements}
    found = max(page.seen.navigations, key=lambda one: len(ids & _entries(one)), default=None)
    found = found if found is not None and ids & _entries(found) else None
    yield _one(page, "navigation", mark.what, mark.nav, found and found.kind, found and found.confidence)
    names = _text(element.name for element in elements)
    told = _text(entry.name for entry in found.entries) if found else None
    yield _one(page, "entries", mark.what, (names,), told)
    if mark.current is not None:
        here = folded(found.here or "") if found else None
        yield _one(page, "current entry", mark.what, (folded(mark.current),), here)
    if any(mark.levels):
        told = str(tuple(entry.level for entry in found.entries)) if found else None
        yield _one(page, "levels", mark.what, (str(mark.levels),), told)


def _entries(navigation: Navigation) -> set[str]:
    return {entry.element for entry in navigation.entries}


def shares(all_: Sequence[Judged]) -> dict[str, tuple[int, int]]:
    """Right, and all, of each kind."""
    kinds = dict.fromkeys(one.kind for one in all_)
    counted = {kind: [one.right for one in all_ if one.kind == kind] for kind in kinds}
    return {kind: (sum(right), len(right)) for kind, right in counted.items()}


def brier(all_: Sequence[Judged]) -> float:
    """Mean square of what confidence and truth differ by, of the readings that claim one."""
    told = [(one.confidence, one.right) for one in all_ if one.confidence is not None]
    return sum((sure - right) ** 2 for sure, right in told) / len(told)


def calibration_error(all_: Sequence[Judged], bins: int = 10) -> float:
    """Expected calibration error: how far confidence and share of right differ, over bins of equal width."""
    told = [(one.confidence, one.right) for one in all_ if one.confidence is not None]
    groups = [[one for one in told if min(int(one[0] * bins), bins - 1) == at] for at in range(bins)]
    gaps = (abs(sum(sure - right for sure, right in group)) for group in groups if group)
    return sum(gaps) / len(told)


def table(all_: Sequence[Judged]) -> str:
    """Right of all, kind by kind, then each mistake by name."""
    lines = [f"{kind:14} {right:3} of {of:3}  {right / of:.3f}" for kind, (right, of) in shares(all_).items()]
    lines.append(f"Brier score {brier(all_):.3f}, calibration error {calibration_error(all_):.3f}")
    sure = {one.kind for one in all_ if one.confidence is not None}
    for kind in sorted(sure):
        own = [one for one in all_ if one.kind == kind]
        lines.append(f"  {kind:12} Brier {brier(own):.3f}, calibration error {calibration_error(own):.3f}")
    wrong = [
        f"  {one.kind}: {one.page}: {one.what} wanted {one.wanted}, read {one.read}"
        for one in all_
        if not one.right
    ]
    return "\n".join([*lines, *wrong])
