package mnist.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.Host;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.progress.RunOwner.Owner;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOwnerTest {

  @TempDir private Path directory;
  private RunProgress progress;

  @BeforeEach
  void begin() {
    progress =
        new RunProgress(
            new org.apache.hadoop.fs.Path(directory.resolve("output").toUri()),
            new Configuration());
    progress.begin(new RunIdentity(new TreeMap<>()), List.of(), new TreeMap<>());
  }

  private List<String> owners() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("output/_progress"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("owner"))
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  /** As another process writes it. */
  private void write(int number, String host, long pid, Instant started) {
    JsonFiles.write(
        new org.apache.hadoop.fs.Path(
            progress.output(), "_progress/owner-0000000%d.json".formatted(number)),
        new Owner(1, "theirs", host, pid, started, Instant.parse("2020-02-03T04:05:06Z")),
        progress.conf());
  }

  private static String here() {
    return Host.name().orElseThrow();
  }

  /** The test's parent, which lives. */
  private static ProcessHandle other() {
    return ProcessHandle.current().parent().orElseThrow();
  }

  @Test
  void oneAtATime() throws IOException {
    try (RunOwner owner = RunOwner.take(progress)) {
      assertThatThrownBy(() -> RunOwner.take(progress))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " on " + here());
      owner.require();
    }
    assertThat(owners()).isEmpty();

    try (RunOwner next = RunOwner.take(progress)) {
      next.require();
    }
  }

  @Test
  void anotherProcessOfThisMachineIsNamed() {
    write(3, here(), other().pid(), other().info().startInstant().orElseThrow());

    assertThatThrownBy(() -> RunOwner.take(progress))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot go on in %s: process %d on %s has been working there since"
                    .formatted(progress.output(), other().pid(), here())
                + " 2020-02-03T04:05:06Z; wait until it ends, or choose another output");
  }

  @Test
  void whatAKilledProcessHasLeftIsInNobodysWay() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    write(3, here(), ended.pid(), Instant.now());

    try (RunOwner owner = RunOwner.take(progress)) {
      owner.require();
      assertThat(owners()).containsExactly("owner-00000004.json");
    }
  }

  /** Systems give the numbers of processes that have ended to others. */
  @Test
  void anotherProcessOfTheSameNumberIsNotTheOne() {
    write(1, here(), other().pid(), other().info().startInstant().orElseThrow().minusSeconds(60));

    assertThatCode(() -> RunOwner.take(progress).close()).doesNotThrowAnyException();
  }

  @Test
  void aProcessOnAnotherMachineTakesTheRunOver() throws IOException {
    RunOwner owner = RunOwner.take(progress);
    write(2, "elsewhere", 7, Instant.now());

    assertThatThrownBy(owner::require)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("process 7 on elsewhere has taken the run over");
    owner.close();
    assertThat(owners()).contains("owner-00000002.json");
  }

  /** Numbers begin again when nobody is left. */
  @Test
  void whoeverComesLaterIsNotTakenForThisOne() throws IOException {
    RunOwner owner = RunOwner.take(progress);
    Files.delete(directory.resolve("output/_progress/owner-00000001.json"));
    assertThatThrownBy(owner::require)
        .hasMessageContaining("another process has taken the run over");
    write(1, "elsewhere", 7, Instant.now());

    assertThatThrownBy(owner::require).hasMessageContaining("process 7 on elsewhere");
    owner.close();
    assertThat(owners()).containsExactly("owner-00000001.json");
  }

  @Test
  void oneOfAnotherMachineIsTakenOver() {
    write(1, "elsewhere", ProcessHandle.current().pid(), Instant.now());

    try (RunOwner owner = RunOwner.take(progress)) {
      owner.require();
    }
  }
}
