"""The names of the browser engine that other packages may see; playwright itself is imported in here only."""

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as BrowserError

__all__ = ["BrowserContext", "BrowserError", "Page"]
