"""Nothing of the demonstration shop may be known to the product (rule learned 17).

Generic words of the field ("cart", "Warenkorb") are allowed: every shop has them. What is banned is what only
this shop says: its name, goods, people, sentences and addresses, in both skins.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.shop.seed import products, users
from demo.shop.settings import SkinKey
from demo.shop.skin import Skin, load_skin

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for top in ("app", "agents")
    for path in (ROOT / top).rglob("*")
    if path.suffix in {".py", ".js", ".mjs", ".ts", ".j2", ".json", ".toml"} and "_demo" not in path.parts
)
PLACEHOLDER = re.compile(r"\{\w+\}")


def phrases(skin: Skin) -> Iterator[str]:
    """What only this shop says, in lower case."""
    yield from (text for key, text in skin.site.items() if key in {"name", "code"} or key.startswith("tid_"))
    yield from (product.name for product in products(skin).values())
    for user in users(skin).values():
        yield from (user.email, user.name)
    yield from (
        text for text in skin.words.values() if len(text.split()) >= 4 and not PLACEHOLDER.search(text)
    )
    yield from (
        path for path in skin.routes.values() if path.count("/") >= 2 and not PLACEHOLDER.search(path)
    )


@pytest.mark.parametrize("key", ["1", "2"])
def test_the_product_knows_nothing_of_the_shop(key: SkinKey) -> None:
    banned = {phrase.casefold() for phrase in phrases(load_skin(key))}
    assert len(banned) > 200
    found = [
        f"{path.relative_to(ROOT)}: {phrase}"
        for path in SOURCES
        for text in [path.read_text(encoding="utf-8").casefold()]
        for phrase in banned
        if phrase in text
    ]
    assert found == []


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 30
