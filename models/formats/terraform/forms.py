"""The forms in which Terraform writes what it manages, by their content.

https://developer.hashicorp.com/terraform/internals/json-format
"""

from enum import Enum
from typing import Any

RAW = 4
"""The version of raw states that is read; Terraform writes it since 0.12."""
_SHOWN = {"format_version", "terraform_version"}
_RAW_ONLY = {"terraform_version", "serial", "lineage"}


class Form(Enum):
    """What a document of Terraform is."""

    STATE = "state"
    PLAN = "plan"
    RAW_STATE = "raw state"
    ENCRYPTED = "encrypted state"


def form_of(value: Any) -> Form | None:
    """The form of a document; ``None`` where it is not of Terraform."""
    if not isinstance(value, dict):
        return None
    if "encrypted_data" in value:
        return Form.ENCRYPTED
    if "format_version" in value:
        if "planned_values" in value:
            return Form.PLAN
        return Form.STATE if "values" in value or value.keys() <= _SHOWN else None
    version = value.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        return None
    if {"resources", "modules"} & value.keys() and _RAW_ONLY & value.keys():
        return Form.RAW_STATE
    return None


def recognised(value: Any) -> bool:
    """Whether a document is a state or a plan of Terraform."""
    return form_of(value) is not None


def why_not(value: Any) -> str | None:
    """Why a recognised document cannot be used; ``None`` where it can."""
    form = form_of(value)
    if form is Form.ENCRYPTED:
        return 'an encrypted state or plan of OpenTofu: give what "tofu show -json" writes'
    if form is Form.RAW_STATE and value["version"] != RAW:
        return _other_version(value["version"])
    if form is Form.RAW_STATE:
        empty = not value.get("resources")
    else:
        part = value.get("planned_values" if form is Form.PLAN else "values")
        root = part.get("root_module") if isinstance(part, dict) else None
        empty = not root and not value.get("prior_state")
    return "a Terraform state or plan without any resource" if empty else None


def _other_version(version: int) -> str:
    if version < RAW:
        return (
            f"a raw Terraform state of a version before {RAW}: let Terraform 0.12 or later"
            ' write it anew, or give what "terraform show -json" writes'
        )
    return (
        f"a raw Terraform state of a version after {RAW}, which is not known here:"
        ' give what "terraform show -json" writes'
    )
