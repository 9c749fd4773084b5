"""Everything a running shop remembers. All of it is bounded: a server outlives thousands of visits."""

import secrets
from collections import OrderedDict
from datetime import UTC, datetime

from demo.shop import seed
from demo.shop.model import Line, Order, Product, Session, Totals, User
from demo.shop.settings import Settings
from demo.shop.skin import Skin

MAX_SESSIONS = 5_000
MAX_ORDERS = 5_000
MAX_CREATED = 1_000


class Store:
    """Products, people, orders and visits, in memory."""

    def __init__(self, settings: Settings, skin: Skin) -> None:
        self.settings = settings
        self.skin = skin
        self.products: dict[int, Product] = seed.products(skin)
        self.users: dict[str, User] = seed.users(skin)
        self.orders: OrderedDict[str, Order] = OrderedDict()
        self.sessions: OrderedDict[str, Session] = OrderedDict()
        self._seeded = len(self.products)
        self._next_product = max(self.products) + 1
        for order in seed.orders(skin, self.users, self.products):
            self.orders[order.number] = order
        self._next_order = 10_001 + len(self.orders)

    def session(self, cookie: str | None) -> Session:
        """The visit of a cookie, or a new one with an empty cart."""
        known = self.sessions.get(cookie) if cookie else None
        if known is not None:
            self.sessions.move_to_end(known.id)
            return known
        made = Session(secrets.token_urlsafe(16))
        self.sessions[made.id] = made
        if len(self.sessions) > MAX_SESSIONS:
            self.sessions.popitem(last=False)
        return made

    def renew(self, session: Session) -> None:
        """Give a visit a new id, as a change of rights should."""
        self.sessions.pop(session.id, None)
        session.id = secrets.token_urlsafe(16)
        self.sessions[session.id] = session

    def user(self, session: Session) -> User | None:
        """Who is signed in."""
        return self.users.get(session.user) if session.user else None

    def place(
        self, session: Session, lines: tuple[Line, ...], totals: Totals, recipient: str, address: str
    ) -> Order:
        """Turn a cart into an order."""
        number = self.skin.site["order_number"].format(number=self._next_order)
        self._next_order += 1
        kept = lines
        if self.settings.broken("order-loses-an-item") and len(lines) > 1:
            kept = lines[:-1]
        owner = session.user or ""
        now = datetime.now(UTC)
        order = Order(number, now, owner, recipient, address, kept, totals, shipped=False)
        self.orders[number] = order
        if len(self.orders) > MAX_ORDERS:
            self.orders.popitem(last=False)
        session.orders = [*session.orders[-19:], number]
        session.cart.clear()
        session.code = None
        return order

    def orders_of(self, user: User) -> list[Order]:
        """Someone's orders, the newest first."""
        return [order for order in reversed(self.orders.values()) if order.email == user.email]

    def create(self, name: str, category: str, price: int, stock: int) -> Product:
        """Add a product; the oldest product added by hand makes room when there are too many."""
        made = Product(self._next_product, name, category, price, stock, self.skin.words["new_description"])
        self._next_product += 1
        if self.settings.broken("created-product-vanishes"):
            return made
        self.products[made.id] = made
        if len(self.products) > self._seeded + MAX_CREATED:
            oldest = min(number for number in self.products if number >= self._first_created())
            del self.products[oldest]
        return made

    def _first_created(self) -> int:
        return int(self.skin.site["first_id"]) + self._seeded

    def after(self, product: Product) -> Product:
        """The product in the next row of the table, for the bugs that hit the neighbour."""
        ids = sorted(self.products)
        return self.products[ids[(ids.index(product.id) + 1) % len(ids)]]
