package mnist.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import mnist.UnavailableException;
import mnist.testing.Tmpfs;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  private static final Configuration CONF = new Configuration();

  @TempDir Path directory;

  @Test
  void aFileThatDoesNotFitMayLater() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory.resolve("disk"), 64)) {
      org.apache.hadoop.fs.Path file =
          new org.apache.hadoop.fs.Path(disk.path().resolve("file").toString());

      assertThatThrownBy(() -> JsonFiles.write(file, "x".repeat(100_000), CONF))
          .isInstanceOf(UnavailableException.class)
          .hasMessage(
              "Cannot write %s: No space left on device (IOException); free some space there and run"
                  + " again",
              file);
      JsonFiles.write(file, "x", CONF);
    }
  }
}
