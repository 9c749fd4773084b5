"""The tests that the golden specs are printed from: every step, assertion and locator, and hostile text."""

from agents.domain.assertions import (
    AllContain,
    Assertion,
    HasAttribute,
    HasCount,
    HasText,
    HasTexts,
    HasTitle,
    HasUrl,
    HasValue,
    IsChecked,
    IsDescribed,
    IsEnabled,
    IsFocused,
    IsHidden,
    IsInvalid,
    IsVisible,
)
from agents.domain.locator import (
    ByAltText,
    ByCss,
    ByLabel,
    ByPlaceholder,
    ByRole,
    ByTestId,
    ByText,
    ByTitle,
    Locator,
    LocatorPart,
    Unique,
)
from agents.domain.scenario import ScenarioKind
from agents.domain.spec import Performed, TestCase
from agents.domain.steps import (
    Click,
    Env,
    Fill,
    GoBack,
    Goto,
    Hover,
    Press,
    Reload,
    Select,
    SetChecked,
    Step,
    Text,
)

HOSTILE = (
    "'); process.exit(1); ('",
    "double \" and back\\slash \\' and `${process.env.HOME}`",
    "two\nlines\r\nand\u2028three\u2029and\x00nul",
    "*/ // <!-- --> </script>",
    "\u202eesrever\u202c \ufeffGr\u00fc\u00dfe \u65e5\u672c \U0001f600",
)


def at(*chain: LocatorPart, frames: tuple[str, ...] = ()) -> Locator:
    return Locator(frames=frames, chain=chain)


def button(name: str | Unique) -> Locator:
    return at(ByRole(role="button", name=name))


def given(text: str, *steps: Step, sees: tuple[Assertion, ...] = ()) -> Performed:
    return Performed(keyword="Given", text=text, steps=steps, assertions=sees)


def when(text: str, *steps: Step) -> Performed:
    return Performed(keyword="When", text=text, steps=steps)


def then(text: str, *sees: Assertion) -> Performed:
    return Performed(keyword="Then", text=text, assertions=sees)


def case(title: str, feature: str, *blocks: Performed, scenario: str, **more: object) -> TestCase:
    values = {"kind": ScenarioKind.WIDGET, "start": "/", **more}
    return TestCase.model_validate(
        {"id": scenario, "scenario": scenario, "title": title, "feature": feature, "blocks": blocks, **values}
    )


HEADING = at(ByRole(role="heading", name="Sign in", level=1))
SIGN_IN: tuple[Step, ...] = (
    Goto(path="/login"),
    Fill(on=at(ByLabel(text="Email")), value=Env(name="SHOP_USERNAME")),
    Fill(on=at(ByLabel(text="Password")), value=Env(name="SHOP_PASSWORD")),
    Click(on=button("Sign in")),
)
SIGNED_IN: tuple[Assertion, ...] = (HasUrl(path="/account"), IsVisible(on=button("Sign out")))
_FORM_OPEN = given("the sign-in page is open", Goto(path="/login"), sees=(IsVisible(on=HEADING),))

SIGN_IN_TESTS = (
    case(
        "A visitor signs in with a valid account",
        "Sign in",
        _FORM_OPEN,
        when("they sign in with a valid account", *SIGN_IN[1:]),
        then("they are signed in", *SIGNED_IN, HasTitle(title="My account")),
        scenario="sign-in-valid",
        start="/login",
    ),
    case(
        "A wrong password is refused",
        "Sign in",
        _FORM_OPEN,
        when(
            "they enter a wrong password",
            Fill(on=at(ByLabel(text="Email")), value=Env(name="SHOP_USERNAME")),
            Fill(on=at(ByLabel(text="Password")), value=Text(text="not-the-password")),
            Click(on=button("Sign in")),
        ),
        then(
            "the form says so and stays",
            HasUrl(path="/login"),
            HasText(on=at(ByRole(role="alert")), text="Email or password is wrong."),
            IsHidden(on=button("Sign out")),
        ),
        scenario="sign-in-invalid",
        start="/login",
    ),
    case(
        "An empty form is refused",
        "Sign in",
        _FORM_OPEN,
        when("they send the empty form", Click(on=button("Sign in"))),
        then("the first field waits for input", IsFocused(on=at(ByLabel(text="Email")))),
        scenario="sign-in-missing",
        start="/login",
    ),
)

_ROW = ByRole(role="row", has_text=Unique(key="name", prefix="Large blue mug with a handle"))
_NAME = Unique(key="name", prefix="Large blue mug with a handle")
_EMAIL = Unique(key="email", prefix="buyer", shape="email")

