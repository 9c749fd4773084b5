"""A skin: the same shop in other words, at other addresses, with other goods and people; all from tables."""

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.shop.settings import SkinKey

HERE = Path(__file__).resolve().parent
FOLDERS: dict[SkinKey, str] = {"1": "harbour", "2": "markt"}
TABLES = ("site", "words", "goods", "people", "texts")


@dataclass(frozen=True, slots=True)
class Skin:
    """The tables of one skin."""

    key: SkinKey
    folder: Path
    lang: str
    site: dict[str, str]
    routes: dict[str, str]
    fields: dict[str, str]
    values: dict[str, str]
    words: dict[str, str]
    goods: dict[str, Any]
    people: dict[str, Any]
    texts: dict[str, Any]

    def path(self, route: str, **params: object) -> str:
        """The address of a route."""
        return re.sub(r"\{(\w+)\}", lambda found: str(params[found[1]]), self.routes[route])

    def money(self, cents: int) -> str:
        """A price as this skin's customers write it."""
        sign, whole, rest = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
        if self.lang == "de":
            grouped = f"{whole:,}".replace(",", ".")
            return f"{sign}{grouped},{rest:02d} €"
        return f"{sign}£{whole:,}.{rest:02d}"

    def field_id(self, field: str) -> str:
        """The id of a form field's element."""
        return self.site["field_id"].format(name=self.fields[field])

    def say(self, word: str, **values: object) -> str:
        """A sentence with values filled in."""
        return self.words[word].format(**values)


@functools.cache
def load_skin(key: SkinKey) -> Skin:
    """Read the tables of a skin."""
    folder = HERE / "skins" / FOLDERS[key]
    tables = {name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in TABLES}
    site = tables["site"]
    return Skin(
        key=key,
        folder=folder,
        lang=site["site"]["lang"],
        site=site["site"],
        routes=site["routes"],
        fields=site["fields"],
        values=site["values"],
        words=tables["words"],
        goods=tables["goods"],
        people=tables["people"],
        texts=tables["texts"],
    )
