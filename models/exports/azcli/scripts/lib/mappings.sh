# Network mappings as a vault has them. Sourced by apply.sh, verify.sh and rollback.sh.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154

declare -A vault_subscription=() vault_group=() vault_name=() vault_path=() fabrics=()
map_vaults=() map_ids=() map_sources=() map_targets=() map_fabrics=()

vault() {
  subscription_of "$2"
  vault_subscription[$1]=$2
  vault_group[$1]=$3
  vault_name[$1]=$4
  path_of subscriptions "$2" resourceGroups "$3" providers Microsoft.RecoveryServices vaults "$4"
  vault_path[$1]=$REPLY
}

load_mappings() {
  [[ ! ${loaded["mappings $1"]-} ]] || return 0
  read_pages "${vault_path[$1]}/replicationNetworkMappings" \
    "value[].['$1', id, properties.primaryNetworkId, properties.recoveryNetworkId,
      not_null(properties.recoveryFabricArmId, '')]" learn_mapping
  loaded["mappings $1"]=yes
}

learn_mapping() {
  local id source target fabric
  IFS=$'\x1f' read -r id source target fabric <<<"$2"
  map_vaults+=("$1")
  map_ids+=("$id")
  map_sources+=("$source")
  map_targets+=("$target")
  map_fabrics+=("${fabric##*/}")
}

# The name of the fabric of a region: what is given, else the only one that the vault has.
fabric_of() {
  local number=$1 region=$2
  REPLY=$3
  [[ ! $REPLY ]] || return 0
  if [[ ! ${loaded["fabrics $number"]-} ]]; then
    read_pages "${vault_path[$number]}/replicationFabrics" \
      "value[?properties.customDetails.instanceType=='Azure'].['$number', name,
        not_null(properties.customDetails.location, '')]" learn_fabric
    loaded["fabrics $number"]=yes
  fi
  REPLY=${fabrics["$number|${region,,}"]-}
  [[ $REPLY ]] || die "vault ${vault_name[$number]} has no fabric of $region"
  [[ $REPLY != */* ]] ||
    die "vault ${vault_name[$number]} has several fabrics of $region; name one in parameters.sh"
}

learn_fabric() {
  local name location
  IFS=$'\x1f' read -r name location <<<"$2"
  fabrics["$1|${location,,}"]=${fabrics["$1|${location,,}"]:+several/}$name
}

# The position of the mapping of a network into a fabric; blank if the vault has none.
find_mapping() {
  local at
  REPLY=''
  for at in "${!map_ids[@]}"; do
    if [[ ${map_vaults[at]} == "$1" && ${map_sources[at],,} == "${2,,}" &&
      ${map_fabrics[at],,} == "${3,,}" ]]; then
      REPLY=$at
    fi
  done
}

# The position of the mapping of a network to another; blank if the vault has none.
find_way() {
  local at
  REPLY=''
  for at in "${!map_ids[@]}"; do
    if [[ ${map_vaults[at]} == "$1" && ${map_sources[at],,} == "${2,,}" &&
      ${map_targets[at],,} == "${3,,}" ]]; then
      REPLY=$at
    fi
  done
}

# The body that makes a mapping.
mapping_body() {
  local fabric source
  json "$1"
  fabric=$REPLY
  json "$2"
  source=$REPLY
  json "$3"
  REPLY="{\"properties\": {\"recoveryFabricName\": $fabric, \"recoveryNetworkId\": $REPLY,
  \"fabricSpecificDetails\": {\"instanceType\": \"AzureToAzure\", \"primaryNetworkId\": $source}}}"
}

# Runs a command of az on a mapping of a vault: create or delete, with what it takes besides.
change_mapping() {
  local verb=$1 number=$2 part words=()
  need_extension
  for part in "${vault_group[$number]}" "${vault_name[$number]}" "$3" "$4" "$5"; do
    literal "$part"
    words+=("$REPLY")
  done
  change_azure site-recovery network mapping "$verb" \
    --subscription="${vault_subscription[$number]}" --resource-group="${words[0]}" \
    --vault-name="${words[1]}" --fabric-name="${words[2]}" --network-name="${words[3]}" \
    --name="${words[4]}" "${@:6}"
}

# Takes away the mapping at a position.
delete_mapping() {
  local parts
  IFS=/ read -r -a parts <<<"${map_ids[$2]}"
  change_mapping delete "$1" "${parts[10]}" "${parts[12]}" "${parts[14]}" --yes
  unset "map_vaults[$2]" "map_ids[$2]" "map_sources[$2]" "map_targets[$2]" "map_fabrics[$2]"
}

need_extension() {
  [[ ! ${loaded[extension]-} ]] || return 0
  loaded[extension]=yes
  az extension show --name=site-recovery --output none --only-show-errors </dev/null \
    >/dev/null 2>&1 ||
    die 'az has no extension site-recovery yet: az extension add --name site-recovery'
}

# az rest does not wait for what it began: asks until the mapping leads there.
wait_for_mapping() {
  local waited=0
  [[ ! $dry_run ]] || return 0
  while :; do
    read_azure rest --method=get --url="$1?api-version=$api" --query=properties.recoveryNetworkId
    [[ ${rows,,} != "${2,,}" ]] || return 0
    ((waited < wait_seconds)) || die "the mapping $1 is not changed after $waited seconds"
    sleep "$poll_seconds"
    waited=$((waited + poll_seconds + 1))
  done
}
