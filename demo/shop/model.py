"""What the shop is about: products, people, orders, visits."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Product:
    """Something on sale; prices are whole cents."""

    id: int
    name: str
    category: str
    price: int
    stock: int
    description: str
    rating: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """What a customer wrote about a product."""

    author: str
    stars: int
    text: str


@dataclass(slots=True)
class User:
    """A customer, perhaps one of the staff."""

    email: str
    password: str
    name: str
    admin: bool = False
    phone: str = ""
    city: str = ""
    birth_year: str = ""
    newsletter: bool = False
    failures: int = 0
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A product in a cart or an order, at the price of that moment."""

    product_id: int
    name: str
    price: int
    quantity: int
    cost: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums under a cart or an order."""

    subtotal: int
    discount: int
    delivery: int
    gift: int

    @property
    def total(self) -> int:
        """What is paid in the end."""
        return self.subtotal - self.discount + self.delivery + self.gift


@dataclass(frozen=True, slots=True)
class Order:
    """A placed order; never changes."""

    number: str
    placed: datetime
    email: str
    recipient: str
    address: str
    lines: tuple[Line, ...]
    totals: Totals
    shipped: bool


@dataclass(slots=True)
class Session:
    """One browser's visit, kept by cookie."""

    id: str
    user: str | None = None
    cart: dict[int, int] = field(default_factory=dict)
    code: str | None = None
    wishes: set[int] = field(default_factory=set)
    flash: list[str] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
