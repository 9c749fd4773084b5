"""Addresses as the crawl compares them: one spelling for each page, and what counts as the same site."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from agents.errors import UsageError

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|mc_[ce]id|_ga|_gl|igshid|yclid|ref_src)$"
)
_PORTS = {"http": 80, "https": 443}
_LONGEST = 1_000
_MOST_SEGMENTS = 12
_MOST_REPEATS = 3

DOWNLOADS = re.compile(
    r"\.(zip|gz|tgz|bz2|xz|7z|rar|tar|pdf|docx?|xlsx?|pptx?|odt|ods|csv|tsv|ics|vcf|exe|msi|dmg|pkg|deb|rpm|apk|iso"
    r"|jar|mp3|mp4|m4a|avi|mov|wav|webm|png|jpe?g|gif|webp|svg|ico|bmp|css|js|mjs|map|woff2?|ttf|xml|rss|atom|json"
    r"|txt|epub|bin)$",
    re.IGNORECASE,
)
"""Paths that name a file rather than a page."""


class Query(NamedTuple):
    """A query parameter."""

    name: str
    value: str


def parse_address(text: str) -> str:
    """The address that a user gave, in its canonical spelling.

    Raises:
        UsageError: it has no scheme, another scheme than http and https, or no host.
    """
    stripped = text.strip()
    try:
        parts = urlsplit(stripped)
        port = parts.port
    except ValueError as error:
        raise UsageError(
            f"{text!r} is not an address: {error}", "Give one such as https://example.test"
        ) from error
    if parts.scheme not in _PORTS:
        raise UsageError(
            f"{text!r} does not begin with http:// or https://",
            f"Did you mean https://{stripped.lstrip('/')} ?",
        )
    if not parts.hostname or re.search(r"[\s<>\"{}|\\^`]", stripped) or port == 0:
        raise UsageError(f"{text!r} is not an address of a page", "Give one such as https://example.test")
    return canonical(stripped)


def origin(url: str) -> str:
    """Scheme, host and port, the default port left out."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{_authority(parts)}"


def _authority(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = _port(parts)
    return host if port in (None, _PORTS.get(parts.scheme.lower())) else f"{host}:{port}"


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are one site: the same host, give or take `www.`, a scheme upgrade or a port."""
    return _bare_host(one) == _bare_host(other) != ""


def within_site(url: str, site: str) -> bool:
    """Whether `url` is on the host of `site`, or on a host below it as `api.example.test` is."""
    host, top = _bare_host(url), _bare_host(site)
    return host == top or host.endswith(f".{top}")


def _bare_host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def host(url: str) -> str:
    """The host name of an address, or nothing."""
    return urlsplit(url).hostname or ""


def port(url: str) -> int | None:
    """The port of an address, that of its scheme when it names none."""
    parts = urlsplit(url)
    return _port(parts) or _PORTS.get(parts.scheme.lower())


def is_route(fragment: str) -> bool:
    """Whether a fragment is a client-side route rather than a place on the page."""
    return fragment.startswith(("/", "!"))


def canonical(url: str) -> str:
    """One spelling: lower-case host, no default port or tracking, sorted query, only routes as fragment."""
    parts = urlsplit(url)
    path = urlsplit(urljoin(url, parts.path or "/")).path or "/"
    query = sorted(Query(*pair) for pair in parse_qsl(parts.query, keep_blank_values=True))
    kept = [pair for pair in query if not _TRACKING.match(pair.name)]
    fragment = parts.fragment if is_route(parts.fragment) else ""
    return urlunsplit((parts.scheme.lower(), _authority(parts), path, urlencode(kept), fragment))


def key(url: str) -> str:
    """What two addresses of one page share: `canonical` without a slash at the end of path or route."""
    parts = urlsplit(canonical(url))
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, parts.fragment.rstrip("/!")))


def relative(url: str) -> str:
    """Path, query and fragment, for a `Goto`."""
    parts = urlsplit(url)
    fragment = parts.fragment if is_route(parts.fragment) else ""
    return urlunsplit(("", "", parts.path or "/", parts.query, fragment))


def rebase(url: str, base: str) -> str:
    """The same address on the origin of `base`, when both are one site; else unchanged."""
    if not same_site(url, base) or origin(url) == origin(base):
        return url
    ours, theirs = urlsplit(base), urlsplit(url)
    # Another port is another application, unless both are the default of their scheme.
    if _port(theirs) not in (None, _PORTS.get(theirs.scheme)):
        return url
    return urlunsplit((ours.scheme, ours.netloc, theirs.path, theirs.query, theirs.fragment))


def segments(url: str) -> tuple[str, ...]:
    """The parts of the path, and of the client-side route after a `#`."""
    parts = urlsplit(url)
    path = tuple(part for part in parts.path.split("/") if part)
    if not is_route(parts.fragment):
        return path
    route = parts.fragment.lstrip("!").partition("?")[0]
    return (*path, "#", *(part for part in route.split("/") if part))


def parameters(url: str) -> tuple[Query, ...]:
    """The query parameters, sorted, of the address or of its client-side route."""
    parts = urlsplit(url)
    routed = parts.fragment.partition("?")[2] if is_route(parts.fragment) else ""
    pairs = parse_qsl("&".join(filter(None, (parts.query, routed))), keep_blank_values=True)
    return tuple(sorted(Query(*pair) for pair in pairs))


def is_trap(url: str) -> bool:
    """Whether an address looks made without end: very long, very deep, or the same part again and again."""
    path = segments(url)
    if len(url) > _LONGEST or len(path) > _MOST_SEGMENTS:
        return True
    return any(path.count(part) > _MOST_REPEATS for part in path if not part.isdigit())


def is_download(url: str) -> bool:
    """Whether the path names a file rather than a page."""
    return DOWNLOADS.search(urlsplit(url).path) is not None


def is_web(url: str) -> bool:
    """Whether the address is one that a browser would open as a page."""
    return urlsplit(url).scheme in _PORTS
