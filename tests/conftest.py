"""Options and fixtures that all tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regen`, which `make regen` uses."""
    parser.addoption(
        "--regen", action="store_true", help="write the golden files anew instead of comparing with them"
    )


@pytest.fixture(scope="session")
def regen(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are to be written anew."""
    return bool(pytestconfig.getoption("--regen"))
