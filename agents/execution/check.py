"""Judges spec files without running them: the TypeScript compiler and the Playwright rules of ESLint."""

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from agents.domain.base import Model
from agents.errors import ToolError
from agents.execution.process import running
from agents.execution.toolchain import Toolchain
from agents.execution.workspace import Settings, lay_out, workspace

_TSC_LINE = re.compile(
    r"^specs/(?P<file>[^(]+)\((?P<line>\d+),\d+\): error (?P<rule>TS\d+): (?P<message>.*)$"
)
_TSC_OTHER = re.compile(r"^error (?P<rule>TS\d+): (?P<message>.*)$")
_NO_SETTINGS = Settings(reporter="", executablePath=None, args=())


class Problem(Model):
    """What a tool complains about."""

    file: str
    line: int
    rule: str
    message: str


class _EslintMessage(Model, extra="ignore"):
    line: int = 0
    ruleId: str | None = None  # noqa: N815 - ESLint's own name
    message: str


class _EslintFile(Model, extra="ignore"):
    filePath: str  # noqa: N815 - ESLint's own name
    messages: tuple[_EslintMessage, ...]


_ESLINT: TypeAdapter[tuple[_EslintFile, ...]] = TypeAdapter(tuple[_EslintFile, ...])


async def typecheck(
    files: Mapping[str, str], toolchain: Toolchain, environ: Mapping[str, str]
) -> tuple[Problem, ...]:
    """What `tsc --noEmit`, strict, says about the files. Raises ToolError when it does not run."""
    with workspace(toolchain.node_modules) as folder:
        lay_out(folder, files, _NO_SETTINGS)
        shutil.copy(toolchain.root / "tsconfig.json", folder / "base.json")
        (folder / "tsconfig.json").write_text('{ "extends": "./base.json", "include": ["specs"] }')
        command = (*toolchain.tsc, "--project", "tsconfig.json", "--pretty", "false")
        output, code = await _output(command, folder, toolchain.environment(environ))
    problems = [problem for line in output.splitlines() if (problem := _tsc_problem(line))]
    if code != 0 and not problems:
        raise _not_run("tsc", output)
    return tuple(problems)


async def lint(
    files: Mapping[str, str], toolchain: Toolchain, environ: Mapping[str, str]
) -> tuple[Problem, ...]:
    """What the recommended rules of eslint-plugin-playwright say, warnings included. Raises ToolError."""
    with workspace(toolchain.node_modules) as folder:
        lay_out(folder, files, _NO_SETTINGS)
        shutil.copy(toolchain.root / "eslint.config.mjs", folder)
        command = (*toolchain.eslint, "--format", "json", "specs")
        output, _ = await _output(command, folder, toolchain.environment(environ))
        try:
            judged = _ESLINT.validate_json(output)
        except ValidationError:
            raise _not_run("ESLint", output) from None
        specs = folder / "specs"
        return tuple(problem for file in judged for problem in _eslint_problems(file, specs))


async def _output(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> tuple[str, int]:
    async with running(command, cwd=folder, env={**env, "TMPDIR": str(folder / "tmp")}) as process:
        out, err = await process.communicate()
        code = await process.wait()
    text = out.decode("utf-8", errors="replace")
    return text or err.decode("utf-8", errors="replace"), code


def _tsc_problem(line: str) -> Problem | None:
    if found := _TSC_LINE.match(line):
        return Problem(
            file=found["file"], line=int(found["line"]), rule=found["rule"], message=found["message"]
        )
    if found := _TSC_OTHER.match(line):
        return Problem(file="", line=0, rule=found["rule"], message=found["message"])
    return None


def _eslint_problems(file: _EslintFile, specs: Path) -> list[Problem]:
    name = Path(file.filePath).relative_to(specs).as_posix()
    return [
        Problem(file=name, line=said.line, rule=said.ruleId or "", message=said.message)
        for said in file.messages
    ]


def _not_run(tool: str, output: str) -> ToolError:
    return ToolError(
        f"{tool} did not run: {output.strip()[-600:]}", "Run `greenroom doctor` to see what is missing."
    )
