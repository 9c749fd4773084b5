"""A small application to perform scenarios on, with everything that a snapshot must cope with."""

import html
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ITEMS = (
    ("Blue lamp", 30),
    ("Red lamp", 20),
    ("Oak table", 90),
    ("Pine table", 60),
    ("Green chair", 45),
)
USER, PASSWORD = "pat@example.test", "open-sesame"

_PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body>
<header><nav><a href="/">Start</a> <a href="/things">Things</a> <a href="/notes">Notes</a></nav>{who}</header>
<main>{body}</main><footer>Small application</footer></body></html>"""

_LOGIN = """<h1>Sign in</h1>{error}<form method="post" action="/login">
<label>E-mail <input name="user" required></label>
<label>Password <input type="password" name="password" required></label>
<button>Sign in</button></form>"""

_THINGS = """<h1>Things</h1><p>Opened <span id="visits">{visits}</span> times</p><p id="clock"></p>
<form><label>Search <input type="search" name="q" value="{query}"></label> <button>Find</button></form>
<p class="summary">{summary}</p><ul aria-label="Things">{items}</ul>
<script>document.getElementById('clock').textContent = 'Now '
  + new Date().toISOString() + ' ' + Math.random();</script>"""

_COUNTER = """<h1>Counter</h1><button id="add">Add one</button> <p>Total: <b id="total">0</b></p>
<p>Amount <output id="amount">0.00 EUR</output></p>
<label><input type="checkbox" id="loud"> Loud</label>
<button id="more" aria-expanded="false" aria-controls="panel">More</button>
<div id="panel" hidden>Hidden words</div>
<div id="toast" role="status"></div><div role="alert" id="flash"></div>
<script>
let total = 0;
add.onclick = () => { total += 1; document.getElementById('total').textContent = total;
  amount.textContent = (total * 2.5).toFixed(2) + ' EUR'; toast.textContent = 'Added to the total';
  flash.textContent = 'Gone at once'; setTimeout(() => { flash.textContent = ''; }, 100);
  setTimeout(() => { toast.textContent = ''; }, 4000); };
more.onclick = () => { const open = more.getAttribute('aria-expanded') === 'true';
  more.setAttribute('aria-expanded', String(!open)); panel.hidden = open; };
