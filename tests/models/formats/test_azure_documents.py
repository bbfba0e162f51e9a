"""Documents: which are read in what form, and which are refused, each with a clear message."""

import codecs
import json

import pytest

from models.errors import InvalidInput
from models.formats.documents import read
from tests.fixtures.azure.documents import document, estate, vnet

DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.fault(26, 27, 31, 32, 34, 36, 40)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n", "the file is empty"),
        (b"\xff\xfe", "the file is empty"),
        (b"{not json", "line 1: not valid JSON: expecting property name"),
        (b'[\n{"id": 1},\n]', "line 3: not valid JSON"),
        (b"ERROR: Please run 'az login'", "what a command says when it fails"),
        (b"\x1b[91mERROR: Please run 'az login'\x1b[0m", "what a command says when it fails"),
        (b"<!DOCTYPE html>\n<html>Sign in</html>", "a page of the web (HTML or XML)"),
        (b"<html>", "a page of the web (HTML or XML)"),
        (b"WARNING: soon\n[{]", "line 2: not valid JSON"),
        (b"WARNING: soon\n- it goes\n[]", "warnings stand before the JSON: keep only standard"),
        (b"[]\n[]", "line 2: not valid JSON: more stands behind its end"),
        (b'[{"id": 1, "name": "a", "name": "b"}]', "the key 'name' is there twice in one object"),
        (b'[{"\\u001b": 1, "\\u001b": 2}]', "the key '␛' is there twice"),
        (b'[{"priority": 1e999}]', "the number 1e999 is too large"),
        (b'[{"id": -Infinity}]', "-Infinity is not a JSON number"),
        (b'{"encrypted_data": "x", "meta": {}}', "an encrypted state or plan of OpenTofu"),
        (b'# a\nresource "azurerm_subnet" "web" {\n', "a configuration of Terraform: give what"),
        (b'terraform {\n  required_version = "1"\n}\n', "a configuration of Terraform"),
        (b"format = 1\nname = 'x'\n", "a plan of asrnet, not what describes an estate"),
        (b"#" * 40_000, "line 1: not valid JSON"),
        (b"formats = 1", "line 1: not valid JSON"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a binary file, not text"),
        (b"\x7fELF\x02\x01\x01\0\0", "a binary file, not text"),
        (b"\x00\x01\x02\xff", "not valid JSON"),
        (b'{"a": "\xff"}', "byte 7 is not text"),
        (DEEP, "nested too deeply"),
        (b'{"a": ' + b"9" * 9000 + b"}", "a number has too many digits"),
        (b'[{"id": NaN}]', "NaN is not a JSON number"),
        (b"null", "no Azure resource is in it, but a single value"),
        (b"{}", "an empty object"),
        (b'[1, "two"]', "a single value"),
        (b"[[[[[[1]]]]]]", "no Azure resource is in it, but a list"),
        (b'{"name": "x", "\xed\x9f\xbf": 2}', "an object with name"),
        (b'{"id": 5, "type": "x"}', "an object with id, type"),
        (b'{"id": "/x/", "name": ["y"]}', "an object with id, name"),
        (b'{"available": false, "b": 1, "c": 1, "d": 1}', "available, b, c and 1 more"),
        (b'{"$schema": "https://x/deploymentTemplate.json#", "resources": []}', "an ARM template"),
        (b'{"format_version": "1", "terraform_version": "1.9"}', "a Terraform state or plan"),
        (b'{"version": 4, "resources": []}', "a template or a Terraform state"),
        (b'{"error": {"code": "AuthorizationFailed"}}', "an error message"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read([*estate(), ("given.json", data)])
    [fault] = refused.value.faults
    assert refused.value.source == "given.json"
    assert message in str(fault)


def test_the_faults_of_all_documents_are_told_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        read([("a.json", b""), *estate(), ("b.json", b"{"), ("c.json", b"[3]")])
    assert [fault.place for fault in refused.value.faults] == ["a.json", "b.json", "c.json"]
    assert str(refused.value).startswith("3 files: 3 faults\n  a.json: the file is empty\n")


@pytest.mark.fault(28)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encodings_that_shells_write_are_read(encoding: str) -> None:
    text = json.dumps([vnet("netz-ü")], ensure_ascii=False)
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    for start in {mark, b""}:
        [network] = read([("v.json", start + text.encode(encoding))]).plan.virtual_networks
        assert network.name == "netz-ü"


@pytest.mark.fault(29)
@pytest.mark.parametrize(
    "before",
    [
        "WARNING: This command is in preview.\n",
        "\x1b[33mWARNING: a\x1b[0m\r\n\r\nWARNING: b\r\n",
        "\n  WARNING: [ { [\n\n",
    ],
)
def test_warnings_that_stand_before_the_json_are_passed_over(before: str) -> None:
    [network] = read([("v.json", (before + json.dumps([vnet()])).encode())]).plan.virtual_networks
    assert network.name == "net"


def test_what_is_wrong_behind_warnings_is_told_with_its_line() -> None:
    with pytest.raises(InvalidInput, match="line 5: not valid JSON: expecting"):
        read([("v.json", b"WARNING: a\n\nWARNING: b\n[1,\n]")])


@pytest.mark.fault(33)
@pytest.mark.parametrize(
    ("name", "why"), [("a\0b", "a NUL character"), ("a\ud800", "half of a UTF-16 character")]
)
def test_a_name_that_is_no_text_is_refused_at_import(name: str, why: str) -> None:
    result = read([document(vnet(name=name), vnet("good"))])
    assert [network.name for network in result.plan.virtual_networks] == ["good"]
    [entry] = result.skipped
    assert entry.reason == f"name: holds {why}, which is no text"


def test_examples_of_the_rest_specification_are_read() -> None:
    data = {"parameters": {"parameters": vnet("wrong")}, "responses": {"200": {"body": vnet()}}}
    assert read([("e.json", json.dumps(data).encode())]).used["virtual networks"] == 1


def test_a_list_that_goes_on_elsewhere_is_told_and_its_link_kept_quiet() -> None:
    data = {"value": [vnet()], "nextLink": "https://x/?$skiptoken=secret"}
    [entry] = read([("v.json", json.dumps(data).encode())]).skipped
    assert (entry.subject, "nextLink" in entry.reason) == ("the rest of the list", True)
    assert "secret" not in str(entry)


@pytest.mark.fault(38)
def test_a_resource_given_again_with_other_content_is_told() -> None:
    later = ("later.json", json.dumps(vnet() | {"location": "westus"}).encode())
    result = read([document(vnet()), later])
    [entry] = result.skipped
    assert (entry.source, entry.subject) == ("later.json", "virtualNetworks/net")
    assert entry.reason.startswith("given before, in list.json, with other content")
    assert result.plan.network("net").region == "eastasia"


def test_strangers_among_resources_are_named_and_the_rest_is_read() -> None:
    result = read([document(vnet(), {"name": "who"}, 5, {"id": "/x", "type": "\ud800"})])
    assert result.used["virtual networks"] == 1
    [entry] = result.skipped
    assert (entry.count, entry.reason) == (3, "not an Azure resource")
    assert entry.subject == "entries: an object with name, a single value, an object with id, type"
