"""The scripts beside the configuration: one verifies, one takes back."""

from collections.abc import Iterator

from models.exports.application import Application
from models.exports.terraform.labels import MAPPING, NETWORK, REPLICATED_VM, Labels

VERIFY = """\
#!/usr/bin/env bash
# Reads Azure back and compares it with this configuration; changes nothing.
# Exit status: 0 as planned, 1 where it differs, 2 where it could not be compared.
# What the comments in main.tf call impossible to set is not compared.
# Arguments are handed to terraform plan, for example -var-file=FILE.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")" || exit 2

terraform plan -input=false -lock=false -detailed-exitcode "$@"
case $? in
  0) echo "Azure is as planned." ;;
  2)
    echo "Azure differs from the plan: see above." >&2
    exit 1
    ;;
  *) exit 2 ;;
esac
"""

ROLLBACK = """\
#!/usr/bin/env bash
# Takes back what this configuration made: its network mappings and planned networks.
# What it only imported stays in Azure, and leaves the state first: replication goes on.
# It cannot give replicated items or imported mappings the settings they had before;
# for that, apply the configuration of the earlier plan.
# Arguments are handed to terraform destroy, for example -var-file=FILE.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
"""

FORGET = """
present="$(terraform state list | grep -xF -f <(printf '%s\\n' "${imported[@]}") || true)"
if [ -n "$present" ]; then
  xargs terraform state rm <<<"$present"
fi
"""

DESTROY = """
terraform destroy "${made[@]/#/-target=}" "$@"
"""


def verify() -> str:
    """The script that reads back and compares."""
    return VERIFY


def rollback(todo: Application, labels: Labels) -> str:
    """The script that takes back what the configuration made, and only that."""
    imported, made = list(_imported(todo, labels)), list(_made(todo, labels))
    return "".join(
        [
            ROLLBACK,
            _array("imported", imported) + FORGET if imported else "",
            _array("made", made) + DESTROY if made else "",
        ]
    )


def _imported(todo: Application, labels: Labels) -> Iterator[str]:
    for item in todo.items:
        yield f"{REPLICATED_VM}.{labels.item(item)}"
    for mapping in todo.mappings:
        if mapping.existing:
            yield f"{MAPPING}.{labels.mapping(mapping)}"


def _made(todo: Application, labels: Labels) -> Iterator[str]:
    for mapping in todo.mappings:
        if not mapping.existing:
            yield f"{MAPPING}.{labels.mapping(mapping)}"
    for network in todo.networks:
        yield f"{NETWORK}.{labels.network(network)}"


def _array(name: str, addresses: list[str]) -> str:
    return "\n".join(["", f"{name}=(", *(f"  {address}" for address in addresses), ")", ""])
