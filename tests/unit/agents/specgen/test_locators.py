import pytest

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
from agents.specgen.locators import print_locator

NAME = Unique(key="name", prefix="Mug")


@pytest.mark.parametrize(
    ("part", "printed"),
    [
        (ByRole(role="button"), "getByRole('button')"),
        (ByRole(role="button", name="Save"), "getByRole('button', { name: 'Save', exact: true })"),
        (ByRole(role="button", name="Save", exact=False), "getByRole('button', { name: 'Save' })"),
        (ByRole(role="heading", level=2), "getByRole('heading', { level: 2 })"),
        (ByRole(role="row", name=NAME), "getByRole('row', { name, exact: true })"),
        (ByLabel(text="City"), "getByLabel('City', { exact: true })"),
        (ByLabel(text="City", exact=False), "getByLabel('City')"),
        (ByPlaceholder(text="Search"), "getByPlaceholder('Search', { exact: true })"),
        (ByTestId(test_id="cart"), "getByTestId('cart')"),
        (ByText(text=NAME), "getByText(name, { exact: true })"),
        (ByAltText(text="Logo", exact=False), "getByAltText('Logo')"),
        (ByTitle(text="Close"), "getByTitle('Close', { exact: true })"),
        (ByCss(selector="#a > b"), "locator('#a > b')"),
        (ByRole(role="row", nth=0), "getByRole('row').first()"),
        (ByRole(role="row", nth=-1), "getByRole('row').last()"),
        (ByRole(role="row", nth=3), "getByRole('row').nth(3)"),
        (
            ByRole(role="row", has_text=NAME, nth=0),
            "getByRole('row').filter({ hasText: name }).first()",
        ),
    ],
)
def test_each_part_is_printed_as_a_person_would(part: LocatorPart, printed: str) -> None:
    assert print_locator(Locator(chain=(part,))) == f"page.{printed}"


def test_frames_come_first_and_parts_narrow() -> None:
    locator = Locator(
        frames=("#outer", "iframe >> nth=0"),
        chain=(ByRole(role="row", has_text="Mug"), ByRole(role="button", name="Edit", exact=False)),
    )
    assert print_locator(locator, root="popup") == (
        "popup.frameLocator('#outer').frameLocator('iframe >> nth=0')"
        ".getByRole('row').filter({ hasText: 'Mug' }).getByRole('button', { name: 'Edit' })"
    )


def test_hostile_text_stays_text() -> None:
    locator = Locator(chain=(ByText(text="'); throw 1; ('"),))
    assert print_locator(locator) == """page.getByText("'); throw 1; ('", { exact: true })"""
