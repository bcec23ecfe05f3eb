package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellTest {
  private static final Map<String, String> LAUNCHER = Map.of("MNIST_SPARK_HOME", "/my project");

  private static String submit(Map<String, String> environment, String directory, String path) {
    return Shell.submit(
        environment, Path.of(directory), "score", "--model", new org.apache.hadoop.fs.Path(path));
  }

  @Test
  void namesTheLauncherAsItIsReached() {
    assertThat(submit(LAUNCHER, "/my project", "file:/a"))
        .isEqualTo("jobs/bin/submit score --model /a");
    assertThat(submit(LAUNCHER, "/elsewhere", "file:/a"))
        .isEqualTo("'/my project/jobs/bin/submit' score --model /a");
    assertThat(submit(Map.of(), "/elsewhere", "file:/a")).isEqualTo("score --model /a");
  }

  @Test
  void quotesWhatAShellWouldTakeApart() {
    assertThat(submit(Map.of(), "/", "file:/it's $HOME/*"))
        .isEqualTo("score --model '/it'\\''s $HOME/*'");
  }

  @Test
  void keepsTheSchemeOfOtherFileSystems() {
    assertThat(submit(Map.of(), "/", "hdfs://host:8020/models"))
        .isEqualTo("score --model hdfs://host:8020/models");
  }
}
