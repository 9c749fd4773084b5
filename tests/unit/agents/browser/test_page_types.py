"""What kind of page it is."""

import pytest

from agents.browser.page_types import page_type
from agents.domain.page import Collection, FieldMeaning, Form, FormField, Heading, Purpose


def shown(
    kind: Purpose, *, dialog: bool = False, fields: int = 0, meaning: FieldMeaning = FieldMeaning.TEXT
) -> Form:
    one = FormField(element="e1", name=None, label="", meaning=meaning, type="text")
    return Form(
        id="f1",
        name="",
        purpose=kind,
        confidence=0.5,
        method="post",
        fields=(one,) * fields,
        submit=None,
        dialog=dialog,
    )


def rows(role: str, count: int) -> Collection:
    return Collection(id="c1", role=role, name="", locator=None, items=None, count=count, samples=())


@pytest.mark.parametrize(
    ("url", "heading", "forms", "collections", "kind"),
    [
        ("http://a.test/x", "Page not found", (), (), "error"),
        ("http://a.test/x", "Hello", (shown(Purpose.SIGN_IN),), (), "sign-in"),
        ("http://a.test/x", "Hello", (shown(Purpose.SIGN_IN, dialog=True),), (), "content"),
        ("http://a.test/x", "Hello", (shown(Purpose.PAYMENT),), (), "checkout"),
        ("http://a.test/basket", "Hello", (), (), "cart"),
        ("http://a.test/#/warenkorb", "Hello", (), (), "cart"),
        ("http://a.test/x", "Mein Konto", (), (), "profile"),
        ("http://a.test/", "Hello", (), (), "home"),
        ("http://a.test/things/12", "Hello", (), (rows("group", 4),), "detail"),
        ("http://a.test/things", "Hello", (), (rows("table", 4),), "list"),
        ("http://a.test/things/new", "Hello", (shown(Purpose.CREATE, fields=2),), (), "form"),
        ("http://a.test/things", "Hello", (), (rows("list", 4),), "list"),
        ("http://a.test/things/red-mug", "Hello", (), (), "detail"),
        ("http://a.test/about", "Hello", (), (), "content"),
        ("http://a.test/account/orders", "Hello", (), (rows("table", 4),), "list"),
        ("http://a.test/account", "Hello", (), (), "profile"),
        ("http://a.test/o/things/12/view", "Hello", (), (), "detail"),
        ("http://a.test/show.php?t=12", "Hello", (), (rows("group", 2),), "detail"),
        ("http://a.test/show.php?page=2", "Hello", (), (rows("group", 2),), "list"),
        ("http://a.test/x/y", "500", (), (), "error"),
        ("http://a.test/x/y", "500 red mugs", (), (), "content"),
        ("http://a.test/x/y", "Fehler 500", (), (), "error"),
        ("http://a.test/x", "ページが見つかりません", (), (), "error"),
        (
            "http://a.test/x/3",
            "Hello",
            (),
            (rows("table", 4).model_copy(update={"sortable": ("A",)}),),
            "list",
        ),
        (
            "http://a.test/x",
            "Hello",
            (shown(Purpose.SUBMIT, fields=1, meaning=FieldMeaning.EMAIL),),
            (),
            "form",
        ),
        ("http://a.test/x", "Hello", (shown(Purpose.SUBMIT, fields=1),), (), "content"),
    ],
)
def test_types_of_pages(
    url: str, heading: str, forms: tuple[Form, ...], collections: tuple[Collection, ...], kind: str
) -> None:
    headings = (Heading(text=heading, level=1),)
    assert page_type(url, "Title", headings, forms, collections).type == kind


def test_the_title_tells_an_error_where_the_heading_does_not() -> None:
    headings = (Heading(text="Oh dear", level=1),)
    assert page_type("http://a.test/x", "404 Not Found", headings, (), ()).type == "error"
    signing_in = page_type("http://a.test/x", "Access denied", headings, (shown(Purpose.SIGN_IN),), ())
    assert (signing_in.type, signing_in.evidence) == ("sign-in", "form")
