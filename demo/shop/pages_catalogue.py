"""Home, the list of products, a product, and what its scripts ask for."""

import asyncio
from dataclasses import replace
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from demo.shop import seed
from demo.shop.catalogue import SORTS, Wanted, select, suggestions
from demo.shop.model import Product
from demo.shop.routing import Rows
from demo.shop.rules import cents, whole
from demo.shop.visit import Visit


def _wanted(visit: Visit) -> Wanted:
    sorts = {visit.skin.values[name]: name for name in SORTS}
    category = visit.query("category")
    return Wanted(
        text=visit.query("q").strip()[:120],
        category=category if category in visit.skin.goods["categories"] else "",
        lowest=cents(visit.query("min")),
        highest=cents(visit.query("max")),
        in_stock=visit.settings.head and bool(visit.query("in_stock")),
        sort=sorts.get(visit.query("sort"), "featured"),
        page=whole(visit.query("page"), 1, 9_999) or 1,
    )


def _address(visit: Visit, wanted: Wanted) -> str:
    """The address of a page of the list, with only what differs from the defaults."""
    fields = visit.skin.fields
    pairs = {
        fields["q"]: wanted.text,
        fields["category"]: wanted.category,
        fields["min"]: f"{wanted.lowest / 100:g}" if wanted.lowest is not None else "",
        fields["max"]: f"{wanted.highest / 100:g}" if wanted.highest is not None else "",
        fields["in_stock"]: "1" if wanted.in_stock else "",
        fields["sort"]: visit.skin.values[wanted.sort] if wanted.sort != "featured" else "",
        fields["page"]: str(wanted.page) if wanted.page > 1 else "",
    }
    query = urlencode({name: value for name, value in pairs.items() if value})
    return visit.skin.path("catalogue") + (f"?{query}" if query else "")


async def home(visit: Visit) -> Response:
    """The first page."""
    goods = [product for product in visit.store.products.values() if product.stock]
    return visit.page("home.html", featured=goods[:8], deal=next(iter(goods[11:]), None))


async def catalogue(visit: Visit) -> Response:
    """The list of products, as asked for."""
    shelf = select(visit.store.products.values(), _wanted(visit), visit.settings)
    kept = shelf.wanted
    if visit.settings.broken("filter-lost-on-paging"):
        kept = replace(kept, category="")

    def page_address(page: int) -> str:
        return _address(visit, replace(kept, page=page))

    return visit.page("catalogue.html", shelf=shelf, sorts=SORTS, page_address=page_address)


async def product(visit: Visit) -> Response:
    """One product."""
    found = visit.product(visit.request.path_params["product_id"])
    price = found.price
    if visit.settings.broken("product-page-wrong-price"):
        price -= price % 100
    goods = visit.store.products.values()
    related = [other for other in goods if other.category == found.category and other.id != found.id][:4]
    wished = found.id in visit.session.wishes
    return visit.page("product.html", product=found, price=price, related=related, wished=wished)


async def api_suggest(visit: Visit) -> Response:
    """Names for the search field's list."""
    found = suggestions(visit.store.products.values(), visit.query("q"))
    return visit.json([{"name": item.name, "href": _link(visit, item)} for item in found])


def _link(visit: Visit, item: Product) -> str:
    return visit.skin.path("product", product_id=item.id)


async def api_reviews(visit: Visit) -> Response:
    """What customers say; slow on purpose, as an outside service would be."""
    found = visit.product(visit.request.path_params["product_id"])
    await asyncio.sleep(visit.settings.late_seconds)
    rows = seed.reviews(visit.skin, found)
    return visit.json([{"author": row.author, "stars": row.stars, "text": row.text} for row in rows])


async def wishlist(visit: Visit) -> Response:
    """What the visitor would like to have (only in the pull request's variant)."""
    _only_head(visit)
    wished = [
        visit.store.products[number] for number in sorted(visit.session.wishes & set(visit.store.products))
    ]
    return visit.page("wishlist.html", wished=wished)


async def wishlist_toggle(visit: Visit) -> Response:
    """Put a product on the list of wishes, or take it off."""
    _only_head(visit)
    found = visit.product((await visit.form())["product"])
    wishes = visit.session.wishes
    added = found.id not in wishes
    (wishes.add if added else wishes.discard)(found.id)
    say = visit.skin.say("wish_added" if added else "wish_removed", name=found.name)
    return visit.go("product", say=say, product_id=found.id)


def _only_head(visit: Visit) -> None:
    if not visit.settings.head:
        raise HTTPException(404)


HANDLERS: Rows = (
    ("GET", "home", home),
    ("GET", "catalogue", catalogue),
    ("GET", "product", product),
    ("GET", "wishlist", wishlist),
    ("POST", "wishlist_toggle", wishlist_toggle),
    ("GET", "api_suggest", api_suggest),
    ("GET", "api_reviews", api_reviews),
)
