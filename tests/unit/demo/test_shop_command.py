"""The shop as a program."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

import demo.shop
from demo.shop.__main__ import main
from demo.shop.faults import FAULTS

SHOP = Path(demo.shop.__file__).parent


def test_list_faults_prints_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list-faults"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{fault.name}  {fault.breaks}" for fault in FAULTS]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fault", "cart-total-wong"], "Did you mean 'cart-total-wrong'?"),
        (["--fault", "zzzz"], "See --list-faults."),
        (["--port", "99999"], "Try --port 0."),
        (["--skin", "3"], "invalid choice"),
    ],
)
def test_wrong_usage_is_exit_2(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_run_by_path_from_a_folder_of_another_name_and_stopped(tmp_path: Path, stop: signal.Signals) -> None:
    place = tmp_path / "_carried" / "shop"
    shutil.copytree(SHOP, place, ignore=shutil.ignore_patterns("__pycache__"))
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-I", str(place / "__main__.py"), "--port", "0", "--skin", "2"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=bare, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as shop:
        assert shop.stdout is not None
        ready = shop.stdout.readline().split()
        assert ready[0] == "READY"
        assert httpx.get(f"{ready[1]}/sortiment", timeout=10).status_code == 200
        shop.send_signal(stop)
        rest, errors = shop.communicate(timeout=10)
    assert (shop.returncode, rest) == (0, "")
    assert "anke@example.test" in errors
    assert "Traceback" not in errors


def test_it_does_not_outlive_the_one_that_started_it() -> None:
    command = [sys.executable, str(SHOP / "__main__.py"), "--port", "0", "--until-stdin-ends"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as shop:
        assert shop.stdout is not None
        assert shop.stdout.readline().startswith("READY")
        _, errors = shop.communicate(timeout=10)  # closes its standard input, as the end of a process does
    assert shop.returncode == 0
    assert "Traceback" not in errors
