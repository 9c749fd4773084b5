"""The cart, and the way from it to an order."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from demo.shop import basket, rules
from demo.shop.model import Totals
from demo.shop.routing import Rows
from demo.shop.rules import whole
from demo.shop.visit import Visit


def _put(visit: Visit, product_text: object, quantity_text: object) -> tuple[str, bool]:
    """Put something in the cart; the sentence to say, and whether it worked."""
    product = visit.product(product_text)
    quantity = whole(quantity_text, 1, basket.MOST) or 0
    held = visit.session.cart.get(product.id, 0)
    most = basket.limit(product, visit.settings)
    if not quantity:
        return visit.skin.words["error_quantity"], False
    if held + quantity > most:
        return visit.skin.say("error_stock", count=product.stock, name=product.name), False
    visit.session.cart[product.id] = held + quantity
    return visit.skin.say("added", name=product.name), True


async def cart(visit: Visit) -> Response:
    """What is in the cart."""
    lines = basket.lines(visit.session, visit.store.products)
    limits = {
        line.product_id: basket.limit(visit.store.products[line.product_id], visit.settings) for line in lines
    }
    totals = _totals(visit, {})
    return visit.page("cart.html", lines=lines, totals=totals, code=visit.session.code, limits=limits)


def _totals(visit: Visit, form: Mapping[str, str]) -> Totals:
    return basket.totals(
        basket.lines(visit.session, visit.store.products),
        code=bool(visit.session.code),
        express=form.get("delivery") == visit.skin.values["express"],
        gift=visit.settings.head and bool(form.get("gift")),
        settings=visit.settings,
    )


async def api_cart(visit: Visit) -> Response:
    """Put something in the cart, for scripts."""
    sent = await visit.body()
    message, ok = _put(visit, sent.get("product"), sent.get("quantity", 1))
    count = basket.count(visit.session, visit.store.products)
    return visit.json({"ok": ok, "message": message, "count": count}, 200 if ok else 409)


async def cart_add(visit: Visit) -> Response:
    """Put something in the cart, where no script runs."""
    form = await visit.form()
    message, _ = _put(visit, form["product"], form["quantity"] or "1")
    return visit.go("cart", say=message)


async def cart_update(visit: Visit) -> Response:
    """Change how many of a product are wanted."""
    form = await visit.form()
    product = visit.product(form["product"])
    most = basket.limit(product, visit.settings)
    quantity = whole(form["quantity"], 1, basket.MOST)
    if quantity is None:
        return visit.go("cart", say=visit.skin.words["error_quantity"])
    if quantity > most:
        return visit.go("cart", say=visit.skin.say("error_stock", count=product.stock, name=product.name))
    if product.id in visit.session.cart and not visit.settings.broken("quantity-not-updated"):
        visit.session.cart[product.id] = quantity
    return visit.go("cart", say=visit.skin.words["cart_updated"])


async def cart_remove(visit: Visit) -> Response:
    """Take a product out."""
    product = visit.product((await visit.form())["product"])
    if not visit.settings.broken("remove-removes-nothing"):
        visit.session.cart.pop(product.id, None)
    return visit.go("cart", say=visit.skin.say("removed", name=product.name))


async def cart_discount(visit: Visit) -> Response:
    """Take a discount code."""
    code = (await visit.form())["code"].strip().upper()
    if code != visit.skin.site["code"]:
        return visit.go("cart", say=visit.skin.words["code_unknown"])
    visit.session.code = code
    return visit.go("cart", say=visit.skin.words["code_taken"])


async def checkout(visit: Visit) -> Response:
    """The form between a cart and an order."""
    if not basket.lines(visit.session, visit.store.products):
        return visit.go("cart", say=visit.skin.words["cart_empty"])
    user = visit.user
    form = {"name": user.name, "email": user.email, "city": user.city} if user else {}
    return _checkout_page(visit, {"days": "3", **form}, {})


def _checkout_page(visit: Visit, form: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    demands = rules.checkout(visit.settings)
    lines = basket.lines(visit.session, visit.store.products)
    totals = _totals(visit, form)
    express = form.get("delivery") == visit.skin.values["express"]
    status = 422 if errors else 200
    data = {"form": form, "errors": errors, "rules": demands, "lines": lines, "totals": totals}
    return visit.page("checkout.html", status=status, express=express, **data)


async def checkout_submit(visit: Visit) -> Response:
    """Place the order, or say what is missing."""
    lines = basket.lines(visit.session, visit.store.products)
    if not lines:
        return visit.go("cart", say=visit.skin.words["cart_empty"])
    form = await visit.form()
    errors = rules.check(rules.checkout(visit.settings), form)
    if not form["terms"]:
        errors["terms"] = "error_terms"
    if errors:
        return _checkout_page(visit, form, errors)
    address = f"{form['street'].strip()}, {form['postcode'].strip()} {form['city'].strip()}"
    order = visit.store.place(visit.session, lines, _totals(visit, form), form["name"].strip(), address)
    return visit.go("confirmation", number=order.number)


async def confirmation(visit: Visit) -> Response:
    """Thanks for an order, for the one who placed it."""
    number = visit.request.path_params["number"]
    order = visit.store.orders.get(number)
    if order is None or number not in visit.session.orders:
        raise HTTPException(404)
    return visit.page("confirmation.html", order=order)


HANDLERS: Rows = (
    ("GET", "cart", cart),
    ("POST", "cart_add", cart_add),
    ("POST", "cart_update", cart_update),
    ("POST", "cart_remove", cart_remove),
    ("POST", "cart_discount", cart_discount),
    ("GET", "checkout", checkout),
    ("POST", "checkout", checkout_submit),
    ("GET", "confirmation", confirmation),
    ("POST", "api_cart", api_cart),
)
