"""The filter language: which rows a filter lets through, and what it says where it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.listing import Listing
from models.plan import Plan
from models.query import parse
from models.query_completion import completed, completion
from models.query_terms import InvalidQuery, quoted, terms_of
from models.session import Session
from tests.support.builders import (
    AWAY,
    at,
    estate,
    id_of,
    ip,
    item,
    machine,
    network,
    settings,
    subnet,
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Six machines, one of each kind."""
    drill = network("drill", subnet("Test", "172.16.0.0/24"), region=AWAY)
    v6 = ip("fd00::9", "dual", name="six", primary=False)
    return estate(
        [subnet("web", "10.1.1.0/24"), subnet("app server", "10.1.2.0/24"),
         subnet("dual", "10.1.3.0/24", "fd00::/64")],
        [subnet("Web", "10.1.1.0/24", in_use={"10.1.1.5": "ilb"}),
         subnet("app server", "10.2.2.0/24"), subnet("dual", "10.1.3.0/24", "fd00::/64")],
        [
            machine("kept", ip("10.1.1.10")),
            machine("changed", ip("10.1.1.5")),
            machine("set", ip("10.1.1.6")),
            machine("app-01", ip("10.1.2.6", "app server")),
            machine("two", ip("10.1.3.4", "dual", name="four", primary=True), v6),
            machine("test", ip("10.1.1.9")),
        ],
        [
            item("kept", test_failover_network="drill"),
            item("changed"),
            item("set", settings(failover=at("10.1.1.60")), group=2),
            item("app-01", group=3),
            item("two"),
        ],
        networks=[drill],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "kept changed two/nic/four two/nic/six set app-01 test"),
        ("   ", "kept changed two/nic/four two/nic/six set app-01 test"),
        ("kept", "kept two/nic/four"),
        ("changed", "changed app-01"),
        ("CHANGED", "changed app-01"),
        ("set", "set"),
        ("unassigned", "two/nic/six"),
        ("forecast", "changed app-01"),
        ("not-replicated", "test"),
        ("test", "kept"),
        ("no-test", "changed two/nic/four two/nic/six set app-01"),
        ('"test"', "test"),
        ("-kept", "changed two/nic/six set app-01 test"),
        ("-kept -changed", "two/nic/six set test"),
        ("changed group:3", "app-01"),
        ("group:2", "set"),
        ("subnet:WEB", "kept changed set test"),
        ("subnet:test", "kept"),
        ('subnet:"app server"', "app-01"),
        ("subnet:app*", "app-01"),
        ("subnet:*e*", "kept changed set app-01 test"),
        ("subnet:we", ""),
        ("network:drill", "kept"),
        ("network:vnet-asr -forecast", "kept two/nic/four two/nic/six set"),
        ("region:southeastasia", "kept changed two/nic/four two/nic/six set app-01"),
        ('region:"Southeast Asia"', "kept changed two/nic/four two/nic/six set app-01"),
        ("finding:ipv6-unsupported", "two/nic/six"),
        ("finding:address-lost", "changed"),
        ("finding:error", "kept changed set app-01 two/nic/four two/nic/six"),
        ("rule:configured", "set"),
        ("rule:next-available", "changed app-01"),
        ("reason:address-taken", "changed"),
        ("test-rule:end-of-range", "kept"),
        ("failback-rule:retained -set", "kept changed two/nic/four"),
        ("address:10.1.1.60", "set"),
        ("address:10.1.1.6", "set"),
        ("address:10.1.1.", "kept changed set test"),
        ("address:10.2.2.0/24", "app-01"),
        ("address:10.1.0.0/16 -subnet:web", "two/nic/four app-01"),
        ("address:fd00::/64", "two/nic/six"),
        ("address:fd00::9", "two/nic/six"),
        ("fd00::9", "two/nic/six"),
        ("10.1.1.6", "set"),
        ("172.16", "kept"),
        ("APP", "app-01"),
        ("two/nic/f", "two/nic/four"),
        ("marked", "kept"),
        ("-marked forecast", "changed app-01"),
        ("nothing-like-it", ""),
    ],
)
def test_a_filter_lets_through_what_it_says(plan: Plan, text: str, expected: str) -> None:
    rows = Listing(Session(plan)).rows
    query = parse(text, {id_of("kept")})
    passed = [row.name for row in query.select(rows)]
    if text == "finding:error":  # which errors there are is not the matter here
        assert passed == [row.name for row in rows if row.gravest == "error"]
        return
    assert passed == expected.split()
    assert [row.name for row in rows if query.holds(row)] == passed


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("findin:x", 0, 7, "there is no word findin: here; did you mean finding?"),
        ("kept colour:red", 5, 12, "there is no word colour: here"),
        ("changed:", 0, 8, "changed stands alone, without a colon"),
        ("finding:subnet-ful", 8, 18, "no kind of finding subnet-ful; did you mean subnet-full"),
        ("rule:retaind", 5, 12, "there is no rule retaind; did you mean retained?"),
        ("rule:zzz", 5, 8, "there are configured, retained, next-available"),
        ("reason:taken", 7, 12, "did you mean address-taken"),
        ("group:0", 6, 7, "a group is a number from 1, not 0"),
        ("group:١", 6, 7, "a group is a number from 1"),
        ("group:99999999999", 6, 17, "a group is a number from 1"),
        ("address:10.1.1.0/33", 8, 19, "is not a prefix"),
        ("address:10.1.1.1/24", 8, 19, "has host bits set"),
        ("address:web", 8, 11, "web is no address"),
        ("subnet:", 0, 7, "subnet: needs a value"),
        ("-", 0, 1, "there is nothing to look for here"),
        ('a ""', 2, 4, "there is nothing to look for here"),
        ('a "b c', 2, 6, "the quote that opens here is never closed"),
    ],
)
def test_a_filter_that_means_nothing_says_where_and_why(
    text: str, start: int, end: int, words: str
) -> None:
    with pytest.raises(InvalidQuery) as caught:
        parse(text)
    problem = caught.value
    assert (problem.start, problem.end) == (start, end)
    assert words in problem.message
    assert str(problem).startswith(f"at {start + 1}: ")


