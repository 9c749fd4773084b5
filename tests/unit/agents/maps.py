"""A small notation for page maps, so that a test shows only the facts that it is about.

One fact a line; options are `key=value` or bare words, `@main` is a landmark::

    page /login title="Sign in" type=sign-in        opens a page with its first state; also: signed-in
    state "menu open" by=hover:button:Menu           another state of it, by an element; also: visitor
    heading "Sign in"
    link Home href=/ navigation @navigation          any role, its name, then a purpose
    form "Sign in" sign-in post action=/login        its fields and button follow
    field Email email type=email required
    submit "Sign in"
    list Products list "Red chair" "Blue table"      a collection of two items
    item 0 link "Red chair" href=/products/1         an element in an item
    does state to=p1.s2                              what the element before was seen to do
"""

import shlex
from dataclasses import dataclass, field
from typing import Literal, cast

from agents.domain.locator import ByLabel, ByRole, Locator, LocatorPart
from agents.domain.page import (
    Collection,
    Element,
    ElementKind,
    FieldMeaning,
    Form,
    FormField,
    Heading,
    Page,
    PageMap,
    PageTiming,
    Purpose,
    SignIn,
    State,
    Transition,
    Visitors,
)
from agents.domain.steps import Click, Env, Fill, Goto, Hover, Step
from agents.domain.target import Change, Limits, RunRequest, Safety, UrlTarget

ORIGIN = "https://app.example.test"
_PURPOSES = {purpose.value: purpose for purpose in Purpose}
_CONFIDENCE = 0.9


@dataclass
class _State:
    id: str
    via: str
    reached_by: tuple[Step, ...]
    signed_in: bool
    elements: list[Element] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    collections: list[Collection] = field(default_factory=list)

    def build(self) -> State:
        return State(
            id=self.id,
            reached_by=self.reached_by,
            via=self.via,
            aria="",
            fingerprint=self.id,
            signed_in=self.signed_in,
            elements=tuple(self.elements),
            forms=tuple(self.forms),
            headings=tuple(self.headings),
            collections=tuple(self.collections),
        )


@dataclass
class _Page:
    id: str
    path: str
    options: dict[str, str]
    states: list[_State] = field(default_factory=list)

    def build(self) -> Page:
        return Page(
            id=self.id,
            url=ORIGIN + self.path,
            path_pattern=self.options.get("pattern", self.path.split("?")[0]),
            title=self.options.get("title", ""),
            page_type=self.options.get("type", "content"),
            status=int(self.options.get("status", "200")),
            states=tuple(state.build() for state in self.states),
            timing_ms=PageTiming(settle=0, detect=0, locate=0),
            found_on=self.options.get("found_on"),
            visitors=cast("Visitors | None", self.options.get("visitors")),
            alike=tuple(ORIGIN + path for path in self.options.get("alike", "").split(",") if path),
        )


@dataclass
class _Line:
    """Words of a line: positional ones, `key=value` options, and bare flags."""

    words: list[str]
    options: dict[str, str]
    landmark: str | None

    @property
    def flags(self) -> set[str]:
        return set(self.words)

    @property
    def purpose(self) -> Purpose:
        return next((_PURPOSES[word] for word in self.words[1:] if word in _PURPOSES), Purpose.OTHER)


def _parse(text: str) -> tuple[str, _Line]:
    keyword, *rest = shlex.split(text)
    words = [word for word in rest if "=" not in word and not word.startswith("@")]
    options = dict(word.split("=", 1) for word in rest if "=" in word and not word.startswith("@"))
    landmark = next((word[1:] for word in rest if word.startswith("@")), None)
    return keyword, _Line(words, options, landmark)


