package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoOverwriteRenameTest {
  private static final Configuration CONF = new Configuration();

  @TempDir java.nio.file.Path directory;

  @Test
  void movesAFileAndLeavesNoChecksumBehind() throws IOException {
    Path source = write("source", "new");

    assertThat(rename(source, path("target"))).isTrue();

    assertThat(read("target")).isEqualTo("new");
    assertThat(names()).containsExactly("target");
  }

  @Test
  void dropsTheChecksumThatAnEarlierFileLeft() throws IOException {
    write("target", "an earlier file, deleted without Hadoop");
    Files.delete(directory.resolve("target"));

    assertThat(rename(write("source", "new"), path("target"))).isTrue();

    assertThat(read("target")).isEqualTo("new");
  }

  @Test
  void leavesAFileAlone() throws IOException {
    write("target", "old");
    Path source = write("source", "new");

    assertThat(rename(source, path("target"))).isFalse();

    assertThat(read("target")).isEqualTo("old");
    assertThat(read("source")).isEqualTo("new");
  }

  @Test
  void movesADirectory() throws IOException {
    write("source/deep/file", "new");

    assertThat(rename(path("source"), path("target"))).isTrue();

    assertThat(read("target/deep/file")).isEqualTo("new");
    assertThat(names()).containsExactly("target");
  }

  @Test
  void neitherNestsInNorReplacesADirectory() throws IOException {
    write("target/file", "old");
    write("source/file", "new");

    assertThat(rename(path("source"), path("target"))).isFalse();

    assertThat(read("target/file")).isEqualTo("old");
    assertThat(read("source/file")).isEqualTo("new");
    assertThat(names()).containsExactly("source", "target");
  }

  @Test
  void leavesAnEmptyDirectoryAlone() throws IOException {
    Files.createDirectory(directory.resolve("target"));
    write("source/file", "new");

    assertThat(rename(path("source"), path("target"))).isFalse();

    assertThat(directory.resolve("target")).isEmptyDirectory();
  }

  @Test
  void neitherReplacesAFileByADirectoryNorTheOtherWayRound() throws IOException {
    write("directory/file", "in directory");
    write("plain", "plain");

    assertThat(rename(path("directory"), path("plain"))).isFalse();
    assertThat(rename(path("plain"), path("directory"))).isFalse();

    assertThat(read("directory/file")).isEqualTo("in directory");
    assertThat(read("plain")).isEqualTo("plain");
  }

  @Test
  void refusesToPublishAnEmptyDirectory() throws IOException {
    Files.createDirectory(directory.resolve("source"));

    assertThatThrownBy(() -> rename(path("source"), path("target")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A directory to publish must hold something, but ");
  }

  @Test
  void saysWhenTheSourceIsMissing() {
    assertThatThrownBy(() -> rename(path("source"), path("target")))
        .isInstanceOfAny(NoSuchFileException.class, FileNotFoundException.class)
        .hasMessageContaining("source");
  }

  /** EPERM of FAT, EMLINK of CIFS, ENOSYS and EOPNOTSUPP of FUSE. */
  @ParameterizedTest
  @ValueSource(ints = {1, 31, 38, 95})
  @EnabledIf("mnist.files.NoHardLinks#canBeHad")
  void movesFilesAndOverwritesNoneWhereThereAreNoHardLinks(int error) throws Exception {
    Path source = write("source", "new");
    Path late = write("late", "late");

    assertThat(NoHardLinks.call(error, () -> rename(source, path("target")))).isTrue();
    assertThat(NoHardLinks.call(error, () -> rename(late, path("target")))).isFalse();

    assertThat(read("target")).isEqualTo("new");
    assertThat(read("late")).isEqualTo("late");
    assertThat(names()).containsExactly(".late.crc", "late", "target");
  }

  private static boolean rename(Path source, Path target) throws IOException {
    return NoOverwriteRename.rename(source, target, CONF);
  }

  private Path path(String name) {
    return new Path(directory.resolve(name).toString());
  }

  private Path write(String name, String content) throws IOException {
    Path file = path(name);
    try (OutputStream out = file.getFileSystem(CONF).create(file, false)) {
      out.write(content.getBytes());
    }
    return file;
  }

  /** By Hadoop, so that checksums count. */
  private String read(String name) throws IOException {
    FileSystem files = path(name).getFileSystem(CONF);
    try (var in = files.open(path(name))) {
      return new String(in.readAllBytes());
    }
  }

  private Stream<String> names() throws IOException {
    try (Stream<java.nio.file.Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList().stream();
    }
  }
}
