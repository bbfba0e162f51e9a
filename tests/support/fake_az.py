# ruff: noqa: PTH118, PTH120, PTH123
"""A stand-in for the Azure CLI, for scripts that are run in tests: state in a file, no network.

It knows the commands that the export `azcli` uses and nothing else, writes down every call in
``calls``, and fails on the call that begins as the text in ``fail``. It is started often:
every import counts.
"""

import json
import os
import re
import sys
from typing import Any

READ_AS = {
    "ipConfigName": "name",
    "tfoNicName": "tfoRecoveryNicName",
    "tfoNicResourceGroupName": "tfoRecoveryNicResourceGroupName",
}
FIELD = re.compile(r"(?:to_string\(|join\(' ', )not_null\(([\w.]+),")
HOME = os.path.dirname(__file__)


def main(words: list[str]) -> None:
    azure = json.loads(text("azure.json"))
    with open(f"{HOME}/calls", "a") as calls:
        calls.write(json.dumps(words) + "\n")
    if " ".join(words).startswith(text("fail")):
        sys.exit("ERROR: as asked")
    names = [word for word in words if not word.startswith("-")]
    options = dict(word[2:].partition("=")[::2] for word in words if word.startswith("--"))
    if words[0] == "rest":
        rest(azure, options)
    elif words[0] == "network":
        network(azure, words, options)
    elif names[:3] == ["site-recovery", "network", "mapping"]:
        mapping(azure, names[3], options)
    elif names[:2] != ["extension", "show"]:
        sys.exit(f"ERROR: {words}")
    with open(f"{HOME}/azure.json", "w") as file:
        json.dump(azure, file)


def text(name: str) -> str:
    with open(os.path.join(HOME, name)) as file:
        return file.read()


def rest(azure: dict[str, Any], options: dict[str, str]) -> None:
    url = options["url"].partition("?")[0]
    page = int(options["url"].partition("page=")[2] or 0)
    if options["method"] == "get":
        read(azure, url, page, options)
        return
    body = json.loads(text(options["body"].removeprefix("@")))["properties"]
    if "/replicationNetworkMappings/" in url:
        put_mapping(azure, url, body["fabricSpecificDetails"]["primaryNetworkId"], body)
    else:
        item = next(row for row in azure["items"] if row["id"].lower() == url.lower())
        item["details"] |= {key: value for key, value in body.items() if key != "vmNics"}
        item["details"] |= item["details"].pop("providerSpecificDetails")
        old = {nic["nicId"]: nic for nic in item["details"]["vmNics"]}
        item["details"]["vmNics"] = [
            {"sourceNicArmId": old[nic["nicId"]]["sourceNicArmId"], **read_model(nic)}
            for nic in body["vmNics"]
        ]


def read_model(sent: dict[str, Any]) -> dict[str, Any]:
    return {
        READ_AS.get(key, key): [read_model(part) for part in value] if key == "ipConfigs" else value
        for key, value in sent.items()
    }


def read(azure: dict[str, Any], url: str, page: int, options: dict[str, str]) -> None:
    last = url.rpartition("/")[2]
    if last == "replicationNetworkMappings":
        for row in azure["mappings"]:
            show("1", row["id"], row["source"].lower(), row["target"].lower(), row["fabric"])
        show("next", "")
    elif last == "replicationFabrics":
        for row in azure["fabrics"]:
            show("1", row["name"], row["location"])
        show("next", "")
    elif last == "replicationProtectedItems":
        rows = azure["items"]
        more = f"https://x.example{url}?page={page + 1}" if page + 1 < len(rows) else ""
        show("next", more)
        items(rows[page : page + 1], options["query"])
    elif options["query"] == "properties.recoveryNetworkId":
        show(next(row["target"] for row in azure["mappings"] if row["id"].lower() == url.lower()))
    else:
        show(json.dumps(update(azure, url, options["query"]), indent=2, sort_keys=True))


def items(rows: list[dict[str, Any]], query: str) -> None:
    _, item_part, nic_part, ip_part = re.split("'item'|'nic'|'ip'", query)
    for row in rows:
        details = row["details"]
        fields = [field.rpartition(".")[2] for field in FIELD.findall(item_part)]
        show("item", row["id"], row["vm"].lower(), *cells(details, fields))
        for nic in details["vmNics"]:
            own = cells(nic, FIELD.findall(nic_part))
            show("nic", nic["nicId"], nic["sourceNicArmId"], *own)
            for ip in nic["ipConfigs"]:
                show("ip", ip["name"], "", *cells(ip, FIELD.findall(ip_part)))


