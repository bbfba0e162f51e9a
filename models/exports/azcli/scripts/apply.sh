#!/usr/bin/env bash
# Brings a plan of asrnet about in Azure; what is as planned already is left alone.
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
source "$here/lib/updates.sh"

purpose='Creates planned networks and mappings and puts the settings of replicated items in place.'
statuses='0 done, 1 done but for what is listed, 2 stopped'
phase=''
declare -A pending=()

network() {
  local key=$1 subscription=$2 group=$3 name=$4 location=$5 words=() part at
  shift 5
  load_networks "$subscription" "$group"
  network_at "$subscription" "$group" "$name"
  at=$REPLY
  if [[ ${network_prefixes[$at]+there} ]]; then
    say "network $name: there already"
    same_prefixes "${network_prefixes[$at]}" "$*" ||
      problem "network $name has the prefixes ${network_prefixes[$at]}, planned are $*"
    return
  fi
  say "network $name: creating"
  keep "$key.created" "$name"
  for part in "$group" "$name" "$location"; do
    literal "$part"
    words+=("$REPLY")
  done
  change_azure network vnet create --subscription="$subscription" \
    --resource-group="${words[0]}" --name="${words[1]}" --location="${words[2]}" \
    --address-prefixes "$@"
}

subnet() {
  local key=$1 subscription=$2 group=$3 network=$4 name=$5 delegation=$6 words=() part at
  shift 6
  network_at "$subscription" "$group" "$network"
  at="$REPLY|${name,,}"
  if [[ ${subnet_prefixes[$at]+there} ]]; then
    same_prefixes "${subnet_prefixes[$at]}" "$*" ||
      problem "subnet $network/$name has the prefixes ${subnet_prefixes[$at]}, planned are $*"
    return
  fi
  say "subnet $network/$name: creating"
  keep "$key.created" "$name"
  for part in "$group" "$network" "$name" "$delegation"; do
    literal "$part"
    words+=("$REPLY")
  done
  change_azure network vnet subnet create --subscription="$subscription" \
    --resource-group="${words[0]}" --vnet-name="${words[1]}" --name="${words[2]}" \
    --address-prefixes "$@" ${delegation:+--delegations="${words[3]}"}
}

peering() {
  local subscription=$2 group=$3 network=$4 name=$5 remote=$6 words=() part
  network_at "$subscription" "$group" "$network"
  [[ ! ${peerings["$REPLY|${remote,,}"]-} ]] || return 0
  say "peering $network/$name: creating"
  for part in "$group" "$network" "$name" "$remote"; do
    literal "$part"
    words+=("$REPLY")
  done
  change_azure network vnet peering create --subscription="$subscription" \
    --resource-group="${words[0]}" --vnet-name="${words[1]}" --name="${words[2]}" \
    --remote-vnet="${words[3]}" --allow-vnet-access
}

mapping() {
  local key=$1 number=$2 name=$3 segment=$4 source_region=$5 target_region=$6
  local fabric target_fabric source=$9 target=${10} at quote="'"
  fabric_of "$number" "$source_region" "$7"
  fabric=$REPLY
  fabric_of "$number" "$target_region" "$8"
  target_fabric=$REPLY
  load_mappings "$number"
  find_mapping "$number" "$source" "$target_fabric"
  at=$REPLY
  if [[ $phase == change && $at ]]; then
    redirect_mapping "$key" "$number" "$at" "$target_fabric" "$target"
  elif [[ $phase == create && ! $at ]]; then
    say "mapping $name: creating"
    keep "$key.created" "$name"
    literal "$target_fabric"
    target_fabric=$REPLY
    literal "$target"
    change_mapping create "$number" "$fabric" "$segment" "$name" \
      --recovery-fabric-name="$target_fabric" --recovery-network-id="$REPLY" \
      --fabric-details="{azure-to-azure:{primary-network-id:'${source//$quote/$quote/}'}}"
  fi
}

# Azure changes a mapping only while there is none back.
redirect_mapping() {
  local key=$1 number=$2 at=$3 fabric=$4 target=$5 source path back
  source=${map_sources[at]}
  path_of_id "${map_ids[at]}"
  path=$REPLY
  if [[ ${map_targets[at],,} == "${target,,}" ]]; then
    say "mapping ${map_ids[at]##*/}: as planned"
    return
  fi
  say "mapping ${map_ids[at]##*/}: changing"
  mapping_body "$fabric" "$source" "${map_targets[at]}"
  keep "$key.before.json" "$REPLY"
  keep "$key.before.path" "$path"
  keep "$key.before.target" "${map_targets[at]}"
  find_way "$number" "${map_targets[at]}" "$source"
  back=$REPLY
  if [[ $back ]]; then
    mapping_body "${map_fabrics[back]}" "${map_sources[back]}" "${map_targets[back]}"
    keep "$key.back.json" "$REPLY"
    path_of_id "${map_ids[back]}"
    keep "$key.back.path" "$REPLY"
    keep "$key.back.target" "${map_targets[back]}"
    delete_mapping "$number" "$back"
  fi
  mapping_body "$fabric" "$source" "$target"
  printf '%s\n' "$REPLY" >"$work/body.json"
  send patch "$path" "$work/body.json"
  wait_for_mapping "$path" "$target"
  map_targets[at]=$target
}

item() {
  local key=$1 number=$2 machine=${3##*/} id reason
  find_item "${@:2:5}"
  id=$REPLY
  if [[ $phase == wait ]]; then
    [[ ${pending[$key]-} ]] || return 0
    compare_item "$id" "${@:7}"
    ((${#differences[@]})) || unset "pending[$key]"
    return
  fi
  if [[ ! $id ]]; then
    problem "machine $machine: no such replicated item in the vault"
    return
  fi
  compare_item "$id" "${@:7}"
  for reason in "${obstacles[@]}"; do problem "machine $machine is left as it is: $reason"; done
  ((${#obstacles[@]} == 0)) || return 0
  if ((${#differences[@]} == 0)); then
    say "machine $machine: as planned"
    return
  fi
  say "machine $machine: changing"
  for reason in "${differences[@]}"; do say "  $reason"; done
  update_item "$key" "$id"
}

update_item() {
  path_of_id "$2"
  local path=$REPLY
  if [[ ! $dry_run ]]; then
    read_update "$path"
    keep "$1.before.json" "$rows"
    keep "$1.before.path" "$path"
  fi
  fill_in "$here/bodies/$1.json" >"$work/body.json"
  send patch "$path" "$work/body.json"
  pending[$1]=yes
}

# az rest does not wait for what it began: reads until every item is as planned.
wait_for_items() {
  local waited=0 at
  [[ ! $dry_run ]] || return 0
  phase='wait'
  while ((${#pending[@]})); do
    for at in "${!loaded[@]}"; do [[ $at != items* ]] || loaded["$at"]=''; done
    items
    ((${#pending[@]})) || return 0
    if ((waited >= wait_seconds)); then
      for at in "${!pending[@]}"; do problem "${at#item-} is not as planned after $waited seconds"; done
      return
    fi
    say "waiting for ${#pending[@]} machines"
    sleep "$poll_seconds"
    waited=$((waited + poll_seconds + 1))
  done
}

start "$@"
networks
phase='change'
mappings
phase='create'
mappings
phase='send'
items
wait_for_items
((problems == 0)) || exit 1
say "Done.${dry_run:+ Nothing was changed.}"