CATALOGUE_TESTS = (
    case(
        "An administrator renames a product",
        "Catalogue",
        given("the product list is open", Goto(path="/admin/products?sort=name")),
        when(
            "they rename the first product",
            Click(on=at(ByRole(role="row", has_text="Mug"), ByRole(role="button", name="Edit"))),
            Fill(on=at(ByRole(role="dialog", name="Edit product"), ByLabel(text="Name")), value=_NAME),
            Fill(on=at(ByLabel(text="Contact")), value=_EMAIL),
            Click(on=at(ByRole(role="dialog", name="Edit product"), ByRole(role="button", name="Save"))),
        ),
        then(
            "the list shows the new name",
            IsVisible(on=at(_ROW)),
            HasText(on=at(_ROW, ByRole(role="cell", nth=0)), text=_NAME),
            HasValue(on=at(ByLabel(text="Contact")), value=_EMAIL),
        ),
        scenario="admin-edit",
        start="/admin/products",
        signed_in=True,
        writes=True,
    ),
    case(
        "An administrator deletes a product",
        "Catalogue",
        given("the product list is open", Goto(path="/admin/products?sort=name")),
        when("they delete it", Click(on=button("Delete"), accepts_dialog=True)),
        then(
            "the list says so",
            HasText(on=at(ByRole(role="status")), text="Deleted", exact=False),
            HasTexts(
                on=at(ByTestId(test_id="product")),
                texts=("Blue mug", "Green mug", "Red mug with a golden rim", "White cup", "Saucer, large"),
            ),
        ),
        scenario="admin-delete",
        start="/admin/products",
        signed_in=True,
        writes=True,
    ),
)

EVERY_STEP = case(
    "Every step is performed",
    "Every step",
    given("the page is open", Goto(path="/start?tab=two#part")),
    given("nothing else is needed"),
    when(
        "everything is done",
        Click(on=button("Open")),
        Hover(on=at(ByRole(role="link", name="Products", exact=False))),
        Fill(on=at(ByLabel(text="City")), value=Text(text="Rome")),
        Fill(on=at(ByLabel(text="City")), value=Text(text="")),
        Fill(on=at(ByLabel(text="Token")), value=Env(name="API_TOKEN")),
        Select(on=at(ByLabel(text="Sort by")), option="Price, low to high"),
        SetChecked(on=at(ByLabel(text="Subscribe"))),
        SetChecked(on=at(ByLabel(text="Subscribe")), checked=False),
        Press(key="Enter", on=at(ByLabel(text="City"))),
        Press(key="Escape"),
        Reload(),
        GoBack(),
    ),
    then("the page is as before", HasTitle(title="Start")),
    scenario="every-step",
)

_BOX = at(ByRole(role="checkbox", name="Subscribe"))
EVERY_ASSERTION = case(
    "Every assertion holds",
    "Every assertion",
    when("the page is loaded again", Reload()),
    then(
        "the address is right",
        HasUrl(path="/products"),
        HasUrl(path="/products/:any/reviews.html"),
        HasUrl(path="/products", query=(("q", "blue mug"), ("page", "2"))),
        HasUrl(path="/products", query=(("tag", "a"), ("tag", "b")), fragment="top"),
        HasUrl(path="/gr\u00f6\u00dfe n", fragment=""),
    ),
    then(
        "the page is right",
        HasTitle(title="Products"),
        IsVisible(on=button("Open")),
        IsVisible(on=button("Open")),
        IsHidden(on=button("Close")),
        HasText(on=at(ByTestId(test_id="total")), text="12.50"),
        HasText(on=at(ByTestId(test_id="note")), text="free of charge", exact=False),
        HasTexts(on=at(ByRole(role="listitem")), texts=("One", "Two")),
        HasTexts(on=at(ByRole(role="alert")), texts=()),
        HasValue(on=at(ByLabel(text="City")), value="Rome"),
        HasCount(on=at(ByRole(role="row")), count=3),
        IsChecked(on=_BOX),
        IsChecked(on=_BOX, checked=False),
        IsEnabled(on=_BOX),
        IsEnabled(on=_BOX, enabled=False),
        IsFocused(on=_BOX),
        HasAttribute(on=_BOX, name="aria-invalid", value="true"),
        IsInvalid(on=at(ByLabel(text="City"))),
        IsDescribed(on=at(ByLabel(text="City")), text="This field is required"),
        AllContain(on=at(ByRole(role="listitem")), text="Kitchen"),
    ),
    scenario="every-assertion",
    start="/start",
)

