"""Applications are built into a cache and served from a folder that is gone afterwards."""

import urllib.request
from pathlib import Path

import pytest

from benchmarks.observation.models import BadFileError, Serving, read_case
from benchmarks.observation.serve import served

TINY = Path(__file__).parent / "tiny/truth/tiny"


def test_a_static_application_answers_until_it_is_left(tmp_path: Path) -> None:
    with served(read_case(TINY), tmp_path) as url:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - loopback
            assert b"<h1>Tiny</h1>" in answer.read()
        assert len(list((tmp_path / "tiny").glob("run-*"))) == 1
    assert not list((tmp_path / "tiny").glob("run-*"))
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(url, timeout=10)  # noqa: S310


def test_it_is_built_anew_only_when_its_sources_change(tmp_path: Path) -> None:
    case = read_case(TINY)
    command = ("sh", "-c", "echo x >> {home}/site/builds")
    case = case.model_copy(update={"app": case.app.model_copy(update={"build": (command,)})})
    for _ in range(2):
        with served(case, tmp_path):
            pass
    assert (tmp_path / "tiny/site/builds").read_text() == "x\n"


def test_the_seed_writes_into_the_fresh_folder_and_the_command_runs_there(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "seed.py").write_text(
        "import pathlib, sys\npathlib.Path(sys.argv[1], 'index.html').write_text('seeded')\n"
    )
    case = read_case(TINY)
    serve = Serving(command=("python3", "-m", "http.server", "{port}", "--bind", "127.0.0.1"))
    app = case.app.model_copy(update={"seed": "seed.py", "serve": serve})
    case = case.model_copy(update={"app": app, "sources": sources})
    with served(case, tmp_path / "cache") as url, urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
        assert answer.read() == b"seeded"


def test_a_folder_that_the_build_did_not_make_is_said(tmp_path: Path) -> None:
    case = read_case(TINY)
    app = case.app.model_copy(update={"serve": Serving(static="dist")})
    with (
        pytest.raises(BadFileError, match="no folder"),
        served(case.model_copy(update={"app": app}), tmp_path),
    ):
        pass


def test_a_server_that_ends_is_told_with_its_log(tmp_path: Path) -> None:
    case = read_case(TINY)
    app = case.app.model_copy(update={"serve": Serving(command=("sh", "-c", "echo no disk >&2; exit 3"))})
    with (
        pytest.raises(RuntimeError, match=r"(?s)ended with 3.*no disk"),
        served(case.model_copy(update={"app": app}), tmp_path),
    ):
        pass