def test_a_text_that_is_nearly_a_word_is_doubted() -> None:
    assert parse("unasigned").doubt == (
        "“unasigned” is looked for as text; did you mean unassigned?"
    )
    for text in ("unassigned", '"unasigned"', "web", "10.1.1.4"):
        assert parse(text).doubt is None


@given(st.text(max_size=30))
def test_any_text_is_a_filter_or_says_why_not(text: str) -> None:
    problem = problem_with(text)
    if problem is None:
        assert len(parse(text).terms) == len(list(terms_of(text)))
    else:
        assert 0 <= problem.start < problem.end <= len(text)


def problem_with(text: str) -> InvalidQuery | None:
    try:
        parse(text)
    except InvalidQuery as problem:
        return problem
    return None


@given(st.text(min_size=1, max_size=20))
def test_a_value_that_is_quoted_is_read_back_as_it_was(value: str) -> None:
    [written] = terms_of(f"-subnet:{quoted(value)}")
    assert (written.negated, written.keyword, written.value) == (True, "subnet", value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unas", "unassigned"),
        ("kept -fore", "kept -forecast"),
        ("find", "finding:"),
        ("finding:subnet-fu", "finding:subnet-full"),
        ("subnet:W", "subnet:Web"),
        ("subnet:app", None),
        ("network:d", "network:drill"),
        ("group:", "group:1"),
        ("zzz", None),
        ("kept ", None),
        ('"unas', None),
        ("", None),
    ],
)
def test_a_word_that_is_begun_is_completed(plan: Plan, text: str, expected: str | None) -> None:
    found = completed(text, plan)
    assert (found and found.casefold()) == (expected and expected.casefold())


def test_the_words_that_can_be_written_next_are_told(plan: Plan) -> None:
    assert completion("", plan).terms[:2] == ("changed", "kept")
    assert completion("subnet:", plan).terms == (
        "subnet:web", 'subnet:"app server"', "subnet:dual", "subnet:Web", "subnet:Test",
    )  # fmt: skip
    assert completion("kept", plan).says == "keeps its address at failover"
    assert completion("nowhere:", plan).terms == ()
