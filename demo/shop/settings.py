"""How one shop is served: which variant, in which skin, with which planted bug."""

from dataclasses import dataclass
from typing import Literal

from demo.shop.faults import NAMES

Version = Literal["base", "head"]
SkinKey = Literal["1", "2"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Fixed for the life of a server."""

    version: Version = "base"
    skin: SkinKey = "1"
    fault: str | None = None
    late_seconds: float = 0.6

    @property
    def head(self) -> bool:
        """Whether this is the pull request's variant."""
        return self.version == "head"

    def broken(self, fault: str) -> bool:
        """Whether exactly this bug is planted; a misspelt name here would plant nothing, so it is refused."""
        if fault not in NAMES:
            raise ValueError(f"no such fault: {fault}")
        return self.fault == fault
