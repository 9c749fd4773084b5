"""A shell for tests of the command line: runs commands in an empty folder, with scripted agents."""

from pathlib import Path

import pytest

from app.cli import main
from app.settings import Settings
from tests.fakes.agents import Answer
from tests.fakes.wiring import scripted

URL = "http://127.0.0.1:9/"


class Shell:
    """Runs commands in an empty folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.out = self.err = ""

    def __call__(self, *words: str, **changes: Answer) -> int:
        settings = Settings(
            cache_dir=self.folder / "cache", variables={"USER_NAME": "ada", "PASS_WORD": "hunter22"}
        )
        code = main(words, scripted(**changes), settings)
        self.out, self.err = self.capsys.readouterr()
        return code
