package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Callable;
import mnist.InvalidInputException;
import mnist.testing.AnotherUser;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a user meets who lacks a permission. */
@EnabledIf("mnist.testing.AnotherUser#canBeHad")
class PermissionsTest {
  private static final Configuration CONF = new Configuration();

  @TempDir Path directory;

  @BeforeEach
  void letOthersLook() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void anOutputThatCannotBeMade() throws Exception {
    assertMistake(
        "Cannot write ",
        () -> {
          StagedDirectory.beside(path("output"), CONF).close();
          return true;
        });
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatCannotBeWritten() throws Exception {
    assertMistake(
        "Cannot write ",
        () -> {
          JsonFiles.write(path("run" + System.nanoTime()), Map.of("a", 1), CONF);
          return true;
        });
  }

  @Test
  void aFileThatCannotBeRead() throws Exception {
    JsonFiles.write(path("secret"), Map.of("a", 1), CONF);
    Files.setPosixFilePermissions(
        directory.resolve("secret"), PosixFilePermissions.fromString("rw-------"));

    assertMistake("Cannot read ", () -> JsonFiles.read(path("secret"), Map.class, CONF).isEmpty());
  }

  private static void assertMistake(String start, Callable<Boolean> body) throws Exception {
    body.call();
    assertThatThrownBy(() -> AnotherUser.call(body))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(start);
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(directory.resolve(name).toString());
  }
}
