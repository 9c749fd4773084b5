"""The files of a small analysis, with fixed times, for JupyterLab's file list."""

import json
import os
from pathlib import Path

ROOT = Path.cwd() / "files"


def cell(kind, text, number):
    one = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": text}
    if kind == "code":
        one |= {"execution_count": None, "outputs": []}
    return one


def main():
    (ROOT / "data").mkdir(parents=True)
    (ROOT / "figures").mkdir()
    cells = [
        cell("markdown", "# Harvest report\n\nYields of the *north* and *south* fields.", 1),
        cell("code", "import csv\n\nrows = list(csv.DictReader(open('data/yields.csv')))\nlen(rows)", 2),
        cell("markdown", "## Totals\n\nSee the [method](https://example.org/method) for the units.", 3),
        cell("code", "total = sum(float(row['tons']) for row in rows)\nprint(f'{total:.1f} tons')", 4),
    ]
    cells[1]["execution_count"] = 1
    cells[1]["outputs"] = [
        {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": ["4"]}}
    ]
    kernel = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (ROOT / "harvest.ipynb").write_text(json.dumps(notebook, indent=1), encoding="utf-8")
    (ROOT / "data" / "yields.csv").write_text(
        "field,year,tons\nnorth,2019,41.5\nsouth,2019,38.0\nnorth,2020,44.1\nsouth,2020,39.7\n",
        encoding="utf-8",
    )
    (ROOT / "notes.md").write_text(
        "# Notes\n\n- [ ] check the south field\n- [x] order seed\n", encoding="utf-8"
    )
    (ROOT / "clean.py").write_text(
        "def clean(row):\n    return {k: v.strip() for k, v in row.items()}\n", encoding="utf-8"
    )
    # No question about news: it would come up over the page at a moment of its own.
    settings = Path.cwd() / ".settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}', encoding="utf-8")
    for path in sorted(ROOT.rglob("*"), reverse=True):
        os.utime(path, (1577880000, 1577880000))


if __name__ == "__main__":
    main()
