package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import mnist.Failure;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private static final Configuration CONF = new Configuration();

  @TempDir Path directory;

  private org.apache.hadoop.fs.Path file() {
    return new org.apache.hadoop.fs.Path(directory + "/in/file.txt");
  }

  @Test
  void writesOnceOrReplaces() throws Exception {
    assertThat(WholeFile.writeIfAbsent(file(), "one", CONF)).isTrue();
    assertThat(WholeFile.writeIfAbsent(file(), "two", CONF)).isFalse();
    assertThat(directory.resolve("in/file.txt")).hasContent("one");

    WholeFile.replace(file(), "three, längst", CONF);
    assertThat(directory.resolve("in/file.txt")).hasContent("three, längst");

    Files.delete(directory.resolve("in/file.txt"));
    WholeFile.replace(file(), "four", CONF);
    assertThat(directory.resolve("in/file.txt")).hasContent("four");
    assertThat(directory.resolve("in").toFile().list()).containsExactly("file.txt");
  }

  @Test
  void replacesNoDirectoryAndLeavesNothingBehind() throws Exception {
    Files.createDirectories(directory.resolve("in/file.txt/other"));

    assertThatThrownBy(() -> WholeFile.replace(file(), "text", CONF))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot write %s", file());
    assertThat(directory.resolve("in").toFile().list()).containsExactly("file.txt");
  }
}
