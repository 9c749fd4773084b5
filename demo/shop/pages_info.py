"""Pages that mostly inform: help, guides, collections, contact, terms."""

import re

from starlette.exceptions import HTTPException
from starlette.responses import Response

from demo.shop import rules
from demo.shop.routing import Handler, Rows
from demo.shop.visit import Visit


def _plain(template: str) -> Handler:
    async def show(visit: Visit) -> Response:
        return visit.page(template)

    return show


async def contact(visit: Visit) -> Response:
    """The contact form."""
    return visit.page("contact.html", form={}, errors={}, rules=rules.contact(visit.settings))


async def contact_submit(visit: Visit) -> Response:
    """Thank for a message; nobody reads it."""
    form = await visit.form()
    demands = rules.contact(visit.settings)
    errors = rules.check(demands, form)
    if errors:
        return visit.page("contact.html", status=422, form=form, errors=errors, rules=demands)
    return visit.go("contact", say=visit.skin.words["contact_thanks"])


async def collections(visit: Visit) -> Response:
    """The frame of the part that changes its own address; every address in it opens directly, too."""
    slug = visit.request.path_params.get("slug", "")
    if slug and slug not in visit.skin.texts["collections"]:
        raise HTTPException(404)
    return visit.page("collections.html")


async def api_collection(visit: Visit) -> Response:
    """A collection and what is in it."""
    slug = visit.request.path_params["slug"]
    found = visit.skin.texts["collections"].get(slug)
    if found is None:
        raise HTTPException(404)
    goods = visit.store.products.values()
    chosen = [item for item in goods if item.category in found["categories"] and item.stock][:6]
    money, link = visit.skin.money, visit.skin.path
    items = [
        {"name": item.name, "price": money(item.price), "href": link("product", product_id=item.id)}
        for item in chosen
    ]
    return visit.json({"title": found["title"], "text": found["text"], "items": items})


async def api_guide(visit: Visit) -> Response:
    """The text of a guide."""
    found = visit.skin.texts["guides"].get(visit.request.path_params["slug"])
    if found is None:
        raise HTTPException(404)
    return visit.json({"title": found["title"], "paragraphs": found["paragraphs"]})


async def api_help(visit: Visit) -> Response:
    """Answers with the words that were asked for."""
    words = visit.query("q").casefold().split()
    rows = visit.skin.texts["answers"]
    hits = [row for row in rows if all(word in f"{row['q']} {row['a']}".casefold() for word in words)]
    return visit.json([{"q": row["q"], "a": row["a"]} for row in hits])


async def api_newsletter(visit: Visit) -> Response:
    """Take an address for the newsletter; nothing is kept."""
    email = (await visit.body()).get("email")
    if not isinstance(email, str) or not re.fullmatch(rules.EMAIL, email.strip()):
        return visit.json({"error": visit.skin.words["error_email"]}, 422)
    return visit.json({"message": visit.skin.say("newsletter_thanks", email=email.strip()[:80])})


HANDLERS: Rows = (
    ("GET", "about", _plain("about.html")),
    ("GET", "terms", _plain("terms.html")),
    ("GET", "help", _plain("help.html")),
    ("GET", "help_widget", _plain("help_widget.html")),
    ("GET", "guides", _plain("guides.html")),
    ("GET", "contact", contact),
    ("POST", "contact", contact_submit),
    ("GET", "collections", collections),
    ("GET", "collection", collections),
    ("GET", "api_collection", api_collection),
    ("GET", "api_guide", api_guide),
    ("GET", "api_help", api_help),
    ("POST", "api_newsletter", api_newsletter),
)
