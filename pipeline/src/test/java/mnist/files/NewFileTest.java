package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
  private static final Configuration CONF = new Configuration();

  @TempDir Path directory;

  @Test
  void hasNoChecksumBesideIt() throws IOException {
    try (OutputStream out = NewFile.create(file("new/file"), CONF)) {
      out.write("content".getBytes());
    }
    assertThat(directory.resolve("new").toFile().list()).containsExactly("file");
    assertThat(directory.resolve("new/file")).hasContent("content");
  }

  @Test
  void replacesNothing() throws IOException {
    NewFile.create(file("file"), CONF).close();

    assertThatThrownBy(() -> NewFile.create(file("file"), CONF))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("file");
  }

  private org.apache.hadoop.fs.Path file(String name) {
    return new org.apache.hadoop.fs.Path(directory.resolve(name).toString());
  }
}