class _Builder:
    """Reads the notation."""

    def __init__(self) -> None:
        self.pages: list[_Page] = []
        self.transitions: list[Transition] = []

    @property
    def page(self) -> _Page:
        return self.pages[-1]

    @property
    def state(self) -> _State:
        return self.page.states[-1]

    def read(self, keyword: str, line: _Line) -> None:
        special = {
            "page": self._page,
            "state": self._state,
            "heading": self._heading,
            "form": self._form,
            "field": self._field,
            "submit": self._submit,
            "list": self._list,
            "item": self._item,
            "does": self._does,
        }
        if keyword in special:
            special[keyword](line)
        else:
            self._add(keyword, line.words[0] if line.words else "", line)

    def _page(self, line: _Line) -> None:
        page = _Page(f"p{len(self.pages) + 1}", line.words[0], line.options)
        self.pages.append(page)
        page.states.append(_State(f"{page.id}.s1", "load", (), "signed-in" in line.flags))

    def _state(self, line: _Line) -> None:
        steps: tuple[Step, ...] = ()
        first = self.page.states[0]
        if "by" in line.options:
            how, role, name = line.options["by"].split(":")
            found = next(e for s in self.page.states for e in s.elements if (e.role, e.name) == (role, name))
            assert found.target is not None
            base = self.state.reached_by if "further" in line.flags else ()
            steps = (*base, Hover(on=found.target) if how == "hover" else Click(on=found.target))
        number = len(self.page.states) + 1
        signed_in = "visitor" not in line.flags and (first.signed_in or "signed-in" in line.flags)
        state = _State(f"{self.page.id}.s{number}", line.words[0], steps, signed_in)
        if "bare" not in line.flags:
            state.elements = list(first.elements)
            state.headings, state.collections = list(first.headings), list(first.collections)
            state.forms = list(first.forms)
        self.page.states.append(state)

    def _heading(self, line: _Line) -> None:
        self.state.headings.append(Heading(text=line.words[0], level=int(line.options.get("level", "1"))))

    def _add(self, role: str, name: str, line: _Line, part: LocatorPart | None = None) -> Element:
        options, flags = line.options, line.flags
        chain: tuple[LocatorPart, ...] = (part or ByRole(role=role, name=name),)
        collection = self.state.collections[-1] if "item" in options else None
        index = int(options["item"]) if "item" in options else None
        if collection is not None and collection.items is not None and index is not None:
            last = collection.items.chain[-1].model_copy(update={"has_text": collection.samples[index]})
            chain = (*collection.items.chain[:-1], last, *chain)
        frame = options.get("frame")
        target = Locator(frames=(f"iframe[src='{frame}']",) if frame else (), chain=chain)
        href = options.get("href")
        expanded = options.get("expanded")
        checked = options.get("checked")
        element = Element(
            id=f"e{len(self.state.elements) + 1}",
            role=role,
            name=name,
            tag=options.get("tag", {"link": "a", "textbox": "input"}.get(role, role)),
            kind=ElementKind(options.get("kind", "frame" if frame else "native")),
            locator=None if "unlocated" in flags else target.model_dump_json(),
            target=None if "unlocated" in flags else target,
            reachable="unreachable" not in flags,
            frame=ORIGIN + frame if frame else None,
            visible="hidden" not in flags,
            enabled="disabled" not in flags,
            purpose=line.purpose,
            confidence=float(options.get("confidence", str(_CONFIDENCE))),
            found_by=("native",),
            landmark=line.landmark,
            href=(href if "://" in href else ORIGIN + href) if href else None,
            expanded=None if expanded is None else expanded == "true",
            checked=None if checked is None else checked == "true",
            has_popup="popup" in flags,
            collection=collection.id if collection else None,
            item=index,
        )
        self.state.elements.append(element)
        return element

    def _form(self, line: _Line) -> None:
        method = cast("Literal['get', 'post', 'dialog', 'script']", line.words[2])
        action = line.options.get("action")
        self.state.forms.append(
            Form(
                id=f"f{len(self.state.forms) + 1}",
                name=line.words[0],
                purpose=Purpose(line.words[1]),
                confidence=float(line.options.get("confidence", str(_CONFIDENCE))),
                method=method,
                action=ORIGIN + action if action else None,
                no_validate="novalidate" in line.flags,
                fields=(),
                submit=None,
                dialog="dialog" in line.words[3:],
            )
        )

    def _field(self, line: _Line) -> None:
        label, meaning, options = line.words[0], FieldMeaning(line.words[1]), line.options
        kind = options.get("type", "text")
        roles = {"select": "combobox", "checkbox": "checkbox", "radio": "radio", "number": "spinbutton"}
        flags = [word for word in line.words[2:] if word in {"unlocated", "hidden", "disabled"}]
        purpose = [word for word in line.words[2:] if word in _PURPOSES] or ["input"]
        kept = {k: v for k, v in options.items() if k in {"frame", "checked", "kind"}}
        inner = _Line([label, *purpose, *flags], kept, line.landmark)
        element = self._add(roles.get(kind, "textbox"), label, inner, ByLabel(text=label))
        lengths = {k: int(options[k]) for k in ("min_length", "max_length") if k in options}
        made = FormField(
            element=element.id,
            name=options.get("name", label.lower().replace(" ", "_")),
            label=label,
            meaning=meaning,
            type=kind,
            required="required" in line.flags,
            min=options.get("min"),
            max=options.get("max"),
            step=options.get("step"),
            min_length=lengths.get("min_length"),
            max_length=lengths.get("max_length"),
            pattern=options.get("pattern"),
            options=tuple(o for o in options.get("options", "").split(",") if o),
            value=options.get("value"),
        )
        form = self.state.forms[-1]
        self.state.forms[-1] = form.model_copy(update={"fields": (*form.fields, made)})

    def _submit(self, line: _Line) -> None:
        form = self.state.forms[-1]
        element = self._add("button", line.words[0], line)
        self.state.forms[-1] = form.model_copy(update={"submit": element.id})

    def _list(self, line: _Line) -> None:
        name, role, *samples = line.words
        item = {"table": "row", "list": "listitem"}.get(role, "article")
        named = Locator(chain=(ByRole(role=role, name=name),))
        self.state.collections.append(
            Collection(
                id=f"c{len(self.state.collections) + 1}",
                role=role,
                name=name,
                locator=named,
                items=Locator(chain=(*named.chain, ByRole(role=item))),
                count=int(line.options.get("count", str(len(samples)))),
                samples=tuple(samples),
            )
        )

    def _item(self, line: _Line) -> None:
        index, role, name, *rest = line.words
        options = {**line.options, "item": index}
        self._add(role, name, _Line([name, *rest], options, line.landmark or "main"))

    def _does(self, line: _Line) -> None:
        element = self.state.elements[-1]
        effect = cast("Literal['navigation', 'state', 'none', 'dialog']", line.words[0])
        assert element.target is not None
        self.transitions.append(
            Transition(
                source=self.state.id,
                element=element.id,
                step=Click(on=element.target),
                target=line.options.get("to"),
                effect=effect,
            )
        )


