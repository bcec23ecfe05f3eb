# shellcheck shell=bash
# Makes the job at home where it is run: locale, temporary directory, user, address. Sourced by submit.

# Java decodes arguments and file names as the locale says. In one of ASCII alone, which is what cron
# and containers have, all other letters would be lost.
use_utf8() {
  local utf8
  case $(locale charmap 2>/dev/null) in
    '' | ANSI_X3.4-1968 | US-ASCII | ASCII | 646)
      for utf8 in C.UTF-8 C.utf8 en_US.UTF-8; do
        if [[ $(LC_ALL=$utf8 locale charmap 2>/dev/null) == UTF-8 ]]; then
          export LC_ALL=$utf8
          return
        fi
      done
      ;;
  esac
}

# Whether a program can be written into a directory and run from there, as native libraries are.
runs_programs() { # DIRECTORY
  local probe
  [[ -n $1 && -d $1 ]] && probe=$(mktemp "$1/mnist-spark.XXXXXX" 2>/dev/null) || return 1
  # On a file system mounted noexec no file counts as executable.
  chmod u+x "$probe" && [[ -x $probe ]]
  local answer=$?
  rm -f "$probe"
  return "$answer"
}

# Java looks at neither TMPDIR nor whether /tmp can be used.
temporary_directory() {
  local candidate
  for candidate in "${TMPDIR:-}" /tmp "$target/tmp" "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/mnist-spark"; do
    case $candidate in
      "$target/tmp" | */mnist-spark) mkdir -p "$candidate" 2>/dev/null || continue ;;
    esac
    if runs_programs "$candidate"; then
      (cd -P -- "$candidate" && pwd)
      return
    fi
  done
  return 1
}

# Options for the driver's Java, which the user's own follow and override. spark-submit takes them
# from the environment.
java_options=()
home_option=

use_temporary_directory() {
  local temporary cache
  temporary=$(temporary_directory) ||
    fail "No temporary directory found in which files can be written and run; tried TMPDIR (${TMPDIR:-not set}), /tmp, $target/tmp and the cache in HOME (${HOME:-not set}); set TMPDIR to one that isn't mounted noexec"
  [[ $temporary == /tmp ]] || java_options+=("-Djava.io.tmpdir=$temporary")
  # JavaCPP unpacks into the home directory, and doesn't look whether programs run there.
  if ! runs_programs "${HOME:-}"; then
    cache=$target/javacpp
    mkdir -p "$cache" 2>/dev/null && runs_programs "$cache" || cache=$temporary/mnist-spark-javacpp-$UID
    java_options+=("-Dorg.bytedeco.javacpp.cachedir=$cache")
  fi
}

# A container may run under a number that /etc/passwd doesn't list. Java then knows neither name nor
# home, and Hadoop refuses to log in.
name_user() {
  local name home
  name=$(id -un 2>/dev/null) || name=
  [[ -z $name || $name == "$UID" ]] || return 0
  name=${HADOOP_USER_NAME:-uid$UID}
  home=${HOME:-}
  [[ -d $home && -w $home ]] || home=$(temporary_directory)
  home_option=-Duser.home=$home
  java_options+=("-Duser.name=$name" "$home_option" "-javaagent:$target/mnist-spark-login.jar=$name")
  export SPARK_USER=${SPARK_USER:-$name}
}

quoted() { # TEXT: as one word of a list of Java options
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

executor_options=

settle_in() {
  local option options=
  use_utf8
  use_temporary_directory
  name_user
  for option in ${java_options[@]+"${java_options[@]}"}; do
    options+="$(quoted "$option") "
  done
  [[ -z $options ]] || export SPARK_SUBMIT_OPTS="$options${SPARK_SUBMIT_OPTS:-}"
  case $master in
    # Its executors run in the same surroundings.
    local-cluster\[*) executor_options=$options ;;
  esac
}

# On this machine alone no other address is needed, and this one stays when networks go.
stay_local() {
  case $master in
    local | local\[* | local-cluster\[*) export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1} ;;
  esac
}

# spark-submit takes a path for a URI, in which # and % mean something.
uri() { # PATH
  local path=$1 i
  local characters=('%' '#' '?' ' ' '"' '<' '>' '\' '^' '`' '{' '|' '}' '[' ']')
  local codes=(%25 %23 %3F %20 %22 %3C %3E %5C %5E %60 %7B %7C %7D %5B %5D)
  for ((i = 0; i < ${#characters[@]}; i++)); do
    path=${path//"${characters[i]}"/${codes[i]}}
  done
  [[ $path == "$1" ]] || path=file:$path
  printf '%s' "$path"
}
