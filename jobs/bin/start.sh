# shellcheck shell=bash
# Has a driver on this machine start and warm up fast. Sourced by submit.

# On a local master tasks run in the driver, and training's are native code but for augmentation: in the
# first minute Java's better compiler takes more of the cores than what it makes gains in several. So it does
# in the seconds that ingesting the bundled data takes. Garbage is collected in pauses, by all cores, and not
# beside tasks.
spare_compiling() {
  local options=
  [[ -z $driver_java_options ]] && ! configured spark.driver.extraJavaOptions &&
    ! configured spark.driver.defaultJavaOptions || return 0
  case $job:$input in
    train:* | retrain:* | pipeline:* | ingest:) options=-XX:TieredStopAtLevel=1 ;;
  esac
  # Java takes one collector alone, and a file of options can't be looked into here.
  java_options_have 'GC|Flags=|OptionsFile|(^| )@' || options+=${options:+ }-XX:+UseParallelGC
  [[ -z $options ]] || defaults+=(--driver-java-options "$options")
}

# Whether options that the user gives to the driver's Java, in any of the ways that there are, have this.
java_options_have() { # PATTERN
  local given="$driver_java_options ${SPARK_SUBMIT_OPTS:-} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}"
  [[ $given =~ $1 ]] || { [[ -f $properties_file ]] && grep -Eq "^[[:space:]]*spark\.driver\.(extra|default)JavaOptions.*($1)" "$properties_file"; }
}

# ---- Classes that are mapped --------------------------------------------------------------------

# Java can keep classes that it has read, checked and linked in an archive, and map them in seconds less
# time. An archive fits the Java and the first jars of a class path, in their order, at their paths and of
# their times, that it was made with. Java looks, and does without one that doesn't fit.
map_classes() {
  if [[ $own_class_path == true ]] || configured spark.driver.extraClassPath; then
    return
  fi
  local class_path="$spark_home/jars/*"
  # For tasks in the driver, Spark would copy our jar to itself. Beside other jars it has to load ours, too,
  # for those to be seen.
  if [[ $master != local-cluster* && -z $more_jars ]] && ! configured spark.jars && ! configured spark.jars.packages; then
    class_path+=:$jar
    resource=spark-internal
  fi
  # Spark's settings, a directory, then come last.
  defaults+=(--driver-class-path "$class_path")
  # With what looks at classes as they are loaded, Java 17 crashes on an archived one of a jar for several
  # releases of Java (JDK-8343427).
  if ! java_options_have '-javaagent|-agent(lib|path)|FlightRecord|Flags=|OptionsFile|(^| )@'; then
    find_archive
  fi
  if [[ -n $archive ]]; then
    SPARK_SUBMIT_OPTS="$(quoted "-XX:SharedArchiveFile=$archive") -Xlog:cds*=off ${SPARK_SUBMIT_OPTS:-}"
    export SPARK_SUBMIT_OPTS
  fi
}

readonly archives=$target/archives
# A set of images that the repository holds, small enough to go through all stages in seconds.
readonly rehearsed=$project/pipeline/docs/samples/letters

# The one for this Java and this Spark; empty if there is none.
archive=

# Makes it if it isn't there.
find_archive() {
  [[ ${MNIST_SPARK_ARCHIVE:-} != off ]] || return 0
  local name
  name=$(sum "$java_says" "$spark_home")-$(sum "$(env -u TIME_STYLE -u BLOCK_SIZE -u LS_BLOCK_SIZE -u QUOTING_STYLE LC_ALL=C TZ=UTC0 ls -ln "$spark_home/jars")")
  archive=$archives/$name.jsa
  [[ -f $archive || $job == doctor ]] || make_archive
  # An empty one says that making it has failed.
  [[ -s $archive ]] || archive=
}

sum() { # TEXT...
  local sum
  sum=$(printf '%s\n' "$@" | cksum)
  printf '%s' "${sum%% *}"
}

make_archive() {
  # What every Java is given would be in it.
  [[ -d $rehearsed && -z ${JAVA_TOOL_OPTIONS:-}${JDK_JAVA_OPTIONS:-}${_JAVA_OPTIONS:-} ]] || return 0
  mkdir -p "$archives" 2>/dev/null && [[ -w $archives ]] || return 0
  # While another launcher makes it, this job starts as well as it can.
  take "$archive.making" || return 0
  if [[ ! -f $archive ]]; then
    echo "Preparing faster starts, once for this Java and Spark; half a minute" >&2
    rehearse || {
      local code=$?
      # Java ends so by Ctrl-C or when it is told to.
      ((code != 129 && code != 130 && code != 143)) || {
        rm -f "$archive.making"
        exit "$code"
      }
      : >"$archive"
      echo "warning: Jobs will start some seconds later than they could, see $archives/rehearsal.log; delete $archives to try again" >&2
    }
  fi
  rm -f "$archive.making"
}

# Runs all stages once, and has Java write down at its end what classes they took.
rehearse() {
  local place=$archive.rehearsal.$$ name=${archive##*/}
  # What is there is of launchers that were killed; Java may still be at work in it.
  rm -rf "$archive".rehearsal.* && mkdir -p "$place/conf" &&
    printf 'data.classes = 26\ntrain.epochs = 1\n' >"$place/letters.conf" || return 1
  # Java takes no directory on the class path but an empty one.
  env -u HADOOP_CONF_DIR -u YARN_CONF_DIR SPARK_CONF_DIR="$place/conf" SPARK_HOME="$spark_home" \
    SPARK_LOCAL_IP=127.0.0.1 "$spark_home/bin/spark-submit" --master 'local[2]' --driver-memory 1g \
    --driver-class-path "$spark_home/jars/*" --conf spark.sql.shuffle.partitions=1 \
    --driver-java-options "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:cds*=error $(quoted "-Dlog4j2.configurationFile=$project/conf/log4j2.properties") $(quoted "-XX:ArchiveClassesAtExit=$place/classes.jsa")" \
    --class mnist.jobs.Main "$(uri "$jar")" pipeline --data "$rehearsed" --label-offset 1 --transpose \
    --config "$place/letters.conf" --output "$place/run" </dev/null >"$archives/rehearsal.log" 2>&1 &&
    [[ -s $place/classes.jsa ]] && rm -f "$archives/${name%-*}"-*.jsa && mv "$place/classes.jsa" "$archive" &&
    rm -rf "$place"
}
