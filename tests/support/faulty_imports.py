"""Files that cannot be imported, each with what has to be said of it."""

import json

from tests.support.faulty_plans import faulty

ID = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub"
HUB = {
    "id": ID,
    "type": "Microsoft.Network/virtualNetworks",
    "name": "hub",
    "location": "eastasia",
    "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
    "subnets": [{"name": "web", "addressPrefix": "10.0.1.0/24"}],
}
LIST = json.dumps([HUB])
TABLE = (
    "virtual_machine,region,network_interface,ip_configuration,network,subnet,address_prefixes,"
    "address\n"
)
DEEP = '{"a":' * 100_000
STATE = {"version": 3, "terraform_version": "0.11", "serial": 1, "lineage": "x", "modules": []}
REFUSED = {
    "26 cut off": faulty(LIST[:100], "line 1: not valid JSON", "(column 101)"),
    "27 empty": faulty("", "the file is empty"),
    "27 null": faulty("null", "no Azure resource is in it, but a single value"),
    "27 a page": faulty("<!DOCTYPE html><html>Sign in</html>", "a page of the web (HTML or XML)"),
    "27 an error of az": faulty(
        "ERROR: Please run 'az login'", "what a command says when it fails"
    ),
    "27 an error of ARM": faulty('{"error": {"code": "AuthorizationFailed"}}', "an error message"),
    "29 warnings of several lines": faulty(
        f"WARNING: Upcoming breaking changes:\n- one\n- two\n{LIST}", "keep only standard output"
    ),
    "30 two documents": faulty(f"{LIST}\n{LIST}", "line 2", "every document a file of its own"),
    "31 a key twice": faulty(
        LIST.replace('"name": "hub"', '"name": "hub", "name": "spoke"'),
        "the key 'name' is there twice",
    ),
    "32 no number": faulty(LIST.replace('"hub"', "NaN"), "NaN is not a JSON number"),
    "32 a number too large": faulty(
        LIST.replace('"hub"', "1e999"), "the number 1e999 is too large"
    ),
    "34 deep": faulty(DEEP, "nested too deeply"),
    "36 a plan": faulty("format = 1\n", "a plan of asrnet"),
    "36 a configuration of Terraform": faulty(
        'resource "azurerm_subnet" "web" {\n}\n', "a configuration of Terraform"
    ),
    "40 an old state": faulty(json.dumps(STATE), "Terraform state of a version before 4"),
    "40 an encrypted state": faulty(
        '{"encrypted_data": "hunter2"}', "encrypted state", "tofu show"
    ),
    "42 a field too large": faulty(
        TABLE + f'"{"x" * 200_000}",eastasia\n', "line 2: not a table", "131072"
    ),
    "42 an open quote": faulty(TABLE + 'a,eastasia\n"b,eastasia\n', "line 3: not a table"),
    "42 NUL": faulty(TABLE + "a\0b,eastasia\n", "a binary file, not text"),
    "42 ragged rows": faulty(TABLE + "a,b,c,d,e,f,g,h,i\n", "line 2: more cells than there are"),
    "43 a fault in the last row": faulty(
        TABLE
        + "".join(
            f"vm{row},eastasia,nic,ip,net,web,10.0.0.0/8,10.{row // 250}.{row % 250}.4\n"
            for row in range(898)
        )
        + "last,eastasia,nic,ip,net,web,,10.0.0.999\n",
        "line 900: address: '10.0.0.999' is not an IP address",
    ),
}
"""By the number of the fault in the list of ``docs/reliability.md``."""
