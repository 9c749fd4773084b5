"""What can be wrong with an address, told so that the reader knows what to do."""

import pytest

from agents.browser.entry import Landing, is_bot_wall, network_error, page_error
from agents.errors import (
    AgentError,
    BotWallError,
    LoginWallError,
    NotAPageError,
    OtherSiteError,
    UnreachableError,
)

URL = "https://a.test/app"


@pytest.mark.parametrize(
    ("message", "kind", "says"),
    [
        ("Page.goto: net::ERR_NAME_NOT_RESOLVED at https://a.test/", UnreachableError, "unknown"),
        ("net::ERR_CONNECTION_REFUSED", UnreachableError, "refuses"),
        ("net::ERR_CONNECTION_RESET", UnreachableError, "broke off"),
        ("net::ERR_EMPTY_RESPONSE", UnreachableError, "closed the connection and answered nothing"),
        ("net::ERR_SOCKET_NOT_CONNECTED", UnreachableError, "closed the connection and answered nothing"),
        ("net::ERR_CONNECTION_CLOSED", UnreachableError, "closed"),
        ("net::ERR_SSL_PROTOCOL_ERROR", UnreachableError, "TLS"),
        ("net::ERR_CERT_AUTHORITY_INVALID", UnreachableError, "ERR_CERT_AUTHORITY_INVALID"),
        ("net::ERR_CONNECTION_TIMED_OUT", UnreachableError, "in time"),
        ("Page.goto: Timeout 15000ms exceeded.", UnreachableError, "in time"),
        ("net::ERR_TOO_MANY_REDIRECTS", UnreachableError, "circle"),
        ("net::ERR_HTTP_RESPONSE_CODE_FAILURE", UnreachableError, "error"),
        ("net::ERR_CONTENT_DECODING_FAILED", UnreachableError, "cannot be decoded"),
        ("net::ERR_INVALID_HTTP_RESPONSE", UnreachableError, "not as a web server"),
        ("net::ERR_SOMETHING_NEW", UnreachableError, "ERR_SOMETHING_NEW"),
        ("something odd", UnreachableError, "something odd"),
        ("", UnreachableError, "no reason"),
        ("net::ERR_INVALID_AUTH_CREDENTIALS", LoginWallError, "credentials"),
        ("Download is starting", NotAPageError, "download"),
        ("net::ERR_ABORTED", NotAPageError, "no page"),
    ],
)
def test_a_failed_navigation_names_its_cause(message: str, kind: type[AgentError], says: str) -> None:
    error = network_error(URL, message)
    assert type(error) is kind
    assert says in error.message
    assert error.advice


@pytest.mark.parametrize(
    ("url", "last", "says"),
    [
        ("http://a.test:6000/", None, "http://a.test:6000/: browsers refuse to open port 6000"),
        ("https://a.test/", "https://a.test/x", "https://a.test/: browsers refuse to open port 443"),
        (
            "http://a.test/",
            "http://b.test:25/in",
            "http://a.test/ leads to http://b.test:25/in: browsers refuse to open port 25",
        ),
    ],
    ids=["named", "of-the-scheme", "after-a-redirect"],
)
def test_a_refused_port_is_named(url: str, last: str | None, says: str) -> None:
    assert network_error(url, "net::ERR_UNSAFE_PORT", last).message == says


def test_a_redirect_to_where_nothing_listens_names_that_place() -> None:
    error = network_error("http://a.test/", "net::ERR_CONNECTION_REFUSED", "http://b.test:81/")
    assert error.message == "http://a.test/ leads to http://b.test:81/: b.test refuses the connection"


@pytest.mark.parametrize("status", [502, 503, 504])
def test_an_application_behind_a_proxy_may_still_be_starting(status: int) -> None:
    error = page_error(landed(status=status), "", "")
    assert error is not None
    assert "still starting" in error.advice


def test_an_aborted_file_is_a_download() -> None:
    assert "download" in network_error("https://a.test/x.zip", "net::ERR_ABORTED").message


def landed(url: str = URL, status: int | None = 200, **headers: str) -> Landing:
    return Landing(
        asked=URL, url=url, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )


@pytest.mark.parametrize(
    ("landing", "kind", "says"),
    [
        (landed("https://b.test/"), OtherSiteError, "b.test"),
        (landed("https://login.b.test/authorize"), LoginWallError, "sign-in"),
        (landed(status=401), LoginWallError, "401"),
        (landed(status=403), LoginWallError, "403"),
        (landed(status=404), UnreachableError, "404"),
        (landed(status=429), UnreachableError, "429"),
        (landed(status=500), UnreachableError, "500"),
        (landed(content_type="application/json"), NotAPageError, "application/json"),
        (landed(status=403, cf_mitigated="challenge"), BotWallError, "automated"),
    ],
)
def test_what_came_instead_of_a_page_is_named(landing: Landing, kind: type[AgentError], says: str) -> None:
    error = page_error(landing, "A title", "some text")
    assert type(error) is kind
    assert says in error.message
    assert error.advice


def test_basic_authentication_is_met_with_the_right_advice() -> None:
    error = page_error(landed(status=401, www_authenticate='Basic realm="x"'), "", "")
    assert error is not None
    assert "Authorization=Basic" in error.advice


@pytest.mark.parametrize(
    "landing",
    [
        landed(),
        landed("https://www.a.test/home"),
        landed(status=None),
        landed(content_type="text/html; charset=x"),
    ],
)
def test_a_page_is_let_through(landing: Landing) -> None:
    assert page_error(landing, "A title", "Verify you are human, says a quiz") is None


def test_a_challenge_page_is_known_by_status_and_words_together() -> None:
    assert is_bot_wall(503, {}, "Just a moment...")
    assert not is_bot_wall(200, {}, "Just a moment...")
    assert not is_bot_wall(403, {}, "You are not allowed to see this")
    assert not is_bot_wall(200, {"cf-mitigated": "x"}, "")
