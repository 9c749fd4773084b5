"""Words, slugs and lists in sentences."""

from agents.requirements.rules import words


def test_slugs_name_a_word_once_and_survive_any_script() -> None:
    assert (
        words.slug("sign-in-valid", "Sign-in", "/login", "Müller & Söhne")
        == "sign-in-valid-login-muller-sohne"
    )
    assert words.slug("日本語") == words.slug("日本語")
    assert words.slug("日本語") != words.slug("中文")
    assert words.slug("/", " ") == ""


def test_names_are_quoted_and_cut_at_a_word() -> None:
    assert words.quoted("  Add \n to cart ") == "“Add to cart”"
    assert words.quoted("one two three four", limit=9) == "“one two …”"


def test_a_search_term_tells_samples_apart() -> None:
    samples = ("Red chair with arms", "Red table", "Red bench with arms")
    assert words.search_term(samples) == "chair"
    assert words.search_term(("A1", "b 22")) is None
    assert words.search_term(()) is None
    assert words.search_term(("with that",)) is None


def test_tables_know_several_languages_and_symbols() -> None:
    assert words.has_word("Nächste Seite", words.NEXT)
    assert words.has_word("»", words.NEXT)
    assert words.starts_with_word("Alle Größen", words.ANY_OPTION)
    assert not words.starts_with_word("", words.ANY_OPTION)


def test_other_scripts_have_their_placeholders_too() -> None:
    placeholders = ("選択してください", "전체", "اختر", "Выберите категорию", "בחר")
    assert [text for text in placeholders if not words.starts_with_word(text, words.ANY_OPTION)] == []
