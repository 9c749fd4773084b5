"""What our reporter (js/reporter.cjs) prints, a JSON line each, as frozen models."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from agents.domain.base import Model

Status = Literal["passed", "failed", "timedOut", "skipped", "interrupted"]


class TestName(Model):
    """Which test, and which of its repeats."""

    __test__ = False

    file: str
    titles: tuple[str, ...] = Field(description="Titles of its describes and its own, outermost first")
    repeat: int

    @property
    def title(self) -> str:
        """The test's own title."""
        return self.titles[-1] if self.titles else ""

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """The same for all repeats of a test."""
        return (self.file, self.titles)


class Begun(Model):
    """All tests that will run, in order."""

    event: Literal["begin"]
    tests: tuple[TestName, ...]


class Answer(Model):
    """An answer of the application by which its server failed."""

    method: str
    url: str
    status: int


class Ended(TestName):
    """One run of one test is over."""

    event: Literal["end"]
    status: Status
    expected: Status = Field(default="passed", description="The status that is all right, by its file")
    duration_ms: float
    errors: tuple[str, ...] = ()
    screenshot: str | None = None
    failed: tuple[Answer, ...] = ()


class Broken(Model):
    """An error outside of tests, such as a file that does not compile."""

    event: Literal["error"]
    file: str | None = None
    message: str


Event = Annotated[Begun | Ended | Broken, Field(discriminator="event")]
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def parse_event(line: str) -> Event | None:
    """The event in a line of output, or None when the line is something else."""
    if not line.startswith('{"event":'):
        return None
    try:
        return _EVENT.validate_json(line)
    except ValidationError:
        return None
