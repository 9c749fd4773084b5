"""The log of a run."""

import logging
from pathlib import Path

import pytest

from agents.errors import OutputError
from app.runner.logs import logging_to
from app.security.secrets import Masker


def test_what_agents_log_is_in_the_file_without_secrets(tmp_path: Path) -> None:
    """Promise 7: not even in a traceback."""
    path = tmp_path / "run" / "log.txt"
    logger = logging.getLogger("agents.some")
    with logging_to(path, Masker(["hunter22"])):
        try:
            raise ValueError("filled in hunter22")
        except ValueError:
            logger.exception("it broke")
    logger.error("afterwards")
    text = path.read_text()
    assert "Traceback" in text
    assert "filled in ***" in text
    assert "hunter22" not in text
    assert "afterwards" not in text


def test_a_quiet_run_leaves_no_log(tmp_path: Path) -> None:
    with logging_to(tmp_path / "log.txt", Masker(())):
        pass
    assert not (tmp_path / "log.txt").exists()


def test_a_log_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError), logging_to(tmp_path / "file" / "log.txt", Masker(())):
        pass


def test_what_the_browser_library_says_is_in_the_log_and_not_on_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with logging_to(tmp_path / "log.txt", Masker(())):
        for name in ("playwright", "asyncio"):
            logging.getLogger(name).error("%s says so", name)
    assert "playwright says so" in (tmp_path / "log.txt").read_text()
    assert "asyncio says so" in (tmp_path / "log.txt").read_text()
    assert "says so" not in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_costs_the_log_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log.txt").symlink_to("/dev/full")
    with logging_to(tmp_path / "log.txt", Masker(())):
        logging.getLogger("agents.some").error("it broke")
    assert capsys.readouterr().err == ""
