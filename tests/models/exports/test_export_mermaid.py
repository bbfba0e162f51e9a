"""The Mermaid flowchart: regions, networks, subnets, and an edge for every mapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assign import Assignments
from models.exports.kinds import export
from models.exports.mermaid import MOST_TEXT, quoted
from models.formats.inert import visible
from models.samples import samples
from tests.support.export_plans import KNOWN, known, results, unknown
from tests.support.mermaid import Statement, read

SAMPLES = {sample.name: results(sample.text) for sample in samples()}


def chart(assignments: Assignments) -> list[Statement]:
    [file] = export(assignments, "mermaid").files
    assert file.name == "plan.mmd"
    return read(file.text)


def labels(found: list[Statement], kind: str) -> list[str]:
    return [statement.label for statement in found if statement.kind == kind]


def test_regions_hold_their_networks_and_these_their_subnets() -> None:
    assert labels(chart(known()), "subgraph") == [
        "East US",
        "vnet-prod: 10.10.0.0/16",
        "West US 2",
        "vnet-prod-dr: 10.20.0.0/16, planned",
        "vnet-prod-tfo: 10.30.0.0/16",
    ]
    assert labels(chart(known()), "node") == [
        "snet-app\n10.10.1.0/24\n4 of 251 taken\n3 leave",
        "snet-app\n10.20.1.0/24\n2 of 251 taken\n2 arrive",
        "snet-sqlmi\n10.20.2.0/24, 10.20.3.0/24\n0 of 502 taken",
        "snet-app\n10.30.1.0/24\n2 of 251 taken\n2 tested",
    ]


def test_a_complete_pair_is_one_edge_with_two_heads() -> None:
    [file] = export(unknown(), "mermaid").files
    assert '<-->|"complete"|' in file.text
    one_way = KNOWN[: KNOWN.rindex("[[network_mappings]]")] + KNOWN[KNOWN.index("[[replicated_") :]
    [file] = export(results(one_way), "mermaid").files
    assert '-->|"one-way"|' in file.text
    assert "<-->" not in file.text


def test_tests_are_dotted_and_say_of_how_many_machines() -> None:
    assert labels(chart(known()), "test") == ["test of 1 machine"]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_edge_leads_between_networks_of_the_chart(name: str) -> None:
    found = chart(SAMPLES[name])
    there = {id for each in found if each.kind == "subgraph" for id in each.ends}
    ends = {id for each in found if each.kind in ("mapping", "test") for id in each.ends}
    assert ends <= there
    ids = [id for each in found if each.kind in ("subgraph", "node") for id in each.ends]
    assert len(ids) == len(set(ids))


@given(st.text())
def test_a_label_says_a_text_and_nothing_more(text: str) -> None:
    [statement] = [each for each in read(f"n1[{quoted(text)}]\n") if each.kind == "node"]
    assert statement.label == visible(text)


def test_a_chart_that_mermaid_would_not_draw_comes_with_a_word_on_that() -> None:
    assert export(known(), "mermaid").notes == ()
    long = KNOWN.replace("snet-sqlmi", "s" * MOST_TEXT)
    [note] = export(results(long), "mermaid").notes
    assert "maxTextSize" in note
