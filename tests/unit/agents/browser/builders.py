"""Elements, forms and scans for tests of pure decisions."""

from agents.browser.scan import Scan, ScanTiming
from agents.domain.locator import ByRole, Locator
from agents.domain.page import Element, ElementKind, FieldMeaning, Form, FormField, Purpose
from agents.domain.target import Access, Limits, RunRequest, Safety, UrlTarget

HOME = "http://site.test/"


def element(name: str = "Go", role: str = "button", **facts: object) -> Element:
    """An element that can be acted on; `facts` override any field."""
    defaults: dict[str, object] = {
        "id": f"{role}-{name}",
        "role": role,
        "name": name,
        "tag": {"link": "a", "button": "button", "textbox": "input"}.get(role, "div"),
        "kind": ElementKind.NATIVE,
        "locator": f"page.getByRole('{role}', {{ name: '{name}' }})",
        "target": Locator(chain=(ByRole(role=role, name=name),)),
        "visible": True,
        "enabled": True,
        "confidence": 1.0,
        "found_by": ("native",),
    }
    return Element.model_validate({**defaults, **facts})


def link(href: str, name: str = "Go", **facts: object) -> Element:
    """A link; `href` is resolved against the home address when it has no scheme."""
    absolute = href if ":" in href else HOME.rstrip("/") + href
    return element(name, "link", href=absolute, **facts)


def field(of: Element, meaning: FieldMeaning, type: str = "text") -> FormField:  # noqa: A002
    """A field of a form that stands for an element."""
    return FormField(element=of.id, name=None, label=of.name, meaning=meaning, type=type)


def form(*fields: FormField, **facts: object) -> Form:
    """A form that posts; `facts` override any field."""
    defaults: dict[str, object] = {
        "id": "f1",
        "name": "A form",
        "purpose": Purpose.OTHER,
        "confidence": 1.0,
        "method": "post",
        "fields": fields,
        "submit": None,
    }
    return Form.model_validate({**defaults, **facts})


def seen(*elements: Element, url: str = HOME, template: str = "t", **facts: object) -> Scan:
    """What a look at a page gave; `facts` override any field."""
    defaults: dict[str, object] = {
        "url": url,
        "title": "Title",
        "framework": None,
        "page_type": "content",
        "page_type_confidence": 0.5,
        "framework_confidence": 0.5,
        "navigations": (),
        "template": template,
        "text_hash": template,
        "aria": "",
        "elements": elements,
        "forms": (),
        "headings": (),
        "collections": (),
        "messages": (),
        "nodes": 1,
        "timing": ScanTiming(detect=1.0, locate=1.0),
    }
    return Scan.model_validate({**defaults, **facts})


def run_request(url: str = HOME, *, safety: Safety = Safety.STANDARD, **limits: object) -> RunRequest:
    """A request without access."""
    return RunRequest(
        run_id="run",
        target=UrlTarget(url=url),
        access=Access(),
        limits=Limits.model_validate(limits),
        safety=safety,
    )
