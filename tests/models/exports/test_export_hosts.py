"""A hosts file: old lines as comments, new ones live where they are sure."""

from models.exports.export import Export, Options
from models.exports.kinds import export
from tests.support.export_plans import known, unknown
from tests.support.renumbered_plans import renumbered


def lines(made: Export) -> list[str]:
    [file] = made.files
    assert file.name == "hosts.txt"
    assert file.text.endswith("\n")
    return file.text.splitlines()


def test_the_old_line_is_a_comment_and_the_new_one_holds() -> None:
    found = lines(export(known(), "hosts"))
    start = found.index("# At failover")
    assert found[start + 1 : start + 3] == ["#old 10.10.1.10      web1", "10.20.1.10      web1"]


def test_a_forecast_holds_only_where_it_is_pinned() -> None:
    assert "#forecast 10.9.0.4        webm" in lines(export(renumbered("web"), "hosts"))
    assert "10.9.0.4        webm" in lines(export(renumbered("web"), "hosts", Options(pin=True)))


def test_the_way_back_is_marked() -> None:
    assert "#failback-forecast 10.10.1.4       web1" in lines(export(known(), "hosts"))


def test_kept_addresses_have_no_lines() -> None:
    found = lines(export(unknown(), "hosts"))
    assert found.count("# no address changes") == 2
    assert all(line.startswith("#") or not line for line in found)


def test_what_has_no_name_is_named_in_a_comment_and_a_note() -> None:
    made = export(known(), "hosts")
    assert [line for line in lines(made) if line.startswith("# no line: web1/web1-nic2/ipconfig1")]
    assert made.notes == (
        "No line for web1/web1-nic2/ipconfig1: 10.10.1.12 becomes 10.20.1.4, a forecast;"
        " the plan does not say what it is called.",
    )


def test_a_name_that_is_no_host_name_has_no_line() -> None:
    made = export(renumbered("web 1"), "hosts", Options(pin=True))
    assert all(line.startswith("#") or not line for line in lines(made))
    assert "the machine's name is no host name" in made.notes[0]
