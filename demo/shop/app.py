"""The shop as an ASGI application."""

import functools
import html
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from demo.shop import pages_account, pages_admin, pages_cart, pages_catalogue, pages_info
from demo.shop.art import picture
from demo.shop.routing import Handler, Rows
from demo.shop.scripts import script
from demo.shop.settings import Settings, SkinKey
from demo.shop.skin import Skin, load_skin
from demo.shop.store import Store
from demo.shop.visit import Visit

HERE = Path(__file__).resolve().parent
HANDLERS: Rows = (
    *pages_catalogue.HANDLERS,
    *pages_cart.HANDLERS,
    *pages_account.HANDLERS,
    *pages_admin.HANDLERS,
    *pages_info.HANDLERS,
)


def create_app(settings: Settings) -> FastAPI:
    """A shop with its own memory."""
    skin = load_skin(settings.skin)
    store = Store(settings, skin)
    templates = _templates(settings.skin)
    app = FastAPI(title=skin.site["name"], docs_url=None, redoc_url=None, openapi_url=None)
    app.state.store = store
    for methods, route, handler in HANDLERS:
        app.add_route(skin.routes[route], _endpoint(handler, store, templates), methods=methods.split())
    _add_assets(app, settings, skin)
    _add_errors(app, store, templates)
    return app


def _endpoint(
    handler: Handler, store: Store, templates: Environment
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await handler(Visit(request, store, templates))

    return endpoint


@functools.cache
def _templates(key: SkinKey) -> Environment:
    """A skin's templates; what differs from shop to shop comes with each page."""
    skin = load_skin(key)
    loader = ChoiceLoader([FileSystemLoader(skin.folder), FileSystemLoader(HERE / "templates")])
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    env.lstrip_blocks = True
    env.filters["money"] = skin.money
    categories = skin.goods["categories"]

    def drawing(category: str, number: int) -> str:
        return picture(categories[category]["art"], number)

    env.globals.update(
        w=skin.words,
        say=skin.say,
        r=skin.path,
        f=skin.fields,
        v=skin.values,
        fid=skin.field_id,
        site=skin.site,
        texts=skin.texts,
        categories={slug: row["name"] for slug, row in categories.items()},
        routes=skin.routes,
        lang=skin.lang,
        picture=drawing,
    )
    return env


def _add_assets(app: FastAPI, settings: Settings, skin: Skin) -> None:
    style = (skin.folder / "style.css").read_text("utf-8")
    base = (HERE / "static" / "base.css").read_text("utf-8")
    scripts = {path.name: script(path, settings) for path in sorted((HERE / "static").glob("*.js"))}

    async def css(_request: Request) -> Response:
        return Response(f"{base}\n{style}", media_type="text/css")

    async def javascript(request: Request) -> Response:
        text = scripts.get(request.path_params["name"])
        if text is None:
            raise HTTPException(404)
        return Response(text, media_type="text/javascript")

    app.add_route("/static/shop.css", css)
    app.add_route("/static/{name}", javascript)


def _add_errors(app: FastAPI, store: Store, templates: Environment) -> None:
    words = store.skin.words

    async def answer(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if request.url.path.startswith(store.skin.site["api_prefix"]):
            return JSONResponse({"error": words["not_found"] if status == 404 else str(status)}, status)
        if status == 404:
            return Visit(request, store, templates).page("missing.html", status=404)
        plain = f"<!doctype html><title>{status}</title><h1>{html.escape(words['trouble'])}</h1>"
        return Response(plain, status, media_type="text/html")

    app.add_exception_handler(HTTPException, answer)
