"""The options that several commands share, each defined once."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from agents.domain.target import Safety


def folder(text: str | Path) -> Path:
    """A folder that was named; an empty name would be the current folder, which nobody means by it."""
    if not str(text).strip():
        raise typer.BadParameter("it is empty; is a variable not set?")
    return Path(text)


Url: TypeAlias = Annotated[str, typer.Argument(metavar="URL", help="Address of the running application.")]
Goal: TypeAlias = Annotated[
    str | None, typer.Option("--goal", metavar="TEXT", help="What matters most, in words.")
]
BaseUrl: TypeAlias = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="The application before the change.")
]
Config: TypeAlias = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Configuration, as .github/greenroom.yml.")
]
Out: TypeAlias = Annotated[
    Path,
    typer.Option("--out", metavar="DIR", help="Folder for specs, report and evidence.", parser=folder),
]
MaxPages: TypeAlias = Annotated[
    int | None, typer.Option("--max-pages", metavar="N", help="Pages to look at.", min=1)
]
MaxDepth: TypeAlias = Annotated[
    int | None, typer.Option("--max-depth", metavar="N", help="Links to follow in a row.", min=0)
]
MaxTests: TypeAlias = Annotated[
    int | None, typer.Option("--max-tests", metavar="N", help="Tests to write.", min=0)
]
TimeBudget: TypeAlias = Annotated[
    float | None, typer.Option("--time-budget", metavar="SECONDS", help="Time for the whole run.", min=1)
]
StorageState: TypeAlias = Annotated[
    Path | None,
    typer.Option("--storage-state", metavar="FILE", help="Playwright storage state to begin with."),
]
UsernameEnv: TypeAlias = Annotated[
    str | None, typer.Option("--username-env", metavar="NAME", help="Variable that holds the user name.")
]
PasswordEnv: TypeAlias = Annotated[
    str | None, typer.Option("--password-env", metavar="NAME", help="Variable that holds the password.")
]
Headers: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--header", metavar="K=V", help="Header for the target's own origin; repeatable."),
]
SafetyLevel: TypeAlias = Annotated[
    Safety | None, typer.Option("--safety", help="What may be done to the application. [default: standard]")
]
Repeat: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--repeat", metavar="N", help="Fresh runs that a test must pass. [default: 3]", min=1, max=100
    ),
]
Seed: TypeAlias = Annotated[int, typer.Option("--seed", metavar="N", help="Same seed, same specs.")]
Diff: TypeAlias = Annotated[
    Path | None, typer.Option("--diff", metavar="FILE", help="Unified diff of the change.")
]
PrText: TypeAlias = Annotated[
    Path | None, typer.Option("--pr-text", metavar="FILE", help="Title and description of the pull request.")
]
NoLlm: TypeAlias = Annotated[
    bool, typer.Option("--no-llm", help="Use no language model (there is none in this version).")
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
Quiet: TypeAlias = Annotated[
    bool, typer.Option("--quiet", help="Say nothing but why the exit code is not 0.")
]
