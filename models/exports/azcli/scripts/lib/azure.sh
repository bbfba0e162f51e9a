# Words for people, and calls of the Azure CLI. Sourced by apply.sh, verify.sh and rollback.sh.
# shellcheck shell=bash disable=SC2034,SC2154

api='2025-08-01'
poll_seconds="${ASRNET_POLL_SECONDS:-15}"
wait_seconds="${ASRNET_WAIT_SECONDS:-1800}"
state="$here/state"
work=''
dry_run=''
problems=0
rows=''
declare -A loaded=()

# Prints a line in which there is nothing that a terminal would obey.
say() {
  local line="$*"
  printf '%s\n' "${line//[^ -~]/?}"
}

problem() {
  problems=$((problems + 1))
  say "! $*" >&2
}

die() {
  say "${0##*/}: $*" >&2
  exit 2
}

usage() {
  cat <<END
$purpose

Usage: ./${0##*/} [--dry-run] [--state DIRECTORY] [--help]

  --dry-run          print what would be done and change nothing; Azure is still read
  --state DIRECTORY  where apply.sh keeps what was there before (default: state, beside it)

What the plan does not know is asked for in parameters.sh. Needs bash 4.4 and the Azure CLI.
Exit status: $statuses.
END
}

start() {
  while (($#)); do
    case $1 in
      -h | --help)
        usage
        exit 0
        ;;
      --dry-run) dry_run=yes ;;
      --state)
        (($# > 1)) || die '--state needs a directory'
        state=$2
        shift
        ;;
      *) die "unknown argument $1; see --help" ;;
    esac
    shift
  done
  [[ $poll_seconds =~ ^[0-9]{1,5}$ && $wait_seconds =~ ^[0-9]{1,7}$ ]] ||
    die 'ASRNET_POLL_SECONDS and ASRNET_WAIT_SECONDS are whole numbers'
  command -v az >/dev/null || die 'the Azure CLI (az) is not on the PATH'
  check_parameters
  work=$(mktemp -d)
  trap 'rm -rf -- "$work"' EXIT
  umask 077
  vaults
}

check_parameters() {
  local name missing=()
  for name in "${required[@]}"; do
    [[ ${!name} ]] || missing+=("$name")
  done
  ((${#missing[@]} == 0)) || die "not known yet, see parameters.sh: ${missing[*]}"
  for name in "${required[@]}" "${looked_up[@]}"; do
    [[ ${!name} != *[[:cntrl:]]* ]] || die "$name has a control character in it"
  done
}

# Reads; what az prints comes into `rows`, its columns parted by the unit separator.
read_azure() {
  rows=$(az "$@" --output tsv --only-show-errors </dev/null | tr '\t' '\037') ||
    die "az ${1-} ${2-} failed, see above; nothing was done after it"
}

# Changes something, or says what it would change.
change_azure() {
  local line
  printf -v line ' %q' "$@"
  if [[ $dry_run ]]; then
    say "would run: az$line"
    return
  fi
  az "$@" --output none --only-show-errors </dev/null ||
    die "az ${1-} ${2-} failed, see above; nothing was done after it. It was: az$line"
}

# Sends the body in a file; says what is in it where it would be sent.
send() {
  local method=$1 path=$2 body=$3 line
  change_azure rest --method="$method" --url="$path?api-version=$api" --body="@$body"
  [[ $dry_run ]] || return 0
  while IFS= read -r line || [[ $line ]]; do say "  $line"; done <"$body"
}

# Reads a list page by page, and hands each row to a function.
read_pages() {
  local url="$1?api-version=$api" query=$2 reader=$3 kind rest
  while [[ $url ]]; do
    read_azure rest --method=get --url="$url" \
      --query="[[['next', not_null(nextLink, '')]], $query][]"
    url=''
    while IFS=$'\x1f' read -r kind rest; do
      case $kind in
        '') ;;
        next) url=$rest ;;
        *) "$reader" "$kind" "$rest" ;;
      esac
    done <<<"$rows"
  done
}

# A value as az's shorthand syntax takes it literally: `null`, `??` and quotes mean something
# else there, and an @ in front would name a file.
literal() {
  local quote="'"
  REPLY=$1
  if [[ $1 == null || $1 == *[!A-Za-z0-9_./\(\)-]* ]]; then
    REPLY=$quote${1//$quote/$quote/}$quote
  fi
}

# --subscription is not of that syntax.
subscription_of() {
  [[ $1 != @* ]] || die "$1 is no subscription"
  REPLY=$1
}

# Names as a path in a URL, nothing in one beginning another.
path_of() {
  local path='' part
  for part in "$@"; do
    encoded "$part"
    path+=/$REPLY
  done
  REPLY=$path
}

# An ARM id as a path in a URL.
path_of_id() {
  local parts
  IFS=/ read -r -a parts <<<"${1#/}"
  path_of "${parts[@]}"
}

encoded() {
  local LC_ALL=C text=$1 at code
  [[ $text != . && $text != .. ]] || die "nothing in Azure is called $text"
  REPLY=$text
  [[ $text == *[!A-Za-z0-9._~\(\)-]* ]] || return 0
  REPLY=''
  for ((at = 0; at < ${#text}; at++)); do
    case ${text:at:1} in
      [A-Za-z0-9._~\(\)-]) REPLY+=${text:at:1} ;;
      *)
        printf -v code '%d' "'${text:at:1}"
        printf -v code '%%%02X' "$((code & 255))"
        REPLY+=$code
        ;;
    esac
  done
}

# A text as a string of JSON.
json() {
  local text=$1 backslash=$'\\' quote='"'
  text=${text//"$backslash"/"$backslash$backslash"}
  text=${text//"$quote"/"$backslash$quote"}
  text=${text//$'\n'/"${backslash}n"}
  REPLY=$quote$text$quote
}

# Keeps a text under a name in the state, unless an earlier run did.
keep() {
  [[ ! $dry_run && ! -e $state/$1 ]] || return 0
  mkdir -p -- "$state"
  printf '%s\n' "$2" >"$state/$1.new"
  mv -- "$state/$1.new" "$state/$1"
}