</script>"""

_NOTES = """<h1>Notes</h1><button id="new">New note</button><ul aria-label="Notes">{notes}</ul>
<dialog aria-label="Note"><form method="post" action="/notes"><label>Text <input name="text" required></label>
<button>Save</button></form></dialog>
<script>document.getElementById('new').onclick = () => document.querySelector('dialog').showModal();
document.querySelectorAll('li button').forEach((one) => { one.onclick = () => {
  if (confirm('Delete?')) location.href = '/delete?at=' + one.dataset.at; }; });</script>"""

_INNER = """<h1>Parts</h1><x-box></x-box><iframe title="Help" src="/help"></iframe>
<script>customElements.define('x-box', class extends HTMLElement { connectedCallback() {
  this.attachShadow({ mode: 'open' }).innerHTML = '<button>Press</button><p part="out">Waiting 0</p>';
  this.shadowRoot.querySelector('button').onclick = () => {
    this.shadowRoot.querySelector('p').textContent = 'Pressed 1'; }; } });</script>"""

_HELP = """<!doctype html><button onclick="document.querySelector('p').textContent = 'Answer 42'">Ask</button>
<p class="answer">No answer</p>"""


_PROFILE = """<h1>Profile</h1><form method="post" action="/profile">
<label>Town <input name="town" value="{town}"></label><button>Save</button></form>"""


class Model:
    """What the application remembers; never reset."""

    def __init__(self) -> None:
        self.visits = itertools.count(1)
        self.sessions = itertools.count(1)
        self.open_sessions: set[str] = set()
        self.notes: list[str] = ["First note"]
        self.search_works = True
        self.login_fails = False
        self.one_session = False
        self.search_fails = itertools.repeat(False)
        self.towns: list[str] = ["Oslo"]


class _Handler(BaseHTTPRequestHandler):
    model: Model

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _session(self) -> str | None:
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("session")
        return cookie.value if cookie and cookie.value in self.model.open_sessions else None

    def _send(self, title: str, body: str, *, status: int = 200) -> None:
        who = '<a href="/logout">Sign out</a>' if self._session() else '<a href="/login">Sign in</a>'
        self._raw(_PAGE.format(title=title, body=body, who=who), status=status)

    def _raw(self, text: str, *, status: int = 200) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _redirect(self, path: str, cookie: str | None = None) -> None:
        self.send_response(303)
        self.send_header("Location", path)
        if cookie is not None:
            self.send_header("Set-Cookie", f"session={cookie}; Path=/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        pages = {
            "/": lambda: self._send("Start", "<h1>Start</h1><p>Welcome</p>"),
            "/things": lambda: self._things(query.get("q", "")),
            "/login": lambda: self._send("Sign in", _LOGIN.format(error="")),
            "/counter": lambda: self._send("Counter", _COUNTER),
            "/notes": self._notes,
            "/profile": lambda: self._send("Profile", _PROFILE.format(town=self.model.towns[-1])),
            "/logout": self._logout,
            "/delete": lambda: self._delete(int(query["at"])),
            "/parts": lambda: self._send("Parts", _INNER),
            "/help": lambda: self._raw(_HELP),
        }
        pages.get(parts.path, lambda: self._send("Missing", "<h1>Not found</h1>", status=404))()

    def do_POST(self) -> None:
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.path == "/login" and self.model.login_fails:
            self._send("Error", "<h1>Something went wrong</h1>", status=500)
        elif self.path == "/login":
            self._login(body.get("user", [""])[0], body.get("password", [""])[0])
        elif self.path == "/profile":
            self.model.towns.append(body["town"][0])
            self._redirect("/")
        else:
            self.model.notes.append(body["text"][0])
            self._redirect("/notes")

    def _things(self, term: str) -> None:
        if term and next(self.model.search_fails):
            self._send("Error", "<h1>Blue lamp</h1><p>Something went wrong</p>", status=500)
            return
        found = [
            (name, price)
            for name, price in ITEMS
            if not self.model.search_works or term.lower() in name.lower()
        ]
        items = "".join(
            f"<li><a href='#'>{name}</a> <span>{price}.00 EUR</span></li>" for name, price in found
        )
        summary = f"{len(found)} found" if found else f"Nothing found for {html.escape(term)}"
        visits = next(self.model.visits)
        query = html.escape(term, quote=True)
        self._send("Things", _THINGS.format(visits=visits, query=query, items=items, summary=summary))

    def _login(self, user: str, password: str) -> None:
        if (user, password) != (USER, PASSWORD):
            error = '<p role="alert">Wrong e-mail or password</p>'
            self._send("Sign in", _LOGIN.format(error=error))
            return
        if self.model.one_session:
            self.model.open_sessions.clear()
        session = f"s{next(self.model.sessions)}"
        self.model.open_sessions.add(session)
        self._redirect("/notes", session)

    def _logout(self) -> None:
        self.model.open_sessions.discard(self._session() or "")
        self._redirect("/")

    def _notes(self) -> None:
        if not self._session():
            self._redirect("/login")
            return
        notes = "".join(
            f"<li>{html.escape(text)} <button data-at='{at}'>Delete</button></li>"
            for at, text in enumerate(self.model.notes)
        )
        self._send("Notes", _NOTES.replace("{notes}", notes))

    def _delete(self, at: int) -> None:
        del self.model.notes[at]
        self._redirect("/notes")


class SmallApp:
    """A running instance."""

    def __init__(self, url: str, model: Model) -> None:
        self.url = url
        self.model = model


@contextmanager
def small_app() -> Iterator[SmallApp]:
    """Serve the application on a free port of the loopback interface."""
    model = Model()
    handler = type("Handler", (_Handler,), {"model": model})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield SmallApp(f"http://127.0.0.1:{server.server_address[1]}", model)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
