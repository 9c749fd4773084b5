"""`greenroom doctor`: look at what a run needs."""

import typer
from rich.console import Console

from app.commands import options
from app.commands.desk import Context, Exit, hand_over
from app.doctor import Status, render_json, render_table, run_checks, worst


def doctor(context: typer.Context, *, as_json: options.AsJson = False) -> None:
    """Check that everything that a run needs is here.

    Says what to do where it is not.
    """
    known: Context = context.obj
    checks = run_checks(known.settings)
    if as_json:
        hand_over(render_json(checks) + "\n")
    else:
        Console(highlight=False).print(render_table(checks))
    raise typer.Exit(Exit.INTERNAL if worst(checks) is Status.FAIL else 0)
