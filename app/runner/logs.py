"""The log of a run: a file in its folder, without any secret value."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typing_extensions import override

from app.inprocess.files import cannot_write
from app.security.secrets import Masker


class _MaskingFormatter(logging.Formatter):
    """Masks the whole text, the traceback included."""

    def __init__(self, masker: Masker) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._masker = masker

    @override
    def format(self, record: logging.LogRecord) -> str:
        return self._masker.mask(super().format(record))


@contextmanager
def logging_to(path: Path, masker: Masker) -> Iterator[None]:
    """Write what the agents and the application log to a file meanwhile. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError as error:
        raise cannot_write(path, error) from error
    handler.setFormatter(_MaskingFormatter(masker))
    loggers = [logging.getLogger(name) for name in ("agents", "app")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
        handler.close()
