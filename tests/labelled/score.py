"""How much of what was seen of the labelled pages is right, kind by kind. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from agents.browser.folding import folded
from agents.domain.base import Model
from agents.domain.page import Collection, Form
from tests.labelled.match import Looked, Mark


class Judged(Model):
    """One reading, and whether it is one that a person accepts."""

    kind: str
    page: str
    what: str
    wanted: str
    read: str
    right: bool
    seen: bool = True
    confidence: float = 0.0


def judged(looked: Iterable[Looked]) -> list[Judged]:
    """Every reading that a label speaks of."""
    return [one for page in looked for one in _of_page(page)]


def _of_page(page: Looked) -> Iterator[Judged]:
    for kind, wanted, read in (
        ("page type", page.head.page, page.seen.page_type),
        ("framework", page.head.framework or "none", page.seen.framework or "none"),
    ):
        yield _one(page, kind, "", wanted.split("|"), read)
    for mark in page.marks:
        yield from _of_element(page, mark)
        yield from _of_form(page, mark)
        yield from _of_list(page, mark)


def _one(page: Looked, kind: str, what: str, wanted: Sequence[str], read: str | None) -> Judged:
    return Judged(
        kind=kind,
        page=page.name,
        what=what,
        wanted="|".join(wanted),
        read=read or "unseen",
        right=read in wanted,
        seen=read is not None,
    )


def _of_element(page: Looked, mark: Mark) -> Iterator[Judged]:
    element = page.seen.elements[mark.element] if mark.element >= 0 else None
    if mark.purposes:
        yield _one(page, "purpose", mark.what, mark.purposes, element and str(element.purpose))
    if mark.meanings:
        fields = [field for form in page.seen.forms for field in form.fields]
        own = next((field for field in fields if element and field.element == element.id), None)
        yield _one(page, "meaning", mark.what, mark.meanings, own and str(own.meaning))
    if mark.not_ is not None:
        yield _one(page, "not a control", mark.what, ("left",), "listed" if mark.not_ else "left")


def _of_form(page: Looked, mark: Mark) -> Iterator[Judged]:
    if not mark.form:
        return
    ids = {page.seen.elements[at].id for at in mark.inside}
    form = max(page.seen.forms, key=lambda form: _share(form, ids), default=None)
    found = form if form is not None and _share(form, ids) > 0 else None
    yield _one(page, "form", mark.what, mark.form, found and str(found.purpose))


def _share(form: Form, ids: set[str]) -> float:
    own = {field.element for field in form.fields}
    return len(own & ids) / len(own | {""}) if own else 0.0


def _of_list(page: Looked, mark: Mark) -> Iterator[Judged]:
    if not mark.list:
        return
    found = page.seen.collections[mark.collection] if mark.collection >= 0 else None
    yield _one(page, "collection", mark.what, mark.list, found and found.role)
    if mark.count is not None:
        yield _one(page, "count", mark.what, (str(mark.count),), found and str(found.count))
    if mark.columns:
        read = found and [folded(name) for name in found.columns if name]
        yield _one(page, "columns", mark.what, (_text(mark.columns),), None if read is None else _text(read))


def _text(names: Iterable[str]) -> str:
    return ";".join(folded(name) for name in names)


def table(all_: Sequence[Judged]) -> str:
    """Right of all, kind by kind, then each mistake by name."""
    lines = []
    for kind in dict.fromkeys(one.kind for one in all_):
        own = [one for one in all_ if one.kind == kind]
        right = sum(one.right for one in own)
        lines.append(f"{kind:14} {right:3} of {len(own):3}  {right / len(own):.3f}")
    wrong = [f"  {one.kind}: {one.page}: {one.what} wanted {one.wanted}, read {one.read}" for one in all_ if not one.right]
    return "\n".join([*lines, *wrong])


_UNUSED = Collection
