"""The version of this program."""

from importlib import metadata

UNKNOWN = "0+checkout"
"""A checkout that was never installed has no version."""


def version() -> str:
    """As installed, such as `0.1.0`."""
    try:
        return metadata.version("greenroom")
    except metadata.PackageNotFoundError:
        return UNKNOWN
