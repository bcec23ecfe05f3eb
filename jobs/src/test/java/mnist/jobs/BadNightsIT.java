package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.examination.Check;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights of MNIST's images that would harm: sevens alone, and images with the labels of others. The
 * examination refuses them, and without it the gate lets no champion become worse.
 */
@ExtendWith(LocalMaster.class)
@Timeout(900)
class BadNightsIT {

  private static final double MARGIN = 0.02;

  private static final String SETTINGS =
      """
      data.validation-fraction = 0.3
      train { epochs = 2, batch-size = 32, learning-rate = 0.002 }
      retrain {
        margin = %s, min-images = 100
        # Each night counts as a writer of its own, of whom little is known.
        delivery-floor = 0.0, delivery-margin = 0.9
        robustness-margin = 0.2, calibration-margin = 0.2, max-time-ratio = 1000.0
      }
      """
          .formatted(MARGIN);

  @TempDir private Path directory;

  @Test
  void neitherExaminationNorGateLetsThemHarm() throws Exception {
    List<Digit> images = BundledDigits.first("train", 28_000);
    SyntheticDigits.write(directory.resolve("base"), "train", "", images.subList(0, 6000));
    SyntheticDigits.write(directory.resolve("reserve"), "t10k", "", images.subList(6000, 8000));
    List<Digit> good = images.subList(8000, 10_000);
    deliver(
        "sevens",
        images.subList(8000, 28_000).stream()
            .filter(digit -> digit.label() == 7)
            .limit(2000)
            .toList());
    deliver(
        "shifted",
        IntStream.range(0, good.size())
            .mapToObj(i -> new Digit(good.get(i).image(), good.get((i + 1) % good.size()).label()))
            .toList());
    deliver("thirty", images.subList(10_000, 10_030));
    Path examined = settings("examined", "");
    Path unexamined =
        settings(
            "unexamined",
            Arrays.stream(Check.values())
                .map(check -> "retrain.examination." + check.label() + " = ignore\n")
                .collect(Collectors.joining()));
    retrained("base", examined, "examined");
    FileUtils.copyDirectory(
        directory.resolve("examined").toFile(), directory.resolve("unexamined").toFile());
    double first = accuracy("examined");
    assertThat(first).isGreaterThan(0.85);

    assertThat(refused("sevens", examined)).contains("missing-classes");
    assertThat(refused("shifted", examined)).contains("label-agreement");
    retrained("thirty", examined, "examined");
    assertThat(accuracy("examined")).isGreaterThan(first - MARGIN);

    double best = first;
    for (String night : List.of("sevens", "shifted", "thirty")) {
      JsonNode result = retrained(night, unexamined, "unexamined");
      assertThat(result.has("findings")).as(night).isFalse();
      double accuracy = accuracy("unexamined");
      assertThat(accuracy).as(night + ": " + result).isGreaterThan(best - MARGIN);
      best = Math.max(best, accuracy);
    }
  }

  private void deliver(String name, List<Digit> digits) throws IOException {
    SyntheticDigits.write(directory.resolve(name), "train", "", digits);
  }

  private Path settings(String name, String more) throws IOException {
    return Files.writeString(directory.resolve(name + ".conf"), SETTINGS + more);
  }

  private Ended retrain(String data, Path settings, String store) throws IOException {
    return Ended.of(
        "retrain",
        "--config",
        settings.toString(),
        "--data",
        directory.resolve(data).toString(),
        "--store",
        directory.resolve(store).toString());
  }

  private JsonNode retrained(String data, Path settings, String store) throws IOException {
    Ended ended = retrain(data, settings, store);
    assertThat(ended.code()).as(ended.errors()).isZero();
    return ended.result();
  }

  /** Names of the findings that did it. */
  private Set<String> refused(String data, Path settings) throws IOException {
    Ended ended = retrain(data, settings, "examined");
    assertThat(ended.code()).as(ended.errors()).isEqualTo(2);
    assertThat(ended.result().get("outcome").asText()).isEqualTo("refused");
    assertThat(directory.resolve("examined/versions").toFile().list()).containsExactly("v0001");
    return IntStream.range(0, ended.result().get("refusing").size())
        .mapToObj(i -> ended.result().get("refusing").get(i).asText())
        .collect(Collectors.toSet());
  }

  /** On images that no version saw. */
  private double accuracy(String store) throws IOException {
    Path output = directory.resolve(store + "-evaluated-" + System.nanoTime());
    Ended ended =
        Ended.of(
            "evaluate",
            "--model",
            directory.resolve(store).toString(),
            "--data",
            directory.resolve("reserve").toString(),
            "--output",
            output.toString());
    assertThat(ended.code()).as(ended.errors()).isZero();
    return ended.result().get("accuracy").asDouble();
  }
}
