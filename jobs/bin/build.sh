# shellcheck shell=bash
# Builds what is missing or stale, one launcher at a time, and keeps a job its jar. Sourced by submit.

stale() {
  [[ -f $built_jar && (-n $spark_home || -x $target/spark/bin/spark-submit) ]] || return 0
  [[ -n $(find "$project/pom.xml" "$project/pipeline/pom.xml" "$project/pipeline/src/main" \
    "$project/jobs/pom.xml" "$project/jobs/src/main" "$project/conf/reference.conf" \
    "$project/conf/spark-defaults.conf" "$project/conf/log4j2.properties" -newer "$built_jar" -print 2>/dev/null | head -n 1) ]]
}

bench_stale() {
  [[ -f $bench_jar ]] || return 0
  # The tests' build makes the jar without libtorch.
  compgen -G "$bench/target/peers/pytorch-native-*.jar" >/dev/null || return 0
  [[ -n $(find "$built_jar" "$bench/pom.xml" "$bench/src/main" -newer "$bench_jar" -print 2>/dev/null | head -n 1) ]]
}

# Names the jar to build, if any.
jar_to_build() {
  if [[ $job == bench ]] && { stale || bench_stale; }; then
    printf '%s' "$bench_jar"
  elif stale; then
    printf '%s' "$built_jar"
  fi
}

build_what_is_stale() {
  local jar
  jar=$(jar_to_build)
  [[ -n $jar ]] || return 0
  if ! mkdir -p "$target" 2>/dev/null || [[ ! -w $target ]]; then
    [[ -f $jar ]] ||
      fail "$jar must be built, but $target can't be written; build it where that works"
    echo "warning: ${jar#"$project"/} is older than its sources, but $target can't be written; running it as it is" >&2
    return 0
  fi
  maven=$(command -v mvn) ||
    fail "No Maven found, and $jar must be built; install Maven 3.8 or later and put mvn on the PATH"
  if [[ ! -x ${java%/java}/javac ]] && ! command -v javac >/dev/null; then
    fail "A JDK is needed to build, but $java_from has no compiler; set JAVA_HOME to a JDK $TESTED_JAVA"
  fi
  lock
  # Another launcher may have built it while this one waited.
  jar=$(jar_to_build)
  [[ -z $jar ]] || build "$jar"
  rm -f "$lock"
}

build() { # JAR
  local module=(-pl jobs)
  [[ $1 != "$bench_jar" ]] || module=(-Ppeers -pl jobs/bench)
  # What a build that was broken off has copied in part looks complete.
  [[ $broken_off == false ]] || module+=(-DoverWriteReleases=true)
  echo "Building ${1#"$project"/}; the first time this downloads dependencies" >&2
  # Maven, too, has to be told where home is.
  (cd "$project" && MAVEN_OPTS="${home_option:-} ${MAVEN_OPTS:-}" "$maven" -B -Dstyle.color=never -DskipTests -Dspotless.check.skip=true \
    "${module[@]}" -am package 2>&1) </dev/null | progress >&2 || {
    rm -f "$lock"
    echo "error: The build failed, see above; nothing was run" >&2
    exit 3
  }
}

# Of what Maven says, which step it is at and what is wrong.
progress() {
  local line files=0 escape=$'\e[0m'
  while IFS= read -r line; do
    # Maven 3.8 resets colours even where it uses none.
    line=${line//"$escape"/}
    case $line in
      '[INFO] Downloaded from '*)
        files=$((files + 1))
        ((files % 50 != 0)) || echo "  $files files downloaded"
        ;;
      '[INFO] --- '*:compile\ *) echo "  compiling $(module "$line")" ;;
      '[INFO] --- '*:shade\ *) echo "  packing $(module "$line")" ;;
      '[INFO] --- '*:copy-dependencies\ *) echo "  assembling Spark" ;;
      '[INFO]'* | '[WARNING]'* | '') ;;
      *) printf '%s\n' "$line" ;;
    esac
  done
}

module() { # LINE of Maven's, which ends with "@ MODULE ---"
  local name=${1##*@ }
  printf '%s' "${name% ---}"
}

# ---- One build at a time ------------------------------------------------------------------------

readonly lock=$target/building
owner=
broken_off=false

lock() {
  local told=
  until take "$lock"; do
    [[ -w $target ]] || fail "Cannot write $lock; see whether $target can be written"
    if [[ -z $told ]]; then
      echo "Waiting for another build (${owner:-process unknown}); if there is none, delete $lock" >&2
      told=yes
    else
      sleep 1
    fi
  done
}

# Makes a file that says that this process is at work, unless another one is: that is the owner then.
take() { # FILE
  until (set -C && echo "$(uname -n) $$" >"$1") 2>/dev/null; do
    owner=$(cat "$1" 2>/dev/null) || owner=
    [[ $owner == "$(uname -n) "* && -w ${1%/*} ]] && ! runs "${owner##* }" || return 1
    # Of several that find this, one can move it away.
    mv "$1" "$1.$$" 2>/dev/null && rm -f "$1.$$"
    broken_off=true
  done
}

runs() { # PROCESS: also if it is somebody else's
  kill -0 "$1" 2>/dev/null || [[ -d /proc/$1 ]] || ps -p "$1" >/dev/null 2>&1
}

# ---- One jar for as long as a job runs ----------------------------------------------------------

# A link to the jar, which stays what it is when the jar is built anew. Its directory is named by this
# process, which becomes the driver.
own_jar() {
  local running=$target/running host own
  host=$(uname -n)
  for own in "$running/$host".*; do
    if [[ -d $own ]] && ! runs "${own##*.}"; then
      rm -rf "$own" 2>/dev/null || true
    fi
  done
  own=$running/$host.$$
  if mkdir -p "$own" 2>/dev/null && { ln -f "$built_jar" "$own" || cp "$built_jar" "$own"; } 2>/dev/null; then
    printf '%s' "$own/mnist-spark.jar"
  else
    printf '%s' "$built_jar"
  fi
}
