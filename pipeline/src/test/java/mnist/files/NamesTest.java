package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {
  /** As Airflow's {{ ts }} gives it, with what else URIs, globs and shells read something into. */
  private static final String NAME = "2024-06-01T02:30:00+00:00 50%25 #1 [a]{b}?*'&ö";

  @TempDir java.nio.file.Path directory;

  @Test
  void anyNameIsOne() {
    Path parent = new Path("hdfs://host/runs");

    Path named = Names.in(parent, NAME);

    assertThat(named.getName()).isEqualTo(NAME);
    assertThat(named.getParent()).isEqualTo(parent);
    assertThat(Names.suffixed(named, "-quarantine").getName()).isEqualTo(NAME + "-quarantine");
    assertThat(Names.in(parent, "a")).isEqualTo(new Path(parent, "a"));
  }

  @Test
  void aDirectoryIsPublishedByAnyName() throws Exception {
    Configuration conf = new Configuration();
    Path target = Names.in(new Path(directory.toUri()), NAME);

    try (StagedDirectory staged = StagedDirectory.beside(target, conf)) {
      target.getFileSystem(conf).create(new Path(staged.path(), "file")).close();
      staged.publish();
    }

    assertThat(directory.resolve(NAME).resolve("file")).exists();
    assertThat(directory.toFile().list()).containsExactly(NAME);
  }
}
