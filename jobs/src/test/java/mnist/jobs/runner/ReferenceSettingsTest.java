package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.config.Settings;
import mnist.config.SettingsFile;
import mnist.input.Split;
import mnist.records.PixelStatistics;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds conf/ and the code to each other. */
class ReferenceSettingsTest {
  private static final Path CONF = Path.of("../conf");

  private static void readAll(Settings settings) {
    StageSettings.input(settings, List.of());
    StageSettings.preparation(settings, Optional.empty());
    StageSettings.ingest(settings, Split.TRAIN, Optional.empty());
    StageSettings.normalisation(settings, new PixelStatistics(0.1, 0.3));
    StageSettings.training(settings);
    StageSettings.score(settings);
    StageSettings.retrain(settings);
    StageSettings.retention(settings);
    StageSettings.composition(settings);
    StageSettings.examination(settings);
    StageSettings.drift(settings);
    StageSettings.reviewImages(settings);
    StageSettings.answers(settings);
    StageSettings.maxRejectFraction(settings);
    StageSettings.imagesPerFile(settings);
    StageSettings.maxFailedFiles(settings);
    StageSettings.doctor(settings);
    StageSettings.instructionSet(settings);
  }

  /** The other way round, Settings throws where the code reads a key that isn't there. */
  @Test
  void everyKeyOfTheReferenceIsRead() {
    Settings settings = Settings.of(Map.of());
    readAll(settings);

    assertThat(settings.read()).isEqualTo(settings.effective().keySet());
  }

  @Test
  void everyKeyHasAComment() throws IOException {
    List<String> lines = Files.readAllLines(CONF.resolve("reference.conf"));

    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(" = ")) {
        assertThat(lines.get(i - 1).strip()).as("comment of" + lines.get(i)).startsWith("#");
      }
    }
  }

  static Stream<Path> shippedFiles() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      return files
          .filter(file -> file.toString().endsWith(".conf"))
          .filter(file -> !file.endsWith("spark-defaults.conf"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shippedFiles")
  void everyShippedFileLoadsWithinBounds(Path file) {
    readAll(Settings.of(SettingsFile.read(file.toString(), new Configuration(false)), Map.of()));
  }
}
