"""The benchmarks compare like with like: everybody hands out the same addresses."""

from pathlib import Path

import pytest

from tests.benchmarks.asked import Asked, asked
from tests.benchmarks.go_peer import built, handed_out_by
from tests.benchmarks.own_allocation import Differs, Engine, agree
from tests.benchmarks.paired import AGAIN, Time, interleaved, ratios, short
from tests.benchmarks.peer_algorithms import PEERS, Floor, Peer, handed_out

LOADS = [
    pytest.param(asked(24, 100), id="with room"),
    pytest.param(asked(26, 90), id="more requests than addresses"),
    pytest.param(asked(29, 3), id="the smallest subnet, nothing taken"),
    pytest.param(asked(24, 246), id="nearly full"),
]


@pytest.mark.parametrize("todo", LOADS)
@pytest.mark.parametrize("peer", [Floor, *PEERS.values()])
def test_a_peer_hands_out_the_addresses_that_the_engine_does(peer: type[Peer], todo: Asked) -> None:
    assert handed_out(peer(todo), todo) == Engine(todo).handed_out()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """go-ipam in Go."""
    made = built(tmp_path_factory.mktemp("go"))
    if made is None:
        pytest.skip("this machine has no Go")
    return made


@pytest.mark.parametrize("todo", LOADS)
def test_go_ipam_in_its_own_language_does_too(program: Path, todo: Asked) -> None:
    given, spent = handed_out_by(program, todo)
    assert given == Engine(todo).handed_out()
    assert spent.wall > 0


def test_the_loads_have_requests_of_every_kind() -> None:
    todo = asked(24, 100)
    given = Engine(todo).handed_out()
    pairs = list(zip(todo.wanted, given, strict=True))
    assert todo.wanted.count(None) == 50
    assert any(want == got for want, got in pairs), "who keeps the wanted address"
    assert any(want in todo.kept or want in todo.taken for want in todo.wanted)
    assert not {*todo.kept, *todo.taken} & set(given)
    assert None in Engine(asked(26, 90)).handed_out(), "who comes too late"


def test_another_address_than_the_engine_gives_ends_the_comparison() -> None:
    agree("peer", [1, None], [1, None])
    with pytest.raises(Differs, match="peer: request 1 got 3, the engine gives 2"):
        agree("peer", [1, 2], [1, 3])


def test_works_take_turns_and_the_first_one_is_its_own_noise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gc.collect", lambda: 0)  # all that the suite has made takes seconds
    turns = []

    def taking(name: str, ns: float) -> Time:
        turns.append(name)
        return Time(ns, ns)

    times = interleaved(
        {"a": lambda: taking("a", 2.0), "b": lambda: taking("b", 3e9)}, rounds=3, patience=2
    )
    assert turns == ["a", "b", "a", "a", "a", "a", "a"]
    assert ratios(times, AGAIN) == (1.0, 1.0, 1.0)
    assert ratios(times, "b") == (1.5e9, 1.5e9, 1.5e9)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234.5, "1,230"), (812.0, "812"), (12.34, "12.3"), (0.1234, "0.12")],
)
def test_a_figure_has_no_more_digits_than_it_is_worth(value: float, text: str) -> None:
    assert short(value) == text
