"""Who may ask, how large a terminal may be, and what a download is called."""

import pytest

from tui.classroom.downloads import MOST, Downloads, safe_name
from tui.classroom.origin import host_of, is_known, is_same_origin
from tui.classroom.sizes import size_of

NAMES = frozenset({"class.example.org"})


@pytest.mark.parametrize(
    "header",
    [
        "127.0.0.1:8000",
        "127.0.0.1",
        "localhost:8000",
        "LOCALHOST",
        "[::1]:8000",
        "192.0.2.7:80",
        "class.example.org",
        "Class.Example.org.:443",
    ],
)
def test_the_server_is_known_by_its_addresses_and_by_names_it_was_given(header: str) -> None:
    assert is_known(host_of(header), NAMES)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "class.example.org.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1/evil.example",
        "127.0.0.1:x",
        "[::1",
        "127.0.0.1\\@evil.example",
    ],
)
def test_a_name_that_somebody_else_may_have_pointed_here_is_refused(header: str | None) -> None:
    assert not is_known(host_of(header), NAMES)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://[::1]:8000", "[::1]:8000"),
        ("https://class.example.org", "class.example.org"),
        ("https://class.example.org", "127.0.0.1:8000"),
    ],
)
def test_a_page_of_the_server_may_connect(origin: str, host: str) -> None:
    assert is_same_origin(origin, host, NAMES)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, "127.0.0.1:8000"),
        ("null", "127.0.0.1:8000"),
        ("http://evil.example", "127.0.0.1:8000"),
        ("http://127.0.0.1:9000", "127.0.0.1:8000"),
        ("http://127.0.0.1", "127.0.0.1:8000"),
        ("http://localhost:8000", "127.0.0.1:8000"),
        ("https://class.example.org.evil.example", "class.example.org"),
        ("file://class.example.org", "class.example.org"),
        ("http://evil.example:x", "evil.example:x"),
        ("http://[::1", "[::1"),
        ("", ""),
        ("http://", ""),
    ],
)
def test_a_page_of_somebody_else_may_not(origin: str | None, host: str) -> None:
    assert not is_same_origin(origin, host, NAMES)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        ("120", "40", (120, 40)),
        (120, 40, (120, 40)),
        (0, -7, (20, 5)),
        ("99999", 10**9, (400, 200)),
        ("9" * 5000, "1e3", (80, 24)),
        (None, True, (80, 24)),
        ("٣٣", 30.5, (80, 24)),
        ([80], {"a": 1}, (80, 24)),
    ],
)
def test_a_terminal_is_as_large_as_was_asked_within_what_can_be(
    width: object, height: object, size: tuple[int, int]
) -> None:
    assert size_of(width, height) == size


def test_a_download_is_for_one_visitor_and_for_once() -> None:
    downloads = Downloads()
    key, other = downloads.offer("ann", "plan.toml", b"a"), downloads.offer("bob", "x", b"b")
    assert len({key, other}) == 2
    assert len(key) >= 43
    assert downloads.fetch(key, "bob") is downloads.fetch(key, None) is None
    assert downloads.fetch("", "ann") is downloads.fetch(key[:-1], "ann") is None
    found = downloads.fetch(key, "ann")
    assert found is not None
    assert (found.name, found.data) == ("plan.toml", b"a")
    assert downloads.fetch(key, "ann") is None
    assert downloads.fetch(other, "bob") is not None


def test_few_downloads_wait_for_a_visitor_and_none_after_the_visit() -> None:
    downloads = Downloads()
    keys = [downloads.offer("ann", "x", b"") for _ in range(MOST + 2)]
    assert downloads.fetch(keys[0], "ann") is downloads.fetch(keys[1], "ann") is None
    assert downloads.fetch(keys[2], "ann") is not None
    downloads.forget("ann")
    assert downloads.fetch(keys[-1], "ann") is None


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("article.toml", "article.toml"),
        ("../../etc/passwd", "passwd"),
        ("a\\b\\c.md", "c.md"),
        ('x"; filename="y.exe', "x-filename-y.exe"),
        ("line\r\nSet-Cookie: a", "line-Set-Cookie-a"),
        ("é" * 9, "file"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_the_name_of_a_download_is_nothing_but_a_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe
