package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.input.IngestedInput;
import mnist.testing.Deadline;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that are killed at each step of publishing, and the same command again. */
class IngestOutputIT {

  private static final Configuration CONF = HaltingFileSystem.configuration();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"file", "halting"})
  void killedAtAnyStepTheDirectoryIsWholeOrAbsent(String scheme) throws Exception {
    int whole = 0;
    int change = 0;
    int exitCode;
    do {
      change++;
      Path local = directory.resolve("out-" + change);
      org.apache.hadoop.fs.Path output = path(scheme, local);

      exitCode = publishKilledAt(change, output);

      if (IngestedInput.isIngested(output, CONF)) {
        whole++;
        assertWhole(local);
        assertThatThrownBy(() -> PublishingIngestJvm.publish(output, CONF))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("already exists");
      } else {
        Path claim = local.resolve(IngestOutput.CLAIM);
        if (Files.exists(claim)) {
          assertThat(scheme).isNotEqualTo("file");
          assertThatThrownBy(() -> PublishingIngestJvm.publish(output, CONF))
              .isInstanceOf(UnavailableException.class)
              .hasMessageContaining("another ingest has been publishing there for");
          age(claim, IngestOutput.PUBLISHING);
        }
        assertThat(PublishingIngestJvm.publish(output, CONF)).isTrue();
        assertWhole(local);
      }
    } while (exitCode == HaltingFileSystem.KILLED);

    assertThat(exitCode).isZero();
    // Of local files, the rename goes by no file system that could be halted before it.
    assertThat(change).isGreaterThan(scheme.equals("file") ? 1 : 2);
    // When it ran to its end, and perhaps when it was killed after publishing.
    assertThat(whole).isPositive();
  }

  /** Local files don't all go by Hadoop's file system, so that it can't be halted at each step. */
  @Test
  void whereARenameIsOneStepNobodySeesAHalf() {
    int outputs = 50;
    AtomicBoolean publishing = new AtomicBoolean(true);
    CompletableFuture<Integer> halves =
        CompletableFuture.supplyAsync(
            () -> {
              int seen = 0;
              while (publishing.get()) {
                for (int i = 0; i < outputs; i++) {
                  Path local = directory.resolve("out-" + i);
                  if (Files.exists(local) && !Files.exists(local.resolve("fingerprint.json"))) {
                    seen++;
                  }
                }
              }
              return seen;
            });

    try {
      for (int i = 0; i < outputs; i++) {
        PublishingIngestJvm.publish(path("file", directory.resolve("out-" + i)), CONF);
      }
    } finally {
      publishing.set(false);
    }

    assertThat(halves.join()).isZero();
  }

  @Test
  void directoryWithoutClaimIsNoIngests() throws IOException {
    Path local = directory.resolve("out");
    Files.createDirectories(local.resolve("records"));

    assertThatThrownBy(() -> PublishingIngestJvm.publish(path("halting", local), CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("already exists");

    assertThat(local.toFile().list()).containsExactly("records");
  }

  private static void assertWhole(Path local) {
    assertThat(local.resolve("records/a.parquet")).exists();
    assertThat(local.resolve("quarantine/a.parquet")).exists();
    assertThat(local.resolve("fingerprint.json")).exists();
  }

  private static org.apache.hadoop.fs.Path path(String scheme, Path local) {
    return new org.apache.hadoop.fs.Path(scheme + "://" + local);
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age).minusSeconds(1)));
  }

  private int publishKilledAt(int change, org.apache.hadoop.fs.Path output) throws Exception {
    ProcessBuilder program =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    PublishingIngestJvm.class.getName(),
                    output.toString(),
                    Integer.toString(change)))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile());
    return Deadline.start(program, Deadline.OF_A_PROGRAM).waitFor();
  }
}
