"""Stores in memory."""

from agents.errors import OutputError


class FakeRunStates:
    """Implements the `RunStates` port in memory; remembers every state that was saved."""

    def __init__(self) -> None:
        self.saved: list[tuple[str, str]] = []
        self.full = False

    async def save(self, run_id: str, state: str) -> None:
        if self.full:
            raise OutputError("the disk is full", "free some space")
        self.saved.append((run_id, state))

    async def load(self, run_id: str) -> str | None:
        return next((state for known, state in reversed(self.saved) if known == run_id), None)


class FakeProgress:
    """Implements the `Progress` port; remembers what it was told."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, str]] = []
        self.notes: list[tuple[str, str, dict[str, int]]] = []

    def stage(self, name: str, state: str) -> None:
        self.stages.append((str(name), state))

    def note(self, name: str, text: str, **counts: int) -> None:
        self.notes.append((str(name), text, counts))


class FakeArtefacts:
    """Artefacts in memory, by path."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    async def put(self, path: str, content: bytes) -> str:
        """Keep a file."""
        self.files[path] = content
        return path

    async def get(self, path: str) -> bytes:
        """A file. Raises KeyError when there is none."""
        return self.files[path]
