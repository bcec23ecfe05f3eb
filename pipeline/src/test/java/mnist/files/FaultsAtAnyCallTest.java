package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.testing.FaultyFileSystem;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage that fails at the first call, the second, and so on until nothing fails any more. */
class FaultsAtAnyCallTest {
  private static final Configuration CONF = FaultyFileSystem.addTo(new Configuration());

  @TempDir Path directory;

  private interface Work {
    void on(org.apache.hadoop.fs.Path target) throws IOException;
  }

  private interface Check {
    void on(Path target);
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @Test
  void aFileIsWrittenWholeOrNotAtAll() {
    failAtEachCall(
        target -> JsonFiles.write(target, Map.of("a", 1), CONF),
        target -> assertThat(target).hasContent("{\n  \"a\" : 1\n}"));
  }

  @Test
  void aFileIsReadOrTheFaultIsTold() {
    org.apache.hadoop.fs.Path file = FaultyFileSystem.path(directory.resolve("read"));
    JsonFiles.write(file, Map.of("a", 1), CONF);

    failAtEachCall(
        target ->
            assertThat((Object) JsonFiles.read(file, Map.class, CONF)).isEqualTo(Map.of("a", 1)),
        target -> {});
  }

  @Test
  void aDirectoryIsPublishedWholeOrNotAtAll() {
    failAtEachCall(
        target -> {
          try (StagedDirectory staged = StagedDirectory.beside(target, CONF)) {
            for (String name : List.of("one", "two")) {
              org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(staged.path(), name);
              try (OutputStream out = NewFile.create(file, CONF)) {
                out.write(name.getBytes());
              }
            }
            staged.publish();
          }
        },
        target -> {
          assertThat(target.resolve("one")).hasContent("one");
          assertThat(target.resolve("two")).hasContent("two");
        });
  }

  private void failAtEachCall(Work work, Check whole) {
    assertThat(failures("passing", work, whole, SocketTimeoutException::new))
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(UnavailableException.class));
    assertThat(failures("lasting", work, whole, AccessControlException::new))
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(InvalidInputException.class));
  }

  /** Works on one target after another, each with a fault a call later, until none is met. */
  private List<Failure> failures(String name, Work work, Check whole, Supplier<IOException> fault) {
    List<Failure> failures = new ArrayList<>();
    for (int call = 1; ; call++) {
      // In a directory of its own, since what an attempt leaves is looked at by the next.
      Path target = directory.resolve(name + call).resolve("target");
      FaultyFileSystem.failAt(call, fault);
      boolean done = false;
      try {
        work.on(FaultyFileSystem.path(target));
        done = true;
      } catch (Failure e) {
        failures.add(e);
      } catch (IOException e) {
        failures.add(StorageFailure.of("Cannot publish", "look", e));
      }
      boolean met = FaultyFileSystem.calls() >= call;
      FaultyFileSystem.heal();
      if (done || Files.exists(target)) {
        whole.on(target);
      }
      if (!met) {
        return failures;
      }
    }
  }
}
