"""Small word tables and text handling for rules: generic, in several languages, never of one application."""

import re
import unicodedata
import zlib

from agents.domain.spoken import spoken


def table(text: str) -> frozenset[str]:
    """A set of words from a text."""
    return frozenset(text.split())


NEXT = table(
    """
    next older more forward weiter nächste nächster mehr suivant suivante plus siguiente siguientes
    más successivo successiva avanti próximo próxima seguinte volgende \u203a » > → >>
    nästa następna следующая далее наступна sonraki التالي הבא अगला berikutnya 次へ 次 下一页 下一頁 다음
    """
)
INCREASE = table("+ \uff0b plus increase increment more erhöhen mehr augmenter aumentar aumentare verhogen")
ANY_OPTION = table(
    """
    all any every everything none default choose select please alle alles beliebig keine wählen
    bitte auswählen tous toutes tout aucun choisir sélectionner todos todas todo cualquiera ninguno
    elegir seleccionar tutti tutte qualsiasi scegli -- - — …
    välj alla wybierz wszystkie выберите выбрать любой виберіть seçin seçiniz tümü hepsi اختر الكل
    בחר הכל चुनें सभी pilih semua 選択 選択してください すべて 全て 全部 请选择 請選擇 所有
    선택 선택하세요 전체 모두
    """
)
REMOVE = table(
    """
    remove delete discard \u00d7 ✕ ✖ entfernen löschen supprimer retirer enlever eliminar quitar
    borrar rimuovi elimina remover excluir verwijderen
    radera usuń удалить убрать видалити sil حذف إزالة מחק הסר hapus xóa 削除 删除 刪除 移除 삭제 제거
    """
)
RESET = table(
    """
    clear reset remove zurücksetzen löschen leeren effacer réinitialiser borrar limpiar restablecer azzera
    cancella wissen
    """
)
LANGUAGES = table(
    "language languages locale sprache langue idioma lingua taal língua idiomas sprachen langues lingue talen"
)
SORTS = table("sort order sortieren trier ordenar ordina classer sorteren ordenado sorted ordered")
ORDERS = table(
    """
    ascending descending newest oldest latest cheapest low high first aufsteigend absteigend neueste neuste
    älteste günstigste billigste teuerste zuerst croissant décroissant récents anciens ascendente descendente
    recientes antiguos recenti recentes oplopend aflopend nieuwste oudste goedkoopste duurste
    """
)
_STOP = table(
    """
    the and for with from that this your our its are was has have not but you all any can will into
    und der die das den dem ein eine mit für von auf ist les des une est pour avec dans sur los las
    una con por para del
    """
)


def tokens(text: str) -> tuple[str, ...]:
    """Words of a text, lower case; symbols such as `+` stand as words of their own."""
    return tuple(re.findall(r"\w+|[^\w\s]+", text.casefold()))


def has_word(text: str, table: frozenset[str]) -> bool:
    """Whether a text contains a word of a table."""
    return any(token in table for token in tokens(text))


def starts_with_word(text: str, table: frozenset[str]) -> bool:
    """Whether the first word of a text is in a table."""
    found = tokens(text)
    return bool(found) and found[0] in table


def slug(*texts: str) -> str:
    """Lower-case ASCII words joined by hyphens, a word once; a text without any by its checksum."""
    words: list[str] = []
    for text in texts:
        folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        found = re.findall(r"[a-z0-9]+", folded)
        if not found and text.strip(" /"):
            found = [f"{zlib.crc32(text.encode()):08x}"]
        words += [word for word in found if word not in words]
    return "-".join(words)


def quoted(name: str, limit: int = 60) -> str:
    """A name as people say it, in quotes, without icons and shortened at a word."""
    text = spoken(name) or " ".join(name.split())
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"


def listed(names: list[str]) -> str:
    """Names as a list in a sentence."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def search_term(samples: tuple[str, ...]) -> str | None:
    """A word that tells the samples apart: in the fewest of them, then the longest, then the first."""
    words: dict[str, int] = {}
    for sample in samples:
        for word in dict.fromkeys(re.findall(r"[^\W\d_]{4,}", sample)):
            if word.casefold() not in _STOP:
                words[word] = words.get(word, 0) + 1
    ranked = sorted(words, key=lambda w: (words[w], -len(w)))
    return ranked[0] if ranked else None
