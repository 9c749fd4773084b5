"""The goods, people and past orders that a shop starts with; the same on every start."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from demo.shop.model import Line, Order, Product, Review, Totals, User
from demo.shop.skin import Skin

SEED = 20_260
CENTS = (20, 45, 50, 75, 95)
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
FIRST_DAY = datetime(2025, 1, 6, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """An account that may be used by anyone who tries the shop."""

    email: str
    secret: str


# The documented accounts of each skin: the member of staff, who is a customer too, and the one locked out.
DEMO_LOGINS: dict[str, DemoLogin] = {
    "1": DemoLogin("ada@example.test", "harbour-lamp-42"),
    "2": DemoLogin("anke@example.test", "leuchtturm-17"),
}

LOCKED_LOGINS: dict[str, DemoLogin] = {
    "1": DemoLogin("grace@example.test", "anchor-16"),
    "2": DemoLogin("gustav@example.test", "ankerkette-26"),
}


def products(skin: Skin) -> dict[int, Product]:
    """About 240 products: each kind of thing of a category in each of the category's ranges."""
    rng = random.Random(SEED + 100 * (int(skin.key) - 1))  # noqa: S311 - the same goods on every start is the point
    made = [
        _product(skin, slug, kind, series, rng)
        for slug, category in skin.goods["categories"].items()
        for kind in category["kinds"]
        for series in category["ranges"]
    ]
    rng.shuffle(made)
    first = int(skin.site["first_id"])
    for number, product in enumerate(made, start=first):
        product.id = number
    return {product.id: product for product in made}


def _product(skin: Skin, slug: str, kind: list[str], series: list[str], rng: random.Random) -> Product:
    name, euros, sentence = kind
    price = max(2, round(int(euros) * rng.choice((0.85, 1.0, 1.3)))) * 100 + rng.choice(CENTS)
    stock = 0 if rng.random() < 0.04 else rng.randint(3, 40)
    return Product(
        id=0,
        name=skin.site["product_name"].format(kind=name, range=series[0]),
        category=slug,
        price=price,
        stock=stock,
        description=f"{sentence} {series[1]}",
        rating=rng.randint(31, 50),
    )


def users(skin: Skin) -> dict[str, User]:
    """Ten people, the first of them staff, one of them locked out for good."""
    login, locked_out = DEMO_LOGINS[skin.key], LOCKED_LOGINS[skin.key]
    known = {login.email: login.secret, locked_out.email: locked_out.secret}
    found: dict[str, User] = {}
    for row in skin.people["users"]:
        email = row["email"]
        secret = known.get(email) or row["secret"]
        locked = FOREVER if email == locked_out.email else None
        found[email] = User(
            email,
            secret,
            row["name"],
            admin=email == login.email,
            phone=row["phone"],
            city=row["city"],
            birth_year=row["born"],
            locked_until=locked,
        )
    return found


def orders(skin: Skin, people: Mapping[str, User], goods: Mapping[int, Product]) -> list[Order]:
    """Two to four past orders for everyone."""
    rng = random.Random(SEED + 1)  # noqa: S311 - as above
    ids = sorted(goods)
    placed: list[Order] = []
    for user in people.values():
        for _ in range(rng.randint(2, 4)):
            chosen = [goods[number] for number in rng.sample(ids, rng.randint(1, 3))]
            lines = tuple(_line(product, rng.randint(1, 3)) for product in chosen)
            totals = Totals(sum(line.cost for line in lines), 0, 395, 0)
            day = FIRST_DAY + timedelta(days=5 * len(placed), minutes=37 * len(placed))
            number = skin.site["order_number"].format(number=10_001 + len(placed))
            address = f"{rng.randint(2, 90)} {skin.texts['streets'][len(placed) % 5]}, {user.city}"
            placed.append(Order(number, day, user.email, user.name, address, lines, totals, shipped=True))
    return placed


def _line(product: Product, quantity: int) -> Line:
    return Line(product.id, product.name, product.price, quantity, product.price * quantity)


def reviews(skin: Skin, product: Product) -> list[Review]:
    """Two or three opinions, always the same for a product."""
    rng = random.Random(product.id)  # noqa: S311 - as above
    authors = [row["name"].split()[0] for row in skin.people["users"]]
    texts = rng.sample(skin.texts["reviews"], rng.randint(2, 3))
    return [Review(rng.choice(authors), rng.randint(3, 5), text) for text in texts]
