"""The first door: what can be wrong with an address, and what the reader can do about it. All pure."""

import re
from collections.abc import Mapping

from pydantic import Field

from agents.browser.addresses import host, is_download, origin, port, relative, same_site
from agents.domain.base import Model
from agents.errors import (
    AgentError,
    BotWallError,
    LoginWallError,
    NotAPageError,
    OtherSiteError,
    UnreachableError,
)

SIGN_IN_OPTIONS = (
    "Give --username-env and --password-env (names of environment variables), or a signed-in session with"
    " --storage-state, or a header that lets the run in with --header NAME=VALUE."
)
_BASIC = "Give the credentials as --header 'Authorization=Basic ...' (user:password in base64)."
_BYPASS = (
    "Give the bypass token of the preview's protection with --header NAME=VALUE,"
    " or a session with --storage-state."
)

_WAIT = "Is the application still starting? Try again when it answers."
_NETWORK = (
    ("ERR_NAME_NOT_RESOLVED", "the host {host} is unknown",
     "Check the spelling, or whether a VPN is needed."),
    ("ERR_CONNECTION_REFUSED", "{host} refuses the connection",
     "Is the application running, and on this port?"),
    ("ERR_CONNECTION_RESET", "{host} broke off the connection",
     "Is this the right port and scheme (http or https)?"),
    ("ERR_EMPTY_RESPONSE", "{host} closed the connection and answered nothing",
     "Is this the right port and scheme (http or https)?"),
    ("ERR_SOCKET_NOT_CONNECTED", "{host} closed the connection and answered nothing",
     "Is this the right port and scheme (http or https)?"),
    ("ERR_CONNECTION_CLOSED", "{host} closed the connection",
     "Is this the right port and scheme (http or https)?"),
    ("ERR_SSL_PROTOCOL_ERROR", "{host} does not speak TLS",
     "Does the address begin with http:// rather than https://?"),
    ("ERR_CERT_", "the TLS certificate of {host} is not trusted ({code})",
     "Use a valid certificate, or http:// for a local preview."),
    ("ERR_SSL_", "the TLS connection to {host} failed ({code})",
     "Check the certificate and the scheme of the address."),
    ("ERR_TOO_MANY_REDIRECTS", "{host} redirects in a circle",
     "Open the address in a private window; a cookie may be missing."),
    ("ERR_INTERNET_DISCONNECTED", "there is no network", "Check the connection of this machine."),
    ("ERR_ADDRESS_UNREACHABLE", "{host} cannot be reached", "Check the network, or whether a VPN is needed."),
    ("ERR_UNSAFE_PORT", "browsers refuse to open port {port}", "Serve the application on another port."),
    ("ERR_CONTENT_DECODING_FAILED", "{host} answers with what cannot be decoded",
     "Does its Content-Encoding say what it really sends?"),
    ("ERR_INVALID_HTTP_RESPONSE", "{host} answers, but not as a web server does",
     "Is this the right port?"),
    ("TIMED_OUT", "{host} did not answer in time",
     _WAIT),
    ("Timeout", "{host} did not answer in time",
     "Is the application still starting? Try again when it answers."),
)  # fmt: skip
_CODE = re.compile(r"net::(\w+)")

