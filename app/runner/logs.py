"""The log of a run: a file in its folder, without any secret value."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from typing_extensions import override

from app.inprocess.files import cannot_write
from app.security.secrets import Masker

_LOGGERS = ("agents", "app", "asyncio", "playwright")
"""Ours, and those that would otherwise print tracebacks between the lines that a person reads."""


class _MaskingFormatter(logging.Formatter):
    """Masks the whole text, the traceback included."""

    def __init__(self, masker: Masker) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._masker = masker

    @override
    def format(self, record: logging.LogRecord) -> str:
        return self._masker.mask(super().format(record))


class _RunLog(logging.FileHandler):
    """A log that a full disk makes shorter: that the disk is full is told by those who write results."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: logging itself would print a traceback on the screen for every line."""

    @override
    def close(self) -> None:
        """Close the file, which is when the last lines meet a full disk."""
        with suppress(OSError):
            super().close()


@contextmanager
def logging_to(path: Path, masker: Masker) -> Iterator[None]:
    """Write what the agents and the application log to a file meanwhile. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _RunLog(path, encoding="utf-8", delay=True)
    except OSError as error:
        raise cannot_write(path, error) from error
    handler.setFormatter(_MaskingFormatter(masker))
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
        handler.close()
