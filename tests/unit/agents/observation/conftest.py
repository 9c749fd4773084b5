"""The browser of the tests of `agents.browser`."""

from tests.unit.agents.browser.conftest import chrome, host

__all__ = ["chrome", "host"]
