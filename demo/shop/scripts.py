"""The browser-side scripts, with the planted bug edited in as a careless hand would have done it."""

from dataclasses import dataclass
from pathlib import Path

from demo.shop.settings import Settings


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to one script; `before` stands in it exactly once."""

    file: str
    before: str
    after: str


EDITS: dict[str, Edit] = {
    "suggestions-never-open": Edit("search.js", "list.hidden = found.length === 0;", "list.hidden = true;"),
    "late-content-never-arrives": Edit("product.js", "showReviews(box, found);", "void found;"),
    "stepper-stuck": Edit("stepper.js", "this.change(1)", "this.change(0)"),
    "toast-missing": Edit("cart.js", "toast(answer.message);", ""),
    "cart-count-stale": Edit("cart.js", "showCount(answer.count);", ""),
    "admin-modal-saves-wrong-row": Edit(
        "admin.js", "save(row.id, values)", "save(rows[(rows.indexOf(row) + 1) % rows.length].id, values)"
    ),
    "newsletter-button-dead": Edit(
        "site.js", 'letter.addEventListener("submit"', 'letter.addEventListener("send"'
    ),
    "iframe-help-search-empty": Edit("help.js", "show(await answer.json());", "show([]);"),
    "spa-tab-shows-previous": Edit(
        "collections.js", "await load(slug);", "await load(current); current = slug;"
    ),
    "guide-link-stuck": Edit("guides.js", 'addEventListener("hashchange", showGuide);', ""),
}


def script(path: Path, settings: Settings) -> str:
    """The text of a script as it is served."""
    text = path.read_text("utf-8")
    edit = EDITS.get(settings.fault or "")
    if edit is None or edit.file != path.name:
        return text
    if text.count(edit.before) != 1:
        raise ValueError(f"{settings.fault}: {edit.before!r} is not in {path.name} exactly once")
    return text.replace(edit.before, edit.after)
