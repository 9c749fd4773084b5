"""The words of further languages, as people write them."""

import pytest

from agents.browser.vocabulary_more import MORE_DESTRUCTIVE, MORE_MEANINGS, MORE_PURPOSES
from agents.browser.words import Danger, dangers_of, meaning_of, purpose_of
from agents.domain.page import FieldMeaning, Purpose


@pytest.mark.parametrize(
    ("purpose", "texts"),
    [
        (Purpose.DELETE, "削除 はい、削除します 삭제하기 删除 حذف מחק Удалить Видалити Usuń Sil Xóa Hapus"),
        (Purpose.SEARCH, "検索 검색 搜索 بحث חיפוש Поиск Пошук Szukaj Arama Pencarian खोजें Sök"),
        (Purpose.SIGN_IN, "ログイン 로그인 登录 כניסה Войти Увійти Zaloguj Masuk"),
        (Purpose.SIGN_OUT, "ログアウト 로그아웃 退出登录 خروج Выйти Вийти Wyloguj Keluar"),
        (Purpose.CREATE, "連絡先を追加 추가 添加 إضافة הוסף Добавить Додати Dodaj Ekle Tambah जोड़ें Skapa"),
        (Purpose.SAVE, "保存する 저장 保存 حفظ שמור Сохранить Зберегти Zapisz Kaydet Simpan Lưu Spara"),
        (Purpose.CLOSE, "キャンセル 취소 取消 إلغاء ביטול Отмена Скасувати Anuluj İptal Batal Avbryt"),
    ],
)
def test_what_controls_say(purpose: Purpose, texts: str) -> None:
    read = {text: purpose_of(text) for text in texts.split()}
    assert {text: reading and reading.value for text, reading in read.items()} == dict.fromkeys(read, purpose)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("お名前", FieldMeaning.NAME),
        ("البريد الإلكتروني", FieldMeaning.EMAIL),
        ("비밀번호", FieldMeaning.PASSWORD),
        ("Ім'я", FieldMeaning.NAME),
        ("Телефон", FieldMeaning.PHONE),
    ],
)
def test_what_fields_ask_for(text: str, meaning: FieldMeaning) -> None:
    reading = meaning_of(text)
    assert reading is not None
    assert reading.value is meaning


def test_every_row_has_words_and_what_gives_up_is_dangerous() -> None:
    assert all(MORE_PURPOSES.values())
    assert all(MORE_MEANINGS.values())
    assert [one for one in MORE_DESTRUCTIVE if Danger.DESTRUCTIVE not in dangers_of(one)] == []


def test_a_word_in_a_run_of_letters_counts_by_its_share() -> None:
    reading = purpose_of("連絡先を追加")
    assert reading is not None
    assert reading.confidence == 0.5
