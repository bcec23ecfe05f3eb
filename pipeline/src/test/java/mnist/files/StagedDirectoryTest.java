package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StagedDirectoryTest {
  private static final Configuration CONF = new Configuration();

  private static final int ROUNDS = 50;

  @TempDir Path directory;

  @Test
  void isHiddenUntilItIsPublished() throws IOException {
    Path target = directory.resolve("new/parents/output");
    try (StagedDirectory output = beside(target)) {
      fill(output);
      assertThat(target).doesNotExist();
      assertThat(output.path().getName()).startsWith(".output.tmp-");

      assertThat(output.publish()).hasToString("file:" + target);
    }
    assertThat(target.resolve("file")).hasContent("content");
    assertThat(target.getParent()).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void leavesNothingWhenItIsNotPublished() throws IOException {
    Files.createDirectory(directory.resolve("old"));
    try (StagedDirectory output = beside(directory.resolve("old/new/output"))) {
      fill(output);
    }
    assertThat(directory.resolve("old")).isEmptyDirectory();
  }

  @Test
  void keepsParentsThatSomebodyElseUses() throws IOException {
    try (StagedDirectory output = beside(directory.resolve("new/output"))) {
      fill(output);
      Files.createDirectories(directory.resolve("new"));
    }
    assertThat(directory.resolve("new")).isEmptyDirectory();
  }

  @Test
  void aProbeTakesNothingFromAnother() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        org.apache.hadoop.fs.Path parent = hadoop(directory.resolve(round + "/new/parents"));
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<Void> probe =
            () -> {
              start.await();
              StagedDirectory.inside(parent, CONF).close();
              return null;
            };
        for (Future<Void> probed : threads.invokeAll(List.of(probe, probe))) {
          probed.get();
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void findsEarlyThatParentsCannotBeMade() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("missing"));

    for (Path parent : List.of(link, directory.resolve("x".repeat(300)))) {
      assertThatThrownBy(() -> beside(parent.resolve("output")))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("Cannot write %s/output: ", parent);
    }
    assertThat(directory.toFile().list()).containsExactly("link");
  }

  @Test
  void refusesATargetThatExists() throws IOException {
    Path target = Files.createDirectory(directory.resolve("output"));

    assertThatThrownBy(() -> beside(target))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot write file:%s: it already exists; choose another output or delete it", target);
  }

  @Test
  void refusesATargetThatAppearsMeanwhile() throws IOException {
    Path target = directory.resolve("output");
    try (StagedDirectory output = beside(target)) {
      fill(output);
      Files.createDirectory(target);
      Files.writeString(target.resolve("file"), "theirs");

      assertThatThrownBy(output::publish)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Cannot write file:%s: it already exists, since another process made it meanwhile;"
                  + " choose another output or delete it",
              target);
    }
    assertThat(target.resolve("file")).hasContent("theirs");
    assertThat(directory).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void canTakeTheNextFreeName() throws IOException {
    Files.createDirectory(directory.resolve("first"));
    try (StagedDirectory output = beside(directory.resolve("any"))) {
      fill(output);
      assertThat(output.publishAs(hadoop(directory.resolve("first")))).isFalse();
      assertThat(output.publishAs(hadoop(directory.resolve("second")))).isTrue();
      assertThatThrownBy(() -> output.publishAs(hadoop(directory.resolve("third"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("has been published or closed already");
    }
    assertThat(directory.resolve("second/file")).hasContent("content");
  }

  @Test
  void saysWhichParentIsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> beside(file.resolve("output")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot write %s/output: ", file)
        .hasMessageContaining(file.toString())
        .hasMessageEndingWith("; choose an output in a directory that can be written");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysWhenTheParentCannotBeWritten() {
    // Nobody can make directories there, root neither.
    assertThatThrownBy(() -> beside(Path.of("/proc/output")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "Cannot write /proc/output: /proc/.output.tmp-.* \\(NoSuchFileException\\)"
                + "; choose an output in a directory that can be written");
  }

  @Test
  void saysWhenTheFileSystemIsUnknown() {
    assertThatThrownBy(
            () -> StagedDirectory.beside(new org.apache.hadoop.fs.Path("nosuch://host/o"), CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot write nosuch://host/o: No FileSystem for scheme");
  }

  private static StagedDirectory beside(Path target) {
    return StagedDirectory.beside(hadoop(target), CONF);
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toString());
  }

  private static void fill(StagedDirectory output) throws IOException {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(output.path(), "file");
    try (var out = file.getFileSystem(CONF).create(file, false)) {
      out.write("content".getBytes());
    }
  }
}
