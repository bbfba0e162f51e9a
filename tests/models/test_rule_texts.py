"""Every rule of the documentation has a text, and every rule that is told of is documented."""

import re
from pathlib import Path

from hypothesis import given

from models.assign import assign
from models.assignment import Scenario
from models.explain import explain
from models.explain.missing import missing
from models.explain.policies import policies_that_mattered
from models.findings import findings
from models.plan import Plan
from models.rule_texts import RULE_TEXTS
from tests.support.drawn_plans import plans
from tests.support.laws import ids_of, long_law

RULES = Path(__file__).parents[2] / "docs" / "rules.md"


def test_every_rule_of_the_documentation_has_a_text_and_no_other_has() -> None:
    documented = re.findall(r"^- \*\*([A-Z]\d+)\*\*", RULES.read_text(encoding="utf-8"), re.M)
    assert list(RULE_TEXTS) == documented


def test_a_decision_is_said_to_be_one_wherever_it_is_a_policy() -> None:
    page = RULES.read_text(encoding="utf-8").partition("\n## Policies\n")[2].partition("\n## ")[0]
    policies = re.findall(r"^\| `(\w+)` \|.*\| (\w\d)(?:, \w\d)* \|$", page, re.M)
    assert len(policies) == 4
    for policy, rule in policies:
        assert f"policy {policy}" in RULE_TEXTS[rule]
        assert "decision" in RULE_TEXTS[rule]


def test_no_text_is_a_riddle_or_a_page() -> None:
    for text in RULE_TEXTS.values():
        assert text.endswith(".")
        assert 20 < len(text) < 230


@long_law
@given(plans())
def test_every_rule_that_is_told_of_has_a_text(plan: Plan) -> None:
    assignments = assign(plan)
    for id in ids_of(plan):
        told = [step.rule for chain in explain(assignments, id) for step in chain.steps]
        told += [step.rule for step in missing(assignments, id)]
        for scenario in Scenario:
            told += [one.rule for one in policies_that_mattered(assignments, id, scenario)]
        assert set(told) <= set(RULE_TEXTS)
    for finding in findings(assignments):
        assert all(rule in RULE_TEXTS for rule in re.findall(r"[A-Z]\d+", finding.rule))
