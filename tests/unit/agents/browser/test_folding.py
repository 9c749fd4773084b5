"""Folding texts of any script."""

import pytest

from agents.browser.folding import folded


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Straße", "strasse"),
        ("Złóż ŁÓDŹ", "zloz lodz"),
        ("Đăng nhập", "dang nhap"),
        ("\u00c7\u0131k\u0131\u015f", "cikis"),
        ("Выйти", "выити"),
        ("삭제", "삭제"),
        ("الملفات", "ملفات"),
        ("الآن", "الان"),
        ("", ""),
    ],
)
def test_case_marks_and_the_article_are_taken_away(text: str, told: str) -> None:
    assert folded(text) == told


@pytest.mark.parametrize("text", ["البريد الإلكتروني", "ログイン", "हटाएं", "Přihlásit", "비밀번호"])
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
