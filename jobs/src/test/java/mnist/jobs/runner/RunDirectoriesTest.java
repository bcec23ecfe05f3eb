package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoriesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:08:07.006Z");
  private static final String ELSEWHERE = "mnist-spark-runs/20260301T090807.006Z-train";

  @TempDir Path directory;

  private static String of(Path project, String master) {
    return RunDirectories.of("train", NOW, project == null ? null : project.toString(), master)
        .toString();
  }

  @Test
  void standInTheProjectWhereAllTasksRunHere() throws IOException {
    Path project = Files.createDirectory(directory.resolve("my project"));

    for (String master : new String[] {"local[*]", "local-cluster[2,1,1024]"}) {
      assertThat(of(project, master))
          .isEqualTo("file:" + project + "/runs/20260301T090807.006Z-train");
    }
  }

  @Test
  void standOutsideOfAProjectThatCannotBeWritten() {
    // Not even root can write there.
    assertThat(of(Path.of("/proc/self"), "local[2]")).isEqualTo(ELSEWHERE);
  }

  @Test
  void standOnTheDefaultFileSystemOtherwise() {
    assertThat(of(directory, "yarn")).isEqualTo(ELSEWHERE);
    assertThat(of(null, "local[2]")).isEqualTo(ELSEWHERE);
  }
}
