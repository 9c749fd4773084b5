"""What people call pages and controls."""

from agents.domain.locator import ByTitle, Locator
from agents.requirements.rules.naming import naming, page_names
from tests.unit.agents.maps import page_map


def names(text: str) -> list[str]:
    return list(page_names(page_map(text).pages).values())


def test_a_page_is_called_by_its_only_main_heading() -> None:
    assert names('page /a title=T\nheading "Sub" level=2\nheading Main\n') == ["Main"]


def test_of_several_headings_the_one_that_the_title_repeats_names_the_page() -> None:
    assert names('page /a title="Site | Books"\nheading Tips level=2\nheading Books level=2\n') == ["Books"]


def test_a_title_of_its_own_names_a_page_whose_headings_do_not() -> None:
    two = 'page /{0} title="Site | {0}"\nheading One level=2\nheading Two level=2\n'
    assert names(two.format("alpha") + two.format("beta")) == ["alpha", "beta"]


def test_pages_with_one_title_are_called_as_their_links_are() -> None:
    links = 'link Overview href=/a\nlink "All runs" href=/b?x=1\nlink runs href=/b\nlink "All runs" href=/b\n'
    page = "page {} title=App\nheading 4.2 level=3\nheading Chart level=5\n"
    assert names(page.format("/a") + links + page.format("/b")) == ["Chart", "All runs"]


def test_neither_values_nor_listed_titles_nor_what_all_pages_show_name_a_page() -> None:
    listed = "page / title=Shop\nheading Mug level=3\nlist Things list Mug Bowl\n"
    assert names(listed) == ["Shop"]
    shared = "page /{0} title=X\nheading Tips level=2\nheading {0} level=2\n"
    assert names("".join(map(shared.format, ("a", "b", "c")))) == ["a", "b", "c"]
    assert names("page /plain\n") == ["/plain"]


def test_a_control_without_a_name_is_called_by_its_title() -> None:
    element = page_map("page /\nbutton \ue043\n").pages[0].states[0].elements[0]
    titled = element.model_copy(update={"target": Locator(chain=(ByTitle(text="Newest first"),))})
    assert naming(titled) == "Newest first"
    assert naming(element) == ""
    assert naming(element.model_copy(update={"name": "\ue043 Log out"})) == "Log out"


def test_no_page_is_called_by_what_a_secret_was_taken_out_of() -> None:
    masked = (
        'page /a title="Key ••••"\nheading "Your key is ••••"\nlink "Key ••••" href=/b\npage /b title="App"\n'
    )
    assert names(masked) == ["/a", "App"]
    assert names('page /c title="Desk | Key ••••"\npage /d title=D\n') == ["Desk", "D"]
