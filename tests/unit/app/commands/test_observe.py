"""`greenroom observe`: the page map alone."""

import json

from agents.errors import LoginWallError
from agents.messages import AgentName, Failed, Observed
from tests.fakes import documents
from tests.fakes.shell import URL, Shell


def test_observe_writes_the_page_map(shell: Shell) -> None:
    assert shell("observe", URL, "--out", "maps/map.json") == 0
    content = json.loads((shell.folder / "maps" / "map.json").read_text())
    assert content["schema_version"] == "1"
    assert content["pages"][0]["path_pattern"] == "/home"
    heading, home = shell.err.split("Page", 1)[1].splitlines()[:2]
    assert heading.endswith("Forms   Beyond a plain scan")
    assert home.split() == ["/home", "content", "1", "1", "0", "0"]
    assert not (shell.folder / "greenroom-out").exists()


def test_observe_as_json(shell: Shell) -> None:
    assert shell("observe", URL, "--json", "--quiet") == 0
    assert json.loads(shell.out)["url"] == URL
    assert shell.err == ""


def test_observe_blocked(shell: Shell) -> None:
    assert shell("observe", URL, observation=LoginWallError("a wall", "a key")) == 3
    assert "greenroom: a wall" in shell.err
    assert "a key" in shell.err


def test_observe_that_was_cut_short_says_so(shell: Shell) -> None:
    half = Failed(
        stage=AgentName.OBSERVATION, error="failed", message="it broke", page_map=documents.page_map("half")
    )
    assert shell("observe", URL, observation=half) == 5
    assert "/half" in shell.err
    assert "it broke" in shell.err


def test_observe_that_was_cut_short_says_so_even_when_quiet(shell: Shell) -> None:
    half = Failed(
        stage=AgentName.OBSERVATION, error="failed", message="it broke", page_map=documents.page_map("half")
    )
    assert shell("observe", URL, "--quiet", observation=half) == 5
    assert shell.err == "greenroom: the page map is incomplete: it broke\n"


def test_observe_masks_secrets(shell: Shell) -> None:
    leaky = Observed(page_map=documents.page_map("hunter22"))
    words = ("observe", URL, "--username-env", "USER_NAME", "--password-env", "PASS_WORD", "--json")
    assert shell(*words, observation=leaky) == 0
    assert "hunter22" not in shell.out
    assert "hunter22" not in (shell.folder / "page-map.json").read_text()


def test_observe_into_a_folder_that_cannot_be_written(shell: Shell) -> None:
    assert shell("observe", URL, "--out", "/proc/x/map.json") == 2
    assert "cannot write" in shell.err
    assert "Observe" not in shell.err  # known before the work, not after it
