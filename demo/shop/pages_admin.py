"""The staff's table of products: a page that a script fills, and the API behind it."""

import math
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from demo.shop.model import Product
from demo.shop.pages_account import to_sign_in
from demo.shop.routing import Rows
from demo.shop.rules import cents, whole
from demo.shop.visit import Visit

ROWS = 15
LONGEST_NAME = 60


async def admin(visit: Visit) -> Response:
    """The page around the table."""
    if visit.user is None:
        return to_sign_in(visit)
    if not visit.user.admin:
        return visit.page("forbidden.html", status=403)
    return visit.page("admin.html")


def _staff_only(visit: Visit) -> None:
    if visit.user is None:
        raise HTTPException(401)
    if not visit.user.admin:
        raise HTTPException(403)


def _row(visit: Visit, product: Product) -> dict[str, object]:
    category = visit.skin.goods["categories"].get(product.category, {"name": product.category})
    return {
        "id": product.id,
        "name": product.name,
        "category": category["name"],
        "price": f"{product.price / 100:.2f}",
        "shown": visit.skin.money(product.price),
        "stock": product.stock,
    }


async def api_list(visit: Visit) -> Response:
    """A page of the table, in the order of the numbers."""
    _staff_only(visit)
    text = visit.query("q").casefold().strip()
    found = [item for number, item in sorted(visit.store.products.items()) if text in item.name.casefold()]
    pages = max(1, math.ceil(len(found) / ROWS))
    page = min(whole(visit.query("page"), 1, 9_999) or 1, pages)
    rows = [_row(visit, item) for item in found[(page - 1) * ROWS : page * ROWS]]
    return visit.json({"rows": rows, "page": page, "pages": pages, "total": len(found)})


def _values(visit: Visit, sent: Mapping[str, Any]) -> tuple[str, int, int] | str:
    """The name, price and stock that were sent, or what is wrong with them."""
    name = sent.get("name")
    if not isinstance(name, str) or not name.strip() or len(name.strip()) > LONGEST_NAME:
        return visit.skin.words["error_name"]
    price, stock = cents(sent.get("price")), whole(sent.get("stock"), 0, 9_999)
    if not price:
        return visit.skin.words["error_price"]
    if stock is None:
        return visit.skin.words["error_stock_number"]
    return name.strip(), price, stock


async def api_create(visit: Visit) -> Response:
    """A new product."""
    _staff_only(visit)
    sent = await visit.body()
    values = _values(visit, sent)
    if isinstance(values, str):
        return visit.json({"error": values}, 422)
    categories = visit.skin.goods["categories"]
    category = sent.get("category")
    if not isinstance(category, str) or category not in categories:
        category = next(iter(categories))
    made = visit.store.create(values[0], category, values[1], values[2])
    return visit.json({"row": _row(visit, made), "message": visit.skin.say("created", name=made.name)}, 201)


async def api_edit(visit: Visit) -> Response:
    """Other values for a product."""
    _staff_only(visit)
    product = visit.product(visit.request.path_params["product_id"])
    values = _values(visit, await visit.body())
    if isinstance(values, str):
        return visit.json({"error": values}, 422)
    product.name, product.price, product.stock = values
    message = visit.skin.say("saved", name=product.name)
    return visit.json({"row": _row(visit, product), "message": message})


async def api_delete(visit: Visit) -> Response:
    """Take a product out of the shop."""
    _staff_only(visit)
    product = visit.product(visit.request.path_params["product_id"])
    message = visit.skin.say("deleted", name=product.name)
    victim = product
    if visit.settings.broken("delete-deletes-neighbour"):
        victim = visit.store.after(product)
    del visit.store.products[victim.id]
    return visit.json({"message": message})


HANDLERS: Rows = (
    ("GET", "admin", admin),
    ("GET", "api_admin_products", api_list),
    ("POST", "api_admin_products", api_create),
    ("PUT", "api_admin_product", api_edit),
    ("DELETE", "api_admin_product", api_delete),
)
