"""Texts that a terminal, a file, a spreadsheet, a shell or a page may obey or trip over."""

PAYLOADS = {
    "colour": "\x1b[31mred\x1b[0m",
    "title": "\x1b]2;PWN\x07",
    "clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "report": "\x1bP$q\x22p\x1b\\",
    "C1": "\x9b31m\x9d2;PWN\x9c",
    "backspace": "safe\x08\x08\x08\x08evil",
    "line": "one\r\ntwo\nthree\rfour",
    "NUL": "a\x00b\x7fc",
    "bidi": "user\u202egnp.exe\u2066x\u2069",
    "zero width": "we\u200bb\ufeff\u00ad\u2060",
    "separators": "a\u2028b\u2029c\u0085d",
    "tags": "x\U000e0041\U000e007f\ufe0f",
    "markup": "x[/]y [bold]z[/bold]",
    "button": "[@click=app.quit]x[/]",
    "variable": "[$primary]z[/] :warning:",
    "formula": '=HYPERLINK("https://evil.example")',
    "at": "@SUM(1)",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "tab": "\t=1+1",
    "wide formula": "＝1+1",
    "quotes": '",""\';\n=1+1',
    "tag": "</testcase><script>alert(1)</script>&amp;]]>",
    "option": "--fail-on",
    "format": "{0} {x} %s %(x)s ${HOME} `id` $(id)",
    "long": "x" * 3000,
    "emoji": "👩‍👩‍👧😀é",
}
"""Whole ones, by what each tries."""

_TERMINAL = (
    *("\x1b", "\x1b[31m", "\x1b]2;PWN\x07", "\x1b]52;c;cm0=\x07", "\x1bP$q", "\x9b31m", "\x9d2;x"),
    *("\x00", "\x07", "\x08\x08", "\r", "\n", "\r\n", "\t", "\x0b", "\x0c", "\x0e", "\x0f", "\x7f"),
    *("[/]", "[bold]", "[@click=app.quit]", "[link=https://x]", "[$primary]", "[", "]", "\\["),
    *(":warning:", "[red", "[/bold]", "[@click=app.quit]x[/]", "x[/]y"),
)
_UNSEEN = (
    *("\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u061c"),
    *(
        "\x85",
        "\u2028",
        "\u2029",
        "\U000e0041",
        "\ufe0f",
        "\U000e0100",
        "\u3164",
        "\u00a0",
        "\u3000",
    ),
    *("\u202eevil", "\u2066x\u2069", " ", " x "),
)
_QUOTING = (
    *(
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "\\\\",
        '\\"',
        "\\u0041",
        "`id`",
        "$(id)",
        "${x}",
        "%{x}",
        "{{x}}",
        "{0}",
    ),
    *(
        "%s",
        "#",
        "# no comment",
        "[x]",
        "[[virtual_networks]]",
        "a = 1",
        "true",
        "nan",
        "1979-05-27",
    ),
    *("=1+1", "@x", "-x", "--x", "a/b", ".", "</script>", "<!--", "]]>", "&amp;"),
)
_LETTERS = (
    *(
        "東京",
        "👩‍👩‍👧",
        "😀",
        "\U0010ffff",
        "é",
        "e\u0301",
        "א",
        "ไ",
        "a" + "\u0300" * 40,
        "x" * 300,
    ),
    *("web", "db"),
)
PIECES = (*_TERMINAL, *_UNSEEN, *_QUOTING, *_LETTERS)
"""What a text may be made of, besides any other characters."""
