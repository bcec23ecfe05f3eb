package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunDirectoriesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:08:07.006Z");

  @Test
  void standInTheProjectWhereAllTasksRunHere() {
    for (String master : new String[] {"local[*]", "local-cluster[2,1,1024]"}) {
      assertThat(RunDirectories.of("train", NOW, "/my project", master).toString())
          .isEqualTo("file:/my project/jobs/target/runs/20260301T090807.006Z-train");
    }
  }

  @Test
  void standOnTheDefaultFileSystemOtherwise() {
    String expected = "mnist-spark-runs/20260301T090807.006Z-train";
    assertThat(RunDirectories.of("train", NOW, "/project", "yarn").toString()).isEqualTo(expected);
    assertThat(RunDirectories.of("train", NOW, null, "local[2]").toString()).isEqualTo(expected);
  }
}
