# Replicated items as a vault has them. Sourced by apply.sh, verify.sh and rollback.sh.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154

# The fields that are compared: as an update calls them, and after a colon as the item does.
item_fields=(recoveryAzureVMName recoveryAzureVMSize selectedRecoveryAzureNetworkId
  selectedTfoAzureNetworkId tfoAzureVMName)
nic_fields=(recoveryNetworkSecurityGroupId enableAcceleratedNetworkingOnRecovery
  tfoNetworkSecurityGroupId enableAcceleratedNetworkingOnTfo recoveryNicName
  recoveryNicResourceGroupName reuseExistingNic tfoNicName:tfoRecoveryNicName
  tfoNicResourceGroupName:tfoRecoveryNicResourceGroupName tfoReuseExistingNic)
ip_fields=(isPrimary isSeletedForFailover recoverySubnetName recoveryStaticIPAddress
  recoveryPublicIPAddressId recoveryLBBackendAddressPoolIds tfoSubnetName tfoStaticIPAddress
  tfoPublicIPAddressId tfoLBBackendAddressPoolIds)

declare -A item_ids=() item_rows=() nic_rows=() nics_of=() nic_ids=() ip_rows=() ips_of=() now=()
differences=()
obstacles=()

# Some fields as columns of a row, none of them null.
columns() {
  local field list=''
  for field in "$@"; do
    field=${field#*:}
    case $field in
      *PoolIds) list+=", join(' ', not_null($field, \`[]\`))" ;;
      *) list+=", to_string(not_null($field, ''))" ;;
    esac
  done
  REPLY=$list
}

# Learns every item of a vault: a row for it, for each NIC and for each IP configuration.
load_items() {
  local of='properties.providerSpecificDetails' item nic ip
  [[ ! ${loaded["items $1"]-} ]] || return 0
  columns "${item_fields[@]/#/$of.}"
  item=$REPLY
  columns "${nic_fields[@]}"
  nic=$REPLY
  columns "${ip_fields[@]}"
  ip=$REPLY
  vault_now=$1 item_now='' nic_now=''
  read_pages "${vault_path[$1]}/replicationProtectedItems" \
    "value[?$of.instanceType=='A2A'].[[['item', id, not_null($of.fabricObjectId, '')$item]],
      not_null($of.vmNics, \`[]\`)[].[[['nic', nicId, not_null(sourceNicArmId, '')$nic]],
        not_null(ipConfigs, \`[]\`)[].['ip', name, ''$ip]][][]][][]" learn_item
  loaded["items $1"]=yes
}

learn_item() {
  local name alias values
  IFS=$'\x1f' read -r name alias values <<<"$2"
  case $1 in
    item)
      item_now=${name,,}
      item_ids["$vault_now|$item_now"]=$name
      item_ids["$vault_now|${alias,,}"]=$name
      item_rows[$item_now]=$values
      nics_of[$item_now]=''
      ;;
    nic)
      nic_now="$item_now|${name,,}"
      nic_rows[$nic_now]=$values
      nic_ids["$item_now|${alias,,}"]=$name
      nics_of[$item_now]+="/${name,,}"
      ips_of[$nic_now]=''
      ;;
    ip)
      ip_rows["$nic_now|${name,,}"]=$values
      ips_of[$nic_now]+="/${name,,}"
      ;;
  esac
}

# The id of an item: by its place in the vault where the plan knows it, else by its machine.
find_item() {
  local number=$1 id="$2"
  load_items "$number"
  if [[ $5 ]]; then
    id="/subscriptions/${vault_subscription[$number]}/resourceGroups/${vault_group[$number]}"
    id+="/providers/Microsoft.RecoveryServices/vaults/${vault_name[$number]}"
    id+="/replicationFabrics/$3/replicationProtectionContainers/$4/replicationProtectedItems/$5"
  fi
  REPLY=${item_ids["$number|${id,,}"]-}
}

# Puts the columns of a row into `now`, under a place in the item.
unfold() {
  local place=$1 row=$2 values field at=0
  IFS=$'\x1f' read -r -a values <<<"$row"
  for field in "${@:3}"; do
    now["$place.${field%:*}"]=${values[at]-}
    at=$((at + 1))
  done
}

# Compares an item with what is planned: fields, then for each NIC --nic, its ARM id, its nicId
# and fields, and in it for each IP configuration --ip, its name and fields.
# `differences` are what an update would change, `obstacles` why it cannot be made.
compare_item() {
  local item=${1,,} place='' about='it' nic='' nics=0 ips=0 missing='' left_nics left_ips=/
  differences=() obstacles=() now=()
  unfold '' "${item_rows[$item]}" "${item_fields[@]}"
  left_nics="${nics_of[$item]}/"
  shift
  while (($#)); do
    case $1 in
      --nic)
        nics=$((nics + 1)) ips=0 place=$nics
        compare_nic "$item" "$2" "$3" "$place"
        about="NIC ${2##*/}"
        shift 2
        ;;
      --ip)
        ips=$((ips + 1)) place="$nics.$ips"
        compare_ip "$2" "$place"
        about="IP configuration $2 of NIC $nics"
        shift
        ;;
      *) compare_field "$place" "$about" "${1%%=*}" "${1#*=}" ;;
    esac
    shift
  done
  no_ips_left
  [[ $left_nics == / || ! $left_nics ]] ||
    obstacles+=('it has a NIC that the plan does not: import it again')
}

compare_nic() {
  local item=$1 id=$3
  no_ips_left
  [[ $id ]] || id=${nic_ids["$item|${2,,}"]-}
  nic="$item|${id,,}"
  now["$4.nicId"]=$id
  missing=''
  if [[ ! $id || ! ${nic_rows[$nic]+there} || $left_nics != */"${id,,}"/* ]]; then
    missing=yes
    obstacles+=("Site Recovery shows no such NIC of it yet: ${2##*/}")
    return
  fi
  left_nics=${left_nics/"/${id,,}/"//}
  left_ips="${ips_of[$nic]}/"
  unfold "$4" "${nic_rows[$nic]}" "${nic_fields[@]}"
}

compare_ip() {
  [[ ! $missing ]] || return 0
  if [[ ! ${ip_rows["$nic|${1,,}"]+there} ]]; then
    obstacles+=("Site Recovery shows no IP configuration $1 of NIC $nics")
    return
  fi
  left_ips=${left_ips/"/${1,,}/"//}
  unfold "$2" "${ip_rows["$nic|${1,,}"]}" "${ip_fields[@]}"
}

no_ips_left() {
  [[ $left_ips == / ]] ||
    obstacles+=("NIC $nics has an IP configuration that the plan does not: import it again")
  left_ips=/
}

compare_field() {
  local is=${now["$1.$3"]-}
  [[ $is || $4 != false ]] || is=false
  [[ ${is,,} == "${4,,}" ]] || differences+=("$3 of $2 is '$is', planned is '$4'")
}