def cells(row: dict[str, Any], fields: list[str]) -> list[str]:
    values = [row.get(field) for field in fields]
    return [" ".join(value) if isinstance(value, list) else cell(value) for value in values]


def cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def update(azure: dict[str, Any], url: str, query: str) -> Any:
    """What the query for the body of an update makes of an item."""
    details = next(row for row in azure["items"] if row["id"].lower() == url.lower())["details"]
    item_part, nic_part, ip_part = re.split(r"(?:vmNics|ipConfigs)\[\]\.", query)
    ip_part, _, _ = ip_part.partition("}}")
    vm_nics = [
        taken(nic, nic_part) | {"ipConfigs": [taken(ip, ip_part) for ip in nic["ipConfigs"]]}
        for nic in details["vmNics"]
    ]
    own = {"instanceType": "A2A", "tfoAzureVMName": details.get("tfoAzureVMName")}
    item = taken(details, item_part)
    return {"properties": item | {"vmNics": vm_nics, "providerSpecificDetails": own}}


def taken(row: dict[str, Any], part: str) -> dict[str, Any]:
    """The fields that part of a query takes, blank where it says so."""
    wanted = re.findall(r"(\w+): (not_null\()?(?:properties\.\w+\.)?(\w+)[,)}]", part + "}")
    return {
        key: ([] if key.endswith("PoolIds") else "")
        if blank and not row.get(name)
        else row.get(name)
        for key, blank, name in wanted
    }


def mapping(azure: dict[str, Any], verb: str, options: dict[str, str]) -> None:
    id = (
        f"/Subscriptions/{options['subscription']}/resourceGroups/{options['resource-group']}"
        f"/providers/Microsoft.RecoveryServices/vaults/{options['vault-name']}"
        f"/replicationFabrics/{options['fabric-name']}/replicationNetworks"
        f"/{options['network-name']}/replicationNetworkMappings/{options['name']}"
    )
    if verb == "delete":
        azure["mappings"] = [row for row in azure["mappings"] if row["id"].lower() != id.lower()]
        return
    [source] = re.findall(r"primary-network-id:'(.*)'\}\}", options["fabric-details"])
    body = {
        "recoveryNetworkId": options["recovery-network-id"],
        "recoveryFabricName": options["recovery-fabric-name"],
    }
    put_mapping(azure, id, source, body)


def put_mapping(azure: dict[str, Any], id: str, source: str, body: dict[str, Any]) -> None:
    """Puts or changes a mapping; as Azure, not while there is one back (M8)."""
    target, others = body["recoveryNetworkId"], []
    for row in azure["mappings"]:
        if row["id"].lower() != id.lower():
            others.append(row)
        elif row["target"].lower() != target.lower():
            back = row["target"].lower(), row["source"].lower()
            if back in [
                (other["source"].lower(), other["target"].lower()) for other in azure["mappings"]
            ]:
                sys.exit("ERROR: there is a mapping back")
    if source.lower() in [row["source"].lower() for row in others]:
        sys.exit("ERROR: the network is mapped already")
    fabric = f"/fabrics/{body['recoveryFabricName']}"
    azure["mappings"] = [*others, {"id": id, "source": source, "target": target, "fabric": fabric}]


def network(azure: dict[str, Any], words: list[str], options: dict[str, str]) -> None:
    at = f"{options['subscription']}/{options['resource-group']}".lower()
    group = azure["networks"].setdefault(at, {})
    verb = [word for word in words if not word.startswith("-")]
    prefixes = [word for word in words if word[0].isdigit() and "/" in word]
    if verb[1:3] == ["vnet", "list"]:
        listing(group)
    elif verb[1:3] == ["vnet", "create"]:
        group[options["name"]] = {"prefixes": prefixes, "subnets": {}, "peerings": {}}
    elif verb[1:3] == ["vnet", "delete"]:
        del group[options["name"]]
    elif verb[2:4] == ["subnet", "create"]:
        subnets = group[options["vnet-name"]]["subnets"]
        subnets[options["name"]] = [prefixes, options.get("delegations", ""), 0]
    elif verb[2:4] == ["peering", "create"]:
        group[options["vnet-name"]]["peerings"][options["name"]] = options["remote-vnet"]
    else:
        sys.exit(f"ERROR: {words}")


def listing(group: dict[str, Any]) -> None:
    for name, row in group.items():
        show("network", name, " ".join(row["prefixes"]))
        for subnet, (prefixes, delegation, used) in row["subnets"].items():
            show("subnet", subnet, " ".join(prefixes), delegation, str(used))
        for peering, remote in row["peerings"].items():
            show("peering", peering, remote)


def show(*row: str) -> None:
    sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
