package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mnist.jobs.runner.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the options of jobs become. */
class JobOptionsTest {

  static Stream<Arguments> overridesItsOwnSettingOnly() {
    return Stream.of(
        Arguments.of("ingest", "--validation-fraction", "data.validation-fraction", 0.3),
        Arguments.of("ingest", "--hold-out-by", "data.hold-out-by", "group"),
        Arguments.of("ingest", "--file-bytes", "data.file-bytes", 5_000_000_000L),
        Arguments.of("ingest", "--max-bad-fraction", "data.max-bad-fraction", 0.01),
        Arguments.of("ingest", "--classes", "data.classes", 7),
        Arguments.of("train", "--architecture", "model.architecture", "vgg"),
        Arguments.of("train", "--epochs", "train.epochs", 3),
        Arguments.of("train", "--workers", "train.workers", 4),
        Arguments.of("train", "--batch-size", "train.batch-size", 32),
        Arguments.of("train", "--averaging-frequency", "train.averaging-frequency", 6),
        Arguments.of("train", "--averaging", "train.averaging", "dl4j"),
        Arguments.of("train", "--learning-rate", "train.learning-rate", 0.02));
  }

  @ParameterizedTest
  @MethodSource
  void overridesItsOwnSettingOnly(String name, String option, String key, Object value) {
    Job job = Main.jobs().stream().filter(j -> j.name().equals(name)).findFirst().orElseThrow();
    new CommandLine(job).parseArgs(option, value.toString());

    Map<String, Object> given = new HashMap<>(job.overrides());
    given.values().removeIf(Objects::isNull);
    assertThat(given).isEqualTo(Map.of(key, value));
  }

  @Test
  void theNextCommandReadsTheSameDataInTheSameWay() {
    TrainJob job = new TrainJob();
    new CommandLine(job).parseArgs("--data", "letters", "--transpose", "--label-offset", "1");

    assertThat(job.data.location().submit("--data", "evaluate"))
        .endsWith("evaluate --data letters --label-offset 1 --transpose");
  }
}
