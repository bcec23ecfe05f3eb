package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

  private static final Instant OLD = Instant.now().minus(Leftovers.AGE).minusSeconds(60);

  @TempDir private Path directory;

  @Test
  void whatNobodyHasWrittenToForAWeekGoes() throws IOException {
    Path old = stage(".out.tmp-" + UUID.randomUUID());
    Path unnamed = stage(".tmp-" + UUID.randomUUID());
    Path file = Files.writeString(directory.resolve(".a.json.tmp-" + UUID.randomUUID()), "x");
    age(old, unnamed, file);

    begin();

    assertThat(old).doesNotExist();
    assertThat(unnamed).doesNotExist();
    assertThat(file).doesNotExist();
  }

  @Test
  void whatIsInUseOrSomebodyElsesStays() throws IOException {
    Path young = stage(".out.tmp-" + UUID.randomUUID());
    Path growing = stage(".out.tmp-" + UUID.randomUUID());
    Path others = stage(".tmp-of-mine");
    age(others, growing);
    Files.writeString(growing.resolve("b/new"), "x");
    Files.setLastModifiedTime(growing.resolve("b"), FileTime.from(OLD));
    Files.setLastModifiedTime(growing, FileTime.from(OLD));

    begin();

    assertThat(young).exists();
    assertThat(growing).exists();
    assertThat(others).exists();
  }

  private void begin() {
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(directory + "/out");
    StagedDirectory.beside(target, new Configuration()).close();
  }

  private Path stage(String name) throws IOException {
    Path staged = directory.resolve(name);
    Files.createDirectories(staged.resolve("b"));
    Files.writeString(staged.resolve("b/c"), "x");
    return staged;
  }

  private static void age(Path... trees) throws IOException {
    for (Path tree : trees) {
      try (Stream<Path> paths = Files.walk(tree)) {
        for (Path path : paths.toList()) {
          Files.setLastModifiedTime(path, FileTime.from(OLD));
        }
      }
    }
  }
}
