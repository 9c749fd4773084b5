import pytest

from agents.specgen.titles import file_name, spoken, titled
from tests.golden.specgen_cases import TITLE_TESTS


def test_titles_are_clean_unique_and_never_empty() -> None:
    assert [test.title for test in titled(TITLE_TESTS)] == [
        "Same title",
        "Same title (2)",
        '"Test" drive',
        "title-3",
    ]


@pytest.mark.parametrize(
    ("title", "function", "printed"),
    [
        ("Test it", "test", '"Test" it'),
        ("test", "test", '"test"'),
        ("Tests pass", "test", "Tests pass"),
        ("Describe it", "describe", '"Describe" it'),
        ("Test it", "describe", "Test it"),
    ],
)
def test_a_title_does_not_begin_with_its_function(title: str, function: str, printed: str) -> None:
    assert spoken(title, function) == printed


@pytest.mark.parametrize(
    ("feature", "taken", "name"),
    [
        ("Sign in", (), "sign-in"),
        ("Sign in", ("sign-in",), "sign-in-2"),
        ("Sign in", ("sign-in", "sign-in-2"), "sign-in-3"),
        ("Bestellungen \u00fcbersehen", (), "bestellungen-ubersehen"),
        ("\u65e5\u672c", (), "feature"),
        ("../../etc/passwd", (), "etc-passwd"),
        ("a" * 59 + " b", (), "a" * 59),
    ],
)
def test_file_names_are_short_ascii_and_free(feature: str, taken: tuple[str, ...], name: str) -> None:
    assert file_name(feature, taken) == name