def page_map(text: str, *, sign_in: SignIn | None = None) -> PageMap:
    """The page map that a text in the notation describes."""
    builder = _Builder()
    for line in text.splitlines():
        if line.strip():
            builder.read(*_parse(line))
    return PageMap(
        url=ORIGIN + "/",
        pages=tuple(page.build() for page in builder.pages),
        transitions=tuple(builder.transitions),
        sign_in=sign_in or SignIn(outcome="not-asked"),
    )


def signed_in_by(path: str, landed_on: str, submit: str = "Sign in", proof: str = "Sign out") -> SignIn:
    """A sign-in that worked, with the labels of the notation's usual form."""
    return SignIn(
        outcome="signed-in",
        path=path,
        steps=(
            Goto(path=path),
            Fill(on=Locator(chain=(ByLabel(text="Email"),)), value=Env(name="APP_USER")),
            Fill(on=Locator(chain=(ByLabel(text="Password"),)), value=Env(name="APP_PASSWORD")),
            Click(on=Locator(chain=(ByRole(role="button", name=submit),))),
        ),
        landed_on=landed_on,
        proof=Locator(chain=(ByRole(role="button", name=proof),)),
    )


def run_request(
    *,
    safety: Safety = Safety.STANDARD,
    goal: str | None = None,
    change: Change | None = None,
    max_tests: int = 30,
    seed: int = 0,
) -> RunRequest:
    """A request with the given options."""
    return RunRequest(
        run_id="run-1",
        target=UrlTarget(url=ORIGIN + "/"),
        goal=goal,
        safety=safety,
        seed=seed,
        limits=Limits(max_tests=max_tests),
        change=change or Change(),
    )
