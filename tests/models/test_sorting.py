"""The orders in which rows can be listed."""

import pytest

from models.listing import Listing
from models.session import Session
from models.sorting import SortBy, natural, sort_rows
from tests.support.builders import at, estate, ip, item, machine, network, settings, subnet


@pytest.fixture(scope="module")
def session() -> Session:
    """Four machines in an order of their own, one of them not replicated."""
    web, app = subnet("web", "10.1.0.0/16"), subnet("app", "10.2.0.0/24")
    return Session(
        estate(
            [web, app],
            [web, subnet("app", "10.3.0.0/24")],
            [
                machine("vm-10", ip("10.1.9.4")),
                machine("vm-2", ip("10.2.0.4", "app")),
                machine("VM-1", ip("10.1.10.4")),
                machine("other", ip(None)),
            ],
            [
                item("vm-10", settings(failover=at("10.1.0.99")), group=2),
                item("vm-2", group=3, test_failover_network="drill"),
                item("VM-1"),
            ],
            networks=[network("drill", subnet("x", "10.9.0.0/24"))],
        )
    )


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (SortBy.TURN, "VM-1 vm-10 vm-2 other"),
        (SortBy.NAME, "other VM-1 vm-2 vm-10"),
        (SortBy.SOURCE, "vm-10 VM-1 vm-2 other"),
        (SortBy.FAILOVER, "vm-10 VM-1 vm-2 other"),
        (SortBy.TEST, "vm-2 VM-1 vm-10 other"),
        (SortBy.FAILBACK, "vm-10 VM-1 vm-2 other"),
        (SortBy.RULE, "vm-10 vm-2 VM-1 other"),
        (SortBy.GROUP, "VM-1 vm-10 vm-2 other"),
        (SortBy.SUBNET, "vm-2 VM-1 vm-10 other"),
        (SortBy.NETWORK, "VM-1 vm-10 vm-2 other"),
        (SortBy.STANDS, "vm-2 VM-1 vm-10 other"),
    ],
)
def test_rows_are_sorted_by_what_they_say(session: Session, by: SortBy, expected: str) -> None:
    rows = Listing(session).rows
    assert [row.name for row in sort_rows(rows, by)] == expected.split()


@pytest.mark.parametrize("by", SortBy)
def test_an_order_turned_round_leaves_those_without_a_value_last(
    session: Session, by: SortBy
) -> None:
    rows = Listing(session).rows
    there, back = sort_rows(rows, by), sort_rows(rows, by, reverse=True)
    assert set(there) == set(back) == set(rows)
    if by in (SortBy.FAILOVER, SortBy.TEST, SortBy.GROUP, SortBy.SOURCE):
        assert back[-1].name == there[-1].name == "other"


def test_the_worst_comes_first_where_that_is_asked_for(session: Session) -> None:
    rows = sort_rows(Listing(session).rows, SortBy.SIGN)
    order = ["error", "warning", "information", None]
    ranks = [order.index(row.gravest) for row in rows]
    assert ranks == sorted(ranks)


def test_numbers_in_names_count_as_numbers_however_long() -> None:
    names = ["a10b", "a9b", "a", "A009", "a" + "9" * 5000]
    assert sorted(names, key=natural) == ["a", "A009", "a9b", "a10b", "a" + "9" * 5000]
