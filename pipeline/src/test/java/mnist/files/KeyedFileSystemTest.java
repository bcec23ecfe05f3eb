package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing where only FileContext's rename is at hand. */
class KeyedFileSystemTest {
  private static final Configuration CONF = KeyedFileSystem.configuration();

  @TempDir Path directory;

  record Numbered(int number) {}

  @Test
  void publishesADirectoryOnce() throws IOException {
    Path target = directory.resolve("new/output");
    try (StagedDirectory first = StagedDirectory.beside(KeyedFileSystem.path(target), CONF);
        StagedDirectory second = StagedDirectory.beside(KeyedFileSystem.path(target), CONF)) {
      JsonFiles.write(in(first), new Numbered(1), CONF);
      JsonFiles.write(in(second), new Numbered(2), CONF);

      assertThat(first.publish().toString()).isEqualTo("keyed:" + target);
      assertThat(second.publishAs(KeyedFileSystem.path(target))).isFalse();
    }
    assertThat(
            JsonFiles.read(KeyedFileSystem.path(target.resolve("file.json")), Numbered.class, CONF))
        .isEqualTo(new Numbered(1));
    assertThat(directory.resolve("new").toFile().list()).containsExactly("output");
    assertThat(target.toFile().list()).containsExactly("file.json");
  }

  @Test
  void publishesAFileOnce() throws IOException {
    org.apache.hadoop.fs.Path file = KeyedFileSystem.path(directory.resolve("00000001.json"));

    assertThat(JsonFiles.writeIfAbsent(file, new Numbered(1), CONF)).isTrue();
    assertThat(JsonFiles.writeIfAbsent(file, new Numbered(2), CONF)).isFalse();

    assertThat(JsonFiles.read(file, Numbered.class, CONF)).isEqualTo(new Numbered(1));
    assertThat(directory.toFile().list()).containsExactly("00000001.json");
  }

  @Test
  void leavesAFileAlone() throws IOException {
    Path source = Files.writeString(directory.resolve("source"), "new");
    Path target = Files.writeString(directory.resolve("target"), "old");

    assertThat(
            NoOverwriteRename.rename(
                KeyedFileSystem.path(source), KeyedFileSystem.path(target), CONF))
        .isFalse();
    assertThat(source).hasContent("new");
    assertThat(target).hasContent("old");
  }

  private static org.apache.hadoop.fs.Path in(StagedDirectory staged) {
    return new org.apache.hadoop.fs.Path(staged.path(), "file.json");
  }
}
