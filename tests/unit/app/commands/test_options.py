"""What the shared options take."""

from pathlib import Path

import pytest
import typer

from app.commands.options import folder


def test_a_folder_is_taken_as_it_is_named() -> None:
    assert folder("a b/../c") == Path("a b/../c")
    assert folder(Path("greenroom-out")) == Path("greenroom-out")


@pytest.mark.parametrize("text", ["", "  "])
def test_no_name_is_not_the_current_folder(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="is a variable not set"):
        folder(text)