_BOT_WORDS = re.compile(
    r"just a moment|attention required|checking your browser|verify(ing)? (that )?you are (a )?human"
    r"|are you a robot"
    r"|unusual traffic|pardon our interruption|access to this page has been denied|bot (detection|protection)"
    r"|request unsuccessful\. incapsula|security check|ddos-guard|enable javascript and cookies to continue",
    re.IGNORECASE,
)
_BOT_HEADERS = ("cf-mitigated", "x-datadome", "x-px-block", "x-amzn-waf-action")
_AUTH_PLACE = re.compile(r"(sso|log-?in|sign-?in|auth\w*|oauth2?|saml|account|idp|identity)", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")

UNAUTHORISED, FORBIDDEN, TOO_MANY, UNAVAILABLE = 401, 403, 429, 503
FIRST_ERROR, FIRST_SERVER_ERROR = 400, 500
_NOT_READY = (502, UNAVAILABLE, 504)
"""What a proxy answers for an application that is not there, or not yet."""


class Landing(Model):
    """Where an address led."""

    asked: str
    url: str
    status: int | None = None
    headers: dict[str, str] = Field(default_factory=dict)

    @property
    def is_page(self) -> bool:
        """Whether what came is a page by its content type; unknown counts as one."""
        kind = {name.lower(): value for name, value in self.headers.items()}.get("content-type", "")
        return not kind or kind.lower().startswith(_PAGES)


def network_error(url: str, message: str, last: str | None = None) -> AgentError:
    """The error for a navigation that failed with this message of the browser.

    `last` is the address at which it failed, when redirects had led from `url` to another one.
    """
    if "Download is starting" in message or ("ERR_ABORTED" in message and is_download(url)):
        return NotAPageError(
            f"{url} is a download, not a page", "Give the address of a page of the application."
        )
    found = _CODE.search(message)
    code = found.group(1) if found else ""
    for mark, text, advice in _NETWORK:
        if mark in message:
            return UnreachableError(_unreachable(url, last or url, text, code), advice)
    if "ERR_ABORTED" in message:
        return NotAPageError(f"{url} gives no page", "Give the address of a page of the application.")
    if code == "ERR_INVALID_AUTH_CREDENTIALS":
        return LoginWallError(f"{url} asks for credentials before it shows anything", _BASIC)
    if code == "ERR_HTTP_RESPONSE_CODE_FAILURE":
        return UnreachableError(
            f"{url} answers with an error and no page", "Open it in a browser to see why."
        )
    reason = code or next(iter(message.strip().splitlines()), "no reason given")
    return UnreachableError(f"{url} cannot be opened: {reason}", "Open it in a browser to see why.")


def _unreachable(url: str, last: str, text: str, code: str) -> str:
    elsewhere = origin(last) != origin(url)
    what = text.format(host=host(last), port=port(last), code=code)
    return f"{url} leads to {last}: {what}" if elsewhere else f"{url}: {what}"


def page_error(landing: Landing, title: str, text: str) -> AgentError | None:
    """Why what came cannot be tested; None when it can. `text` is what the page says."""
    if not same_site(landing.asked, landing.url):
        return _elsewhere(landing)
    if is_bot_wall(landing.status, landing.headers, f"{title}\n{text}"):
        return BotWallError(
            f"{landing.url} refuses automated browsers ({title or 'a challenge page'})",
            "Let the run in: an allow-list entry, or a bypass header given with --header NAME=VALUE.",
        )
    if landing.status in (UNAUTHORISED, FORBIDDEN):
        basic = any(
            name.lower() == "www-authenticate" and "basic" in value.lower()
            for name, value in landing.headers.items()
        )
        return LoginWallError(
            f"{landing.url} answers {landing.status}: nothing is shown without access",
            _BASIC if basic else SIGN_IN_OPTIONS,
        )
    if not landing.is_page:
        kind = {name.lower(): value for name, value in landing.headers.items()}["content-type"]
        return NotAPageError(
            f"{landing.url} is {kind}, not a page", "Give the address of a page of the application."
        )
    return _status_error(landing)


def _status_error(landing: Landing) -> AgentError | None:
    if landing.status is None or landing.status < FIRST_ERROR:
        return None
    if landing.status in _NOT_READY:
        advice = "Is the application still starting? Try again when it answers; else see its own log."
    elif landing.status == TOO_MANY:
        advice = "It limits how often it may be asked. Try again later, or raise the limit for this run."
    elif landing.status >= FIRST_SERVER_ERROR:
        advice = "The application fails at this address; see its own log."
    else:
        advice = "Check the path of the address."
    return UnreachableError(f"{landing.url} answers {landing.status}", advice)


def _elsewhere(landing: Landing) -> AgentError:
    if _AUTH_PLACE.search(f"{host(landing.url)}{relative(landing.url)}"):
        return LoginWallError(f"{landing.asked} leads to a sign-in at {origin(landing.url)}", _BYPASS)
    return OtherSiteError(
        f"{landing.asked} leads to another site, {origin(landing.url)}",
        "Give the address of the site itself if that is what you want to test.",
    )


def is_bot_wall(status: int | None, headers: Mapping[str, str], text: str) -> bool:
    """Whether an answer is a challenge for browsers driven by a program."""
    if any(name.lower() in _BOT_HEADERS for name in headers):
        return status is None or status >= FIRST_ERROR
    return status in (FORBIDDEN, TOO_MANY, UNAVAILABLE) and _BOT_WORDS.search(text) is not None
