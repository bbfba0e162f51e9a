#!/usr/bin/env bash
# Takes back what apply.sh did, from what it kept; what others changed since is overwritten.
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

purpose='Takes back what apply.sh did: settings, mappings, then the networks that are empty.'
statuses='0 taken back, 1 taken back but for what is listed, 2 stopped'
phase=''
declare -A pending=() taken=()

item() {
  local key=$1 machine=${3##*/} path before
  [[ -e $state/$key.before.json && -e $state/$key.before.path ]] || return 0
  [[ $phase == send || ${pending[$key]-} ]] || return 0
  path=$(<"$state/$key.before.path")
  before=$(<"$state/$key.before.json")
  read_update "$path"
  rows=${rows//: null/: \"\"} before=${before//: null/: \"\"}
  if [[ ${rows,,} == "${before,,}" ]]; then
    unset "pending[$key]"
    say "machine $machine: as it was"
  elif [[ $phase == send ]]; then
    say "machine $machine: bringing back"
    send patch "$path" "$state/$key.before.json"
    pending[$key]=yes
  fi
}

wait_for_items() {
  local waited=0 key
  [[ ! $dry_run ]] || return 0
  phase='wait'
  while ((${#pending[@]})); do
    if ((waited >= wait_seconds)); then
      for key in "${!pending[@]}"; do problem "${key#item-} is not as it was after $waited seconds"; done
      return
    fi
    sleep "$poll_seconds"
    waited=$((waited + poll_seconds + 1))
    items
  done
}

mapping() {
  load_mappings "$2"
  case $phase in
    remove) remove_mapping "$@" ;;
    change) change_back "$1" "$2" ;;
    create) create_back "$1" ;;
  esac
}

remove_mapping() {
  [[ -e $state/$1.created ]] || return 0
  find_way "$2" "$9" "${10}"
  [[ $REPLY ]] || return 0
  say "mapping ${map_ids[REPLY]##*/}: deleting"
  delete_mapping "$2" "$REPLY"
}

change_back() {
  local path target at
  [[ -e $state/$1.before.json && -e $state/$1.before.target ]] || return 0
  path=$(<"$state/$1.before.path")
  target=$(<"$state/$1.before.target")
  for at in "${!map_ids[@]}"; do
    path_of_id "${map_ids[at]}"
    [[ ${REPLY,,} == "${path,,}" && ${map_targets[at],,} != "${target,,}" ]] || continue
    say "mapping ${path##*/}: changing back"
    send patch "$path" "$state/$1.before.json"
    wait_for_mapping "$path" "$target"
    map_targets[at]=$target
  done
}

create_back() {
  local path at
  [[ -e $state/$1.back.json && -e $state/$1.back.target ]] || return 0
  path=$(<"$state/$1.back.path")
  for at in "${!map_ids[@]}"; do
    path_of_id "${map_ids[at]}"
    [[ ${REPLY,,} != "${path,,}" ]] || return 0
  done
  say "mapping ${path##*/}: creating again"
  send put "$path" "$state/$1.back.json"
  wait_for_mapping "$path" "$(<"$state/$1.back.target")"
}

network() {
  local key=$1 subscription=$2 group=$3 name=$4 at
  [[ -e $state/$key.created ]] || return 0
  load_networks "$subscription" "$group"
  network_at "$subscription" "$group" "$name"
  at=$REPLY
  [[ ${network_prefixes[$at]+there} ]] || return 0
  taken[$at]=yes
  if [[ ${uses[$at]} != 0 ]]; then
    problem "network $name stays: ${uses[$at]} things are in it"
    return
  fi
  say "network $name: deleting"
  literal "$group"
  group=$REPLY
  literal "$name"
  change_azure network vnet delete --subscription="$subscription" \
    --resource-group="$group" --name="$REPLY"
}

subnet() {
  local key=$1 subscription=$2 group=$3 network=$4 name=$5 at words=() part
  network_at "$subscription" "$group" "$network"
  at="$REPLY|${name,,}"
  [[ -e $state/$key.created && ! ${taken[$REPLY]-} ]] || return 0
  load_networks "$subscription" "$group"
  [[ ${subnet_prefixes[$at]+there} ]] || return 0
  if [[ ${uses[$at]} != 0 ]]; then
    problem "subnet $network/$name stays: ${uses[$at]} things are in it"
    return
  fi
  say "subnet $network/$name: deleting"
  for part in "$group" "$network" "$name"; do
    literal "$part"
    words+=("$REPLY")
  done
  change_azure network vnet subnet delete --subscription="$subscription" \
    --resource-group="${words[0]}" --vnet-name="${words[1]}" --name="${words[2]}"
}

# A peering goes with the network that it is a half of.
peering() { :; }

start "$@"
[[ -d $state ]] || die "there is no $state: apply.sh has changed nothing yet"
phase='send'
items
wait_for_items
for phase in remove change create; do mappings; done
networks
((problems == 0)) || exit 1
say "Taken back.${dry_run:+ Nothing was changed.}"
