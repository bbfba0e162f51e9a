"""The words of the filter language: what each one asks of a row, and what can follow it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from models.assignment import AddressRule, Reason, Scenario
from models.findings import Code, Severity
from models.listing import Listed
from models.plan import Plan
from models.query_values import begins, choice, in_prefix, matches_name, number_from_one
from models.status import Status

Test: TypeAlias = Callable[[Listed], bool]
"""Whether a row is one of those that are asked for."""

MARKED = "marked"
"""The word for the rows that are marked, which only the list knows."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word with a value behind it, as in ``subnet:web``.

    ``make`` gives the test of a value or raises ``ValueError`` with what is wrong with it.
    ``names`` gives the values that a plan has, to choose from.
    """

    word: str
    value: str
    says: str
    make: Callable[[str], Test]
    names: Callable[[Plan], Iterable[str]]


def _status(wanted: Status) -> Test:
    return lambda row: row.status is wanted


FLAGS: Mapping[str, tuple[str, Test]] = {
    "changed": ("gets another address at failover", _status(Status.CHANGED)),
    "kept": ("keeps its address at failover", _status(Status.KEPT)),
    "set": ("its failover address was set by hand", _status(Status.SET)),
    "unassigned": ("gets no address at failover", _status(Status.UNASSIGNED)),
    "forecast": (
        "its failover address is only forecast",
        lambda row: row.failover is not None and row.failover.forecast,
    ),
    "not-replicated": ("is not replicated", _status(Status.NOT_REPLICATED)),
    "test": ("is tested somewhere", lambda row: row.test_failover is not None),
    "no-test": (
        "is replicated and tested nowhere",
        lambda row: row.item is not None and row.test_failover is None,
    ),
}
"""The words that stand alone: what they say of a row, and how they tell."""


def _finding(value: str) -> Test:
    known = [*(severity.value for severity in Severity), *(code.value for code in Code)]
    wanted = choice(value, known, "kind of finding")
    if wanted in [severity.value for severity in Severity]:
        codes = frozenset(code for code in Code if code.severity.value == wanted)
    else:
        codes = frozenset({Code(wanted)})
    return lambda row: not codes.isdisjoint(row.codes)


def _subnet(value: str) -> Test:
    fits = matches_name(value)
    return lambda row: (
        fits(row.subnet)
        or any(
            result is not None and result.subnet is not None and fits(result.subnet)
            for result in (row.failover, row.test_failover)
        )
    )


def _network(value: str) -> Test:
    fits = matches_name(value)

    def test(row: Listed) -> bool:
        item = row.item
        ids = (item.failover_network, item.test_failover_network) if item else ()
        return fits(row.ip.network) or any(id is not None and fits(id) for id in ids)

    return test


def _group(value: str) -> Test:
    wanted = number_from_one(value, "a group")
    return lambda row: row.item is not None and row.item.group == wanted


def _region(value: str) -> Test:
    fits = matches_name("".join(value.split()))
    return lambda row: any(map(fits, row.regions))


def _address(value: str) -> Test:
    if "/" in value:
        inside = in_prefix(value)
        return lambda row: any(map(inside, row.numbers))
    fits = begins(value)
    return lambda row: any(map(fits, row.addresses))


def _rule(scenario: Scenario) -> Callable[[str], Test]:
    def make(value: str) -> Test:
        wanted = choice(value, [rule.value for rule in AddressRule], "rule")
        return lambda row: (result := row.result(scenario)) is not None and result.rule == wanted

    return make


def _reason(scenario: Scenario) -> Callable[[str], Test]:
    def make(value: str) -> Test:
        wanted = choice(value, [reason.value for reason in Reason], "reason")
        return lambda row: (result := row.result(scenario)) is not None and result.reason == wanted

    return make


def _rules_and_reasons() -> Iterable[Keyword]:
    """A pair of words for each scenario; those of the failover need not name it."""
    for scenario, head in (
        (Scenario.FAILOVER, ""),
        (Scenario.TEST_FAILOVER, "test-"),
        (Scenario.FAILBACK, "failback-"),
    ):
        at = scenario.value.replace("-", " ")
        yield Keyword(
            f"{head}rule",
            "RULE",
            f"how the address at {at} was chosen",
            _rule(scenario),
            lambda _: [rule.value for rule in AddressRule],
        )
        yield Keyword(
            f"{head}reason",
            "REASON",
            f"why it is no other one at {at}",
            _reason(scenario),
            lambda _: [reason.value for reason in Reason],
        )


def _group_numbers(plan: Plan) -> Iterable[str]:
    return [str(group) for group in sorted({item.group for item in plan.replicated_items})]


def _subnet_names(plan: Plan) -> Iterable[str]:
    return [subnet.name for network in plan.virtual_networks for subnet in network.subnets]


KEYWORDS: Mapping[str, Keyword] = {
    keyword.word: keyword
    for keyword in (
        Keyword(
            "finding",
            "CODE",
            "a finding of that code, or an error, a warning, an information",
            _finding,
            lambda _: [*(one.value for one in Severity), *(code.value for code in Code)],
        ),
        Keyword(
            "subnet",
            "NAME",
            "stands in a subnet of that name, or goes to one",
            _subnet,
            _subnet_names,
        ),
        Keyword(
            "network",
            "ID",
            "stands in that network, or goes there",
            _network,
            lambda plan: plan.virtual_networks.keys(),
        ),
        Keyword(
            "group",
            "NUMBER",
            "the recovery-plan group",
            _group,
            lambda plan: [
                str(number) for number in sorted({i.group for i in plan.replicated_items})
            ],
        ),
        Keyword(
            "region",
            "REGION",
            "runs in that region, or goes there",
            _region,
            lambda plan: [network.region for network in plan.virtual_networks],
        ),
        Keyword(
            "address",
            "ADDRESS",
            "any of its addresses is that one, begins so, or lies in that prefix",
            _address,
            lambda _: (),
        ),
        *_rules_and_reasons(),
    )
}
"""The words with a value behind them."""