EVERY_LOCATOR = case(
    "Every locator is printed",
    "Every locator",
    when(
        "each is clicked",
        *(
            Click(on=locator)
            for locator in (
                button("Save"),
                at(ByRole(role="button", name="Save", exact=False)),
                at(ByRole(role="heading", level=2)),
                at(ByRole(role="img", nth=2)),
                at(ByLabel(text="Name"), ByCss(selector="input")),
                at(ByLabel(text="Name", exact=False)),
                at(ByPlaceholder(text="Search products")),
                at(ByTestId(test_id="cart")),
                at(ByText(text="More", nth=-1)),
                at(ByAltText(text="Logo", exact=False)),
                at(ByTitle(text="Close")),
                at(ByCss(selector='my-rating [part="star"]', nth=0)),
                at(ByRole(role="listitem", has_text="Mug", nth=1), ByRole(role="link")),
                at(ByRole(role="button", name="Send"), frames=('iframe[title="Help"]', "#inner")),
            )
        ),
    ),
    then("nothing is left", HasCount(on=at(ByRole(role="dialog")), count=0)),
    scenario="every-locator",
)

UNIQUE_TESTS = (
    case(
        "Every unique text is made",
        "Unique texts",
        when(
            "they are typed",
            Fill(on=at(ByLabel(text="Name")), value=Unique(key="name", prefix="Mug")),
            Fill(on=at(ByLabel(text="Email")), value=_EMAIL),
            Fill(on=at(ByLabel(text="Slug")), value=Unique(key="slug", prefix="mug", shape="slug")),
            Fill(on=at(ByLabel(text="Number")), value=Unique(key="number", prefix="", shape="number")),
            Fill(
                on=at(ByLabel(text="Stock")),
                value=Unique(key="stock", prefix="", shape="number", max_length=4),
            ),
            Fill(
                on=at(ByLabel(text="Short")),
                value=Unique(key="short", prefix="A very long prefix", max_length=16),
            ),
            Fill(on=at(ByLabel(text="Tiny")), value=Unique(key="tiny", prefix="Tiny", max_length=6)),
            Fill(on=at(ByLabel(text="Class")), value=Unique(key="class", prefix="Word")),
        ),
        then(
            "they are shown",
            IsVisible(on=at(ByText(text=Unique(key="name", prefix="Mug")))),
            HasText(on=at(ByTestId(test_id="class")), text=Unique(key="class", prefix="Word"), exact=False),
        ),
        scenario="unique",
        start="/form",
    ),
)

_TOWN = at(ByLabel(text="Town"))
_SAVE = Click(on=button("Save"))
RESTORING = case(
    "A new “Town” in “Your profile” is saved",
    "Profile",
    given("a signed-in user is on the page “Your profile”", Goto(path="/me")),
    when("the user changes “Town” and saves", Fill(on=_TOWN, value=Text(text="Bergen")), _SAVE),
    Performed(
        keyword="Then",
        text="“Town” has kept the new value",
        steps=(Goto(path="/me"),),
        assertions=(HasValue(on=_TOWN, value="Bergen"),),
    ),
    Performed(
        keyword="When",
        text="the user sets “Town” back and saves",
        steps=(Goto(path="/me"), Fill(on=_TOWN, value=Text(text="Oslo")), _SAVE),
        assertions=(HasText(on=at(ByRole(role="status")), text="Saved"),),
        restores=True,
    ),
    Performed(
        keyword="Then",
        text="“Town” is as it was",
        steps=(Goto(path="/me"),),
        assertions=(HasValue(on=_TOWN, value="Oslo"),),
    ),
    scenario="town",
    kind=ScenarioKind.EDIT,
    signed_in=True,
)

HOSTILE_TESTS = tuple(
    case(
        f"Hostile text {text}",
        "Hostile */ text\u2028globalThis.pwned = 1",
        given(f"a page says {text}", Goto(path="/echo")),
        when(text, Fill(on=at(ByLabel(text=text)), value=Text(text=text)), Click(on=button(text))),
        then(
            f"it is shown: {text}",
            HasText(on=at(ByText(text=text, has_text=text)), text=text),
            HasTexts(on=at(ByCss(selector="li")), texts=(text, text)),
            HasUrl(path="/e'cho", query=((text, text),), fragment=text),
        ),
        then(text),
        scenario=f"hostile-{number}",
    )
    for number, text in enumerate(HOSTILE)
)

TITLE_TESTS = tuple(
    case(
        title,
        "Describe me",
        given("the page is open", Goto(path="/")),
        then("it has a title", HasTitle(title="Home")),
        scenario=f"title-{number}",
        signed_in=number > 0,
    )
    for number, title in enumerate(("Same title", " Same\ttitle ", "Test drive", "\u2028"))
)

ALL = (
    *SIGN_IN_TESTS,
    *CATALOGUE_TESTS,
    EVERY_STEP,
    EVERY_ASSERTION,
    EVERY_LOCATOR,
    *UNIQUE_TESTS,
    RESTORING,
    *HOSTILE_TESTS,
    *TITLE_TESTS,
)
