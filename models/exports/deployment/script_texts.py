"""What is the same in every script beside a deployment; ``@`` lines are filled in."""

VERIFY = """\
#!/usr/bin/env bash
# Reads the planned networks, peerings and mappings back and compares; changes nothing.
# Exit status: 0 as planned, 1 where something differs, 2 if Azure could not be asked.
# The settings of replicated items are not in the deployment and not compared.
# shellcheck disable=SC2317,SC2329  # a plan may need none of these functions
set -uo pipefail
@parameters
az account show --output none || exit 2
errors="$(mktemp)" || exit 2
trap 'rm -f -- "$errors"' EXIT
differences=0

ask() { # URL QUERY
  found="$(az rest --method get --url "$1" --query "$2" --output tsv 2>"$errors")" && return
  found="nothing"
  if ! grep -qiE 'not ?found|not ?exist' "$errors"; then
    cat "$errors" >&2
    exit 2
  fi
}

compare() { # WHAT EXPECTED FOUND
  if [ "$2" = "$3" ]; then
    printf 'as planned: %s\\n' "$1"
  else
    printf 'differs: %s\\n  expected: %q\\n  found:    %q\\n' "$1" "$2" "$3" >&2
    differences=1
  fi
}

same_lines() { # WHAT URL QUERY EXPECTED
  ask "$2" "$3"
  compare "$1" "$(LC_ALL=C sort <<<"$4")" "$(LC_ALL=C sort <<<"$found")"
}

same_id() { # WHAT URL QUERY EXPECTED
  ask "$2" "$3"
  compare "$1" "$(lower "$4")" "$(lower "$found")"
}

lower() { # TEXT
  LC_ALL=C tr '[:upper:]' '[:lower:]' <<<"$1"
}

same_subnets() { # WHAT URL EXPECTED
  same_lines "$1" "$2" "properties.subnets[].[name,
    join(' ', sort(properties.addressPrefixes || [properties.addressPrefix])),
    join(' ', properties.[delegations][].properties.serviceName)]" "$3"
}

@calls
exit "$differences"
"""

ROLLBACK = """\
#!/usr/bin/env bash
# Takes back what the deployment made: its mappings, then its networks that nothing uses.
# What an import found in Azure before stays as it is. Peerings go with their network;
# the other half of a peering is then shown as disconnected, and is deleted by hand.
# Exit status: 0 if all is gone, 1 if something stays, 2 if Azure could not be asked.
# shellcheck disable=SC2317,SC2329  # a plan may need none of these functions
set -uo pipefail
@parameters
az account show --output none || exit 2
errors="$(mktemp)" || exit 2
trap 'rm -f -- "$errors"' EXIT
left=0

absent() { # URL
  ! az rest --method get --url "$1" --output none 2>"$errors" &&
    grep -qiE 'not ?found|not ?exist' "$errors"
}

stays() { # WHAT WHY
  printf 'stays: %s, %s\\n' "$1" "$2" >&2
  left=1
}

before() { # WHAT
  printf 'stays: %s, which was there before\\n' "$1"
}

remove() { # WHAT URL
  if absent "$2"; then
    printf 'not there: %s\\n' "$1"
  elif az rest --method delete --url "$2" --output none && gone "$2"; then
    printf 'removed: %s\\n' "$1"
  else
    stays "$1" "which could not be removed"
  fi
}

remove_network() { # WHAT URL
  local used
  used="$(az rest --method get --url "$2" --query "properties.subnets[?
    properties.ipConfigurations || properties.privateEndpoints ||
    properties.applicationGatewayIPConfigurations || properties.serviceAssociationLinks ||
    properties.resourceNavigationLinks].name" --output tsv 2>/dev/null)"
  if [ -n "$used" ]; then
    stays "$1" "whose subnets are in use"
  else
    remove "$1" "$2"
  fi
}

gone() { # URL
  local tries
  for ((tries = 0; tries < 60; tries++)); do
    absent "$1" && return
    sleep "${PAUSE:-5}"
  done
  return 1
}

@calls
exit "$left"
"""
