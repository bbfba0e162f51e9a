"""Which findings of a list are shown, and where the cursor goes when they change."""

from pathlib import Path

from models.assign import assign
from models.findings import Code, Severity, findings
from models.findings.filtering import LEVELS, matching, nearest, next_level
from models.storage.document import open_document

BROKEN = Path(__file__).parents[2] / "sample_configs" / "broken.toml"
FOUND = findings(assign(open_document(BROKEN)[0]))
ALL = Severity.INFORMATION


def test_a_severity_shows_what_is_at_least_that_grave() -> None:
    assert {finding.severity for finding in matching(FOUND, Severity.ERROR, "")} == {Severity.ERROR}
    warnings = matching(FOUND, Severity.WARNING, "")
    assert {finding.severity for finding in warnings} == {Severity.ERROR, Severity.WARNING}
    assert list(matching(FOUND, ALL, "")) == FOUND


def test_every_word_has_to_stand_in_code_severity_subject_or_message() -> None:
    assert {finding.code for finding in matching(FOUND, ALL, "subnet-full")} == {Code.SUBNET_FULL}
    both = matching(FOUND, ALL, "  VM-WEB-04 Information ")
    assert both
    for finding in both:
        assert finding.severity is Severity.INFORMATION
        assert "vm-web-04" in f"{finding.subject} {finding.message}"
    assert list(matching(FOUND, Severity.ERROR, "information")) == []


def test_the_key_goes_through_all_severities_and_back() -> None:
    assert [next_level(level) for level in LEVELS] == [*LEVELS[1:], LEVELS[0]]
    assert set(LEVELS) == set(Severity)


def test_the_cursor_stays_near_when_findings_go() -> None:
    three = FOUND[:3]
    assert nearest(three, 1, three) == 1
    assert nearest(three, 1, [three[0], three[2]]) == 1
    assert nearest(three, 0, three[1:]) == 0
    assert nearest(three, 2, three[:2]) == 1
    assert nearest(three, 2, FOUND[3:]) == 0
    assert nearest((), 0, three) == 0
    assert nearest(three, 1, [FOUND[5], *three]) == 2
