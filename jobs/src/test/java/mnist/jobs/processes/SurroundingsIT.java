package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real jobs where things are other than on a developer's machine. Mounts and users are changed in a
 * mount namespace of the process's own, which only root may make: elsewhere those tests are
 * skipped.
 */
class SurroundingsIT {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  /** A user that /etc/passwd doesn't list, without any right beyond those of its files. */
  private static final String NAMELESS =
      "setpriv --reuid=54321 --regid=0 --clear-groups --no-new-privs --bounding-set=-all ";

  @TempDir Path directory;
  private Path input;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeInput() throws IOException {
    input = SyntheticDigits.writeDataset(directory.resolve("idx"), 40, 20, 1);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    for (String name : List.of("SPARK_HOME", "SPARK_CONF_DIR", "MASTER", "TMPDIR")) {
      environment.put(name, "");
    }
  }

  /** Runs a script that root has started, with mounts that nobody else sees. */
  private Ended mounted(String script) throws Exception {
    assumeTrue(
        Processes.run(directory, Map.of(), List.of("sh", "-c", "unshare -mu true && setpriv -V"))
                .code()
            == 0,
        "needs root, unshare and setpriv");
    environment.put("PROJECT", PROJECT.toString());
    environment.put("INPUT", input.toString());
    // The project is bound before /tmp is covered, since it may lie there itself.
    String mounts =
        """
        set -eu
        mount -t tmpfs tmpfs /opt
        mkdir /opt/input
        mount --bind "$INPUT" /opt/input
        mkdir -m 777 /opt/output
        """;
    return Processes.run(
        directory, environment, List.of("unshare", "-mu", "bash", "-c", mounts + script));
  }

  @Test
  void oddNamesAndPlacesAndNobodysUserAtOnce() throws Exception {
    Ended ended =
        mounted(
            """
            clone='/opt/ha#sh 50%25 [a]&+'
            mkdir "$clone"
            mount --bind "$PROJECT" "$clone"
            mkdir -p "$clone/jobs/target/spark/work"
            mount -o remount,bind,ro "$clone"
            mount -t tmpfs -o mode=1777 tmpfs "$clone/jobs/target/spark/work"
            mount -t tmpfs -o noexec,mode=1777 tmpfs /tmp
            mkdir -m 777 /opt/home
            hostname host.invalid
            cd "$clone"
            export CDPATH=.:/opt LC_ALL=C HOME=/opt/home
            """
                + NAMELESS
                + """
                jobs/bin/submit --master 'local-cluster[1,1,1024]' --driver-memory 1g \
                  --conf spark.executor.memory=1g --driver-java-options -Duser.language=fa \
                  ingest --input /opt/input --output '/opt/output/2024-06-01T02:30 göttingen' --file-bytes 100000 >&2
                test -e '/opt/output/2024-06-01T02:30 göttingen/fingerprint.json'
                ls /opt/output
                """);

    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(ended.output()).isEqualTo("2024-06-01T02:30 göttingen\n");
  }

  @Test
  void aTemporaryDirectoryFromWhichNothingRunsIsNamedAndMended() throws Exception {
    String submit =
        """
        mkdir /opt/spark
        mount --bind "$PROJECT/jobs/target" /opt/spark
        mount -t tmpfs -o noexec,mode=1777 tmpfs /tmp
        mkdir -m 777 /opt/temporary
        export HOME=/opt
        /opt/spark/spark/bin/spark-submit --master 'local[1]' --driver-memory 1g OPTION \
          --class mnist.jobs.Main /opt/spark/mnist-spark.jar \
          ingest --input /opt/input --output /opt/output/new
        """;

    String mistake = Submission.mistake(mounted(submit.replace("OPTION", "")));

    assertThat(mistake)
        .isEqualTo(
            "error: Cannot run ingest: temporary files of driver: programs can't run from /tmp,"
                + " which may be mounted noexec; make a directory on a file system mounted exec,"
                + " and add --driver-java-options '-Djava.io.tmpdir=DIRECTORY'");
    Matcher option = Pattern.compile("--driver-java-options '.*'").matcher(mistake);
    assertThat(option.find()).isTrue();
    String remedy = option.group().replace("DIRECTORY", "/opt/temporary");
    Submission.result(mounted(submit.replace("OPTION", remedy)));
  }

  /** What conf/kubernetes starts, by Spark's spark-submit at the place where the image has it. */
  @Test
  void theContainersCommandRunsAsAnyUserOnAReadOnlyRoot() throws Exception {
    String dockerfile = Files.readString(PROJECT.resolve("conf/kubernetes/Dockerfile"));
    Matcher variables = Pattern.compile("(?m)^ENV (\\w+=.*)$").matcher(dockerfile);
    List<String> settings = new ArrayList<>();
    while (variables.find()) {
      settings.add(variables.group(1));
    }
    assertThat(settings).isNotEmpty();

    Ended ended =
        mounted(
            """
            mkdir /opt/spark /opt/mnist-spark
            mount --bind "$PROJECT/jobs/target/spark" /opt/spark
            mount --bind "$PROJECT/jobs/target" /opt/mnist-spark
            for place in /opt/spark /opt/mnist-spark / ; do mount -o remount,bind,ro "$place"; done
            mount -t tmpfs -o mode=1777 tmpfs /tmp
            cd /
            """
                + NAMELESS
                + "env -i HOME=/ JAVA_HOME=\"$JAVA_HOME\" PATH=\"$PATH\" "
                + String.join(" ", settings)
                + """
                 /opt/spark/bin/spark-submit --master 'local[1]' --driver-memory 1g \
                  --class mnist.jobs.Main local:///opt/mnist-spark/mnist-spark.jar \
                  train --data /opt/input --store /tmp/store --epochs 1 --workers 1 --architecture lenet
                """);

    assertThat(Submission.result(ended).get("job").asText()).isEqualTo("train");
  }

  @Test
  void anAddressOfANetworkThatIsGoneIsOneLine() throws Exception {
    Ended ended =
        Submission.to("local[1]", directory).in("SPARK_LOCAL_IP", "192.0.2.7").launch("doctor");

    assertThat(Submission.mistake(ended))
        .startsWith("error: SPARK_LOCAL_IP must be an address of this machine (");
  }

  /** The first makes names with numbers, which the second has to find. */
  @Test
  void versionsAreCalledTheSameUnderOtherDigits() throws Exception {
    Path store = directory.resolve("store");
    Submission persian =
        Submission.to("local[1]", directory)
            .in("JAVA_TOOL_OPTIONS", "-Duser.language=fa -Duser.country=IR");

    persian.done(
        "train",
        "--data",
        input.toString(),
        "--store",
        store.toString(),
        "--epochs",
        "1",
        "--workers",
        "1",
        "--architecture",
        "lenet");
    Ended scored =
        persian.launch(
            "score",
            "--input",
            input.toString(),
            "--model",
            store.toString(),
            "--output",
            directory + "/scored");

    Submission.result(scored);
    assertThat(store.resolve("versions/v0001")).isDirectory();
  }
}
