"""What is in a cart and what it costs."""

from collections.abc import Mapping

from demo.shop.model import Line, Product, Session, Totals
from demo.shop.settings import Settings

FREE_FROM = 5000
STANDARD, EXPRESS, GIFT = 395, 990, 350
DISCOUNT_PERCENT = 10
MOST = 99


def lines(session: Session, products: Mapping[int, Product]) -> tuple[Line, ...]:
    """The cart's lines; a product that was deleted meanwhile is gone from the cart, too."""
    return tuple(
        Line(product.id, product.name, product.price, quantity, product.price * quantity)
        for number, quantity in session.cart.items()
        if (product := products.get(number)) is not None
    )


def count(session: Session, products: Mapping[int, Product]) -> int:
    """How many things are in the cart."""
    return sum(line.quantity for line in lines(session, products))


def limit(product: Product, settings: Settings) -> int:
    """The most of a product that one cart may hold."""
    if settings.broken("stock-limit-ignored"):
        return MOST
    return min(product.stock, MOST)


def totals(bought: tuple[Line, ...], *, code: bool, express: bool, gift: bool, settings: Settings) -> Totals:
    """The sums under the lines."""
    subtotal = sum(line.cost for line in bought)
    if settings.broken("cart-total-wrong"):
        subtotal = sum(line.price for line in bought)
    percent = DISCOUNT_PERCENT if code else 0
    if settings.broken("discount-applied-twice"):
        percent *= 2
    discount = subtotal * percent // 100
    delivery = _delivery(subtotal - discount, express=express, settings=settings)
    return Totals(subtotal, discount, delivery if bought else 0, GIFT if gift else 0)


def _delivery(value: int, *, express: bool, settings: Settings) -> int:
    if express and not settings.broken("express-delivery-free"):
        return EXPRESS
    return 0 if value >= FREE_FROM else STANDARD
