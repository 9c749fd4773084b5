import pytest

from agents.domain.locator import Unique
from agents.specgen.variables import declaration, locators, uniques, variable
from tests.golden.specgen_cases import CATALOGUE_TESTS, EVERY_LOCATOR, UNIQUE_TESTS


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (Unique(key="a", prefix="Mug"), "unique('Mug ')"),
        (Unique(key="a", prefix=""), "unique('')"),
        (Unique(key="a", prefix="mug", shape="slug"), "unique('mug-')"),
        (Unique(key="a", prefix="jo", shape="email"), "unique('jo-') + '@example.test'"),
        (Unique(key="a", prefix="x", shape="number"), "unique('1', 9, 10)"),
        (Unique(key="a", prefix="x", shape="number", max_length=3), "unique('1', 2, 10)"),
        (Unique(key="a", prefix="Mug", max_length=16), "unique('Mug ')"),
        (Unique(key="a", prefix="Mug", max_length=15), "unique('Mu ')"),
        (Unique(key="a", prefix="Mug", max_length=13), "unique('')"),
        (Unique(key="a", prefix="Mug", max_length=8), "unique('', 8)"),
        (Unique(key="a", prefix="jo", shape="email", max_length=20), "unique('', 7) + '@example.test'"),
        (Unique(key="a", prefix="it's", shape="slug"), 'unique("it\'s-")'),
    ],
)
def test_the_declaration_keeps_shape_and_length(text: Unique, printed: str) -> None:
    assert declaration(text) == f"const a = {printed};"


@pytest.mark.parametrize("key", ["page", "class", "env", "unique"])
def test_a_name_that_is_taken_is_avoided(key: str) -> None:
    assert variable(Unique(key=key, prefix="x")) == f"{key}Text"


def test_a_free_name_is_kept() -> None:
    assert variable(Unique(key="productName", prefix="x")) == "productName"


def test_uniques_are_found_in_steps_assertions_and_locators_once_each() -> None:
    assert [text.key for text in uniques(CATALOGUE_TESTS[0])] == ["name", "email"]
    assert [text.key for text in uniques(UNIQUE_TESTS[0])] == [
        "name",
        "email",
        "slug",
        "number",
        "stock",
        "short",
        "tiny",
        "class",
    ]


def test_locators_are_found_once_each() -> None:
    assert len(locators(EVERY_LOCATOR)) == 15
