"""How much it would hurt if a scenario broke."""

from pydantic import Field

from agents.domain.base import Document, Fraction, Model
from agents.domain.scenario import Priority


class RiskFactor(Model):
    """One named reason for a score. A factor without data is left out, never invented (C18)."""

    name: str
    value: Fraction
    weight: float = Field(gt=0)
    source: str = Field(description="The observed fact behind the value")


class Risk(Model):
    scenario: str
    score: Fraction
    level: Priority
    factors: tuple[RiskFactor, ...] = Field(min_length=1)


class RiskPlan(Document):
    """Scenarios in the order in which they are worth testing."""

    risks: tuple[Risk, ...] = Field(description="Highest score first")
    formula: str = Field(description="How scores are computed, in words")
    left_out: tuple[str, ...] = Field(default=(), description="Ids of scenarios beyond the limit of tests")
    missing_factors: tuple[str, ...] = Field(default=(), description="Factors that had no data in this run")
