"""Rules of taste that no linter knows, as functions from source text to complaints."""

import ast
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
DEEPEST_NESTING = 3

_ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"}
_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def sizes(source: str) -> Iterator[str]:
    """Files and functions stay small on their worst day."""
    lines = len(source.splitlines())
    if lines > LONGEST_FILE:
        yield f"has {lines} lines, allowed are {LONGEST_FILE}"
    for function in _functions(source):
        body = _body_length(function)
        if body > LONGEST_FUNCTION:
            yield f"line {function.lineno}: {function.name} has {body} lines, allowed are {LONGEST_FUNCTION}"
        depth = max((_depth(statement) for statement in function.body), default=0)
        if depth > DEEPEST_NESTING:
            yield f"line {function.lineno}: {function.name} nests {depth} deep, allowed is {DEEPEST_NESTING}"


def environment_readers(source: str) -> Iterator[str]:
    """The environment is read in one place, and reaches all others as a parameter."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "os" and node.attr in _ENVIRONMENT:
                yield f"line {node.lineno}: os.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            for name in node.names:
                if name.name in _ENVIRONMENT:
                    yield f"line {node.lineno}: from os import {name.name}"


def python_files(root: Path, *folders: str) -> list[Path]:
    """The Python files below some folders of the project, those that exist."""
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def _functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, _FUNCTIONS))


def _body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement to the last, without signature and docstring."""
    statements = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not statements:
        return 0
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1


def _depth(node: ast.AST) -> int:
    """Levels of control flow; an `elif` stands beside its `if`, and a function inside starts anew."""
    if isinstance(node, _FUNCTIONS):
        return 0
    inside = 0
    for field, value in ast.iter_fields(node):
        children = [
            child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)
        ]
        is_elif = (
            isinstance(node, ast.If)
            and field == "orelse"
            and len(children) == 1
            and isinstance(children[0], ast.If)
        )
        inside = max([inside, *(_depth(child) - is_elif for child in children)])
    return inside + isinstance(node, _BRANCHES)
