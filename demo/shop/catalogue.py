"""Finding products: search, filters, order, pages."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from demo.shop.model import Product
from demo.shop.settings import Settings

PAGE_SIZE = 24
SORTS = ("featured", "price_up", "price_down", "name", "rating")
_KEYS: dict[str, Callable[[Product], tuple[object, ...]]] = {
    "price_up": lambda product: (product.price, product.name),
    "price_down": lambda product: (-product.price, product.name),
    "name": lambda product: (product.name.casefold(), product.id),
    "rating": lambda product: (-product.rating, product.name),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asked for; every field is already sane."""

    text: str = ""
    category: str = ""
    lowest: int | None = None
    highest: int | None = None
    in_stock: bool = False
    sort: str = "featured"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of what was found."""

    wanted: Wanted
    items: tuple[Product, ...]
    found: int
    pages: int


def select(products: Iterable[Product], wanted: Wanted, settings: Settings) -> Shelf:
    """The page of products that a visitor asked for."""
    matching = [product for product in products if _matches(product, wanted, settings)]
    if wanted.sort in _KEYS:
        matching.sort(key=_KEYS[_sort_of(wanted, settings)])
    pages = max(1, math.ceil(len(matching) / PAGE_SIZE))
    page = min(wanted.page, pages)
    start = 0 if settings.broken("paging-repeats-page-1") else (page - 1) * PAGE_SIZE
    items = tuple(matching[start : start + PAGE_SIZE])
    return Shelf(replace(wanted, page=page), items, len(matching), pages)


def _sort_of(wanted: Wanted, settings: Settings) -> str:
    if wanted.sort == "price_up" and settings.broken("sort-reversed"):
        return "price_down"
    return wanted.sort


def _matches(product: Product, wanted: Wanted, settings: Settings) -> bool:
    if wanted.category and product.category != wanted.category and not settings.broken("filter-ignored"):
        return False
    if wanted.lowest is not None and product.price < wanted.lowest:
        return False
    if wanted.highest is not None and product.price > wanted.highest:
        return False
    if wanted.in_stock and not product.stock:
        return False
    return has_words(product, wanted.text, settings)


def has_words(product: Product, text: str, settings: Settings) -> bool:
    """Whether every word of a search is in the product's name or description."""
    if settings.broken("search-ignores-query"):
        return True
    if settings.broken("search-case-sensitive"):
        return all(word in product.name for word in text.split())
    hay = f"{product.name} {product.description}".casefold()
    return all(word in hay for word in text.casefold().split())


def suggestions(products: Iterable[Product], text: str) -> list[Product]:
    """The first products whose name has the typed letters."""
    typed = text.casefold().strip()
    if len(typed) < 2:
        return []
    return [product for product in products if typed in product.name.casefold()][:6]
