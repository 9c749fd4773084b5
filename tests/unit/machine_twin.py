"""A machine that is made of small shell scripts in a folder."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.machine import Machine, Outcome

FAILED = Outcome(ok=False, said="it failed")
DONE = Outcome(ok=True, said="fine")


def write_program(path: Path, *lines: str) -> Path:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)
    return path


class MachineTwin(Machine):
    """Answers commands by the first rule whose words all stand in the command; keeps a diary."""

    def __init__(self, *, silent: str = "", linux: str = "debian", at: float = 1000.0) -> None:
        self.rules: list[tuple[str, Callable[[], Outcome]]] = []
        self.diary: list[str] = []
        self.told: list[Mapping[str, str]] = []
        """The environment of each command."""

        self._silent = silent
        self._linux = linux
        self.at = at

    def on(self, words: str, answer: Callable[[], Outcome] | Outcome) -> "MachineTwin":
        """Add a rule."""
        self.rules.append((words, answer if callable(answer) else lambda: answer))
        return self

    def run(self, command: Sequence[str], environ: Mapping[str, str], timeout: float) -> Outcome:
        line = " ".join(command)
        self.diary.append(line)
        self.told.append(environ)
        for words, answer in self.rules:
            if all(word in line for word in words.split()):
                return answer()
        return FAILED

    def why_silent(self, address: str) -> str:
        self.diary.append(f"ask {address}")
        return self._silent

    def now(self) -> float:
        return self.at

    def distribution(self) -> str:
        return self._linux

    def did(self, words: str) -> int:
        """How many commands held all these words."""
        return sum(all(word in line for word in words.split()) for line in self.diary)
