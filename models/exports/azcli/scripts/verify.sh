#!/usr/bin/env bash
# Reads Azure back and compares it with a plan of asrnet; changes nothing.
# shellcheck disable=SC1091,SC2034,SC2154
set -euo pipefail
if ((BASH_VERSINFO[0] < 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] < 4))); then
  echo "bash $BASH_VERSION is too old: 4.4 is needed" >&2
  exit 2
fi
here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
source "$here/parameters.sh"
source "$here/plan.sh"
source "$here/lib/azure.sh"
source "$here/lib/networks.sh"
source "$here/lib/mappings.sh"
source "$here/lib/items.sh"

purpose='Reads networks, mappings and replicated items back and compares them with the plan.'
statuses='0 as planned, 1 it differs as listed, 2 it could not be compared'

network() {
  local name=$4
  load_networks "$2" "$3"
  network_at "$2" "$3" "$name"
  shift 5
  if [[ ! ${network_prefixes[$REPLY]+there} ]]; then
    problem "network $name is not there"
    return
  fi
  same_prefixes "${network_prefixes[$REPLY]}" "$*" ||
    problem "network $name has the prefixes ${network_prefixes[$REPLY]}, planned are $*"
}

subnet() {
  local name="$4/$5" delegation=$6 at
  network_at "$2" "$3" "$4"
  at="$REPLY|${5,,}"
  shift 6
  if [[ ! ${subnet_prefixes[$at]+there} ]]; then
    problem "subnet $name is not there"
    return
  fi
  same_prefixes "${subnet_prefixes[$at]}" "$*" ||
    problem "subnet $name has the prefixes ${subnet_prefixes[$at]}, planned are $*"
  [[ ${delegations[$at],,} == "${delegation,,}" ]] ||
    problem "subnet $name is delegated to '${delegations[$at]}', planned is '$delegation'"
}

peering() {
  network_at "$2" "$3" "$4"
  [[ ${peerings["$REPLY|${6,,}"]-} ]] || problem "network $4 is not peered with $6"
}

mapping() {
  load_mappings "$2"
  find_way "$2" "$9" "${10}"
  [[ $REPLY ]] || problem "network ${9##*/} is not mapped to ${10##*/}"
}

item() {
  local machine=${3##*/} line
  find_item "${@:2:5}"
  if [[ ! $REPLY ]]; then
    problem "machine $machine: no such replicated item in the vault"
    return
  fi
  compare_item "$REPLY" "${@:7}"
  for line in "${obstacles[@]}" "${differences[@]}"; do problem "machine $machine: $line"; done
}

start "$@"
networks
mappings
items
((problems == 0)) || exit 1
say 'Azure is as planned.'
