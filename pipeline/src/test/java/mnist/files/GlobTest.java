package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobTest {
  private static final Configuration CONF = new Configuration();

  @TempDir java.nio.file.Path directory;

  private List<String> found(String pattern) throws IOException {
    return Glob.find(new Path(directory.toString(), pattern), CONF).stream()
        .map(FileStatus::getPath)
        .map(Path::getName)
        .toList();
  }

  @Test
  void findsWhatAPatternMatches() throws IOException {
    Files.createFile(directory.resolve("a1"));
    Files.createFile(directory.resolve("a2"));
    Files.createFile(directory.resolve("b1"));

    assertThat(found("a*")).containsExactly("a1", "a2");
    assertThat(found("[ab]1")).containsExactly("a1", "b1");
    assertThat(found("c*")).isEmpty();
  }

  @Test
  void findsNothingWhereThereIsNothing() throws IOException {
    assertThat(found("none")).isEmpty();
    assertThat(found("none/deeper")).isEmpty();
  }

  /** Though it is a pattern that would match another as well. */
  @Test
  void takesANameThatExistsLiterally() throws IOException {
    Files.createFile(directory.resolve("a[1]"));
    Files.createFile(directory.resolve("a1"));

    assertThat(found("a[1]")).containsExactly("a[1]");
  }

  @Test
  void literalPatternMatchesItsPathAlone() throws IOException {
    FileSystem files = FileSystem.getLocal(CONF);
    for (String name : List.of("a[1]", "a1", "b{1,2}", "b1", "c*", "c1", "d?", "d1")) {
      Files.createFile(directory.resolve(name));
    }

    for (String name : List.of("a[1]", "b{1,2}", "c*", "d?")) {
      String pattern = Glob.literal(new Path(directory.toString(), name));
      assertThat(files.globStatus(new Path(pattern)))
          .extracting(match -> match.getPath().getName())
          .containsExactly(name);
    }
  }
}
