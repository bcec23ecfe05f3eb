package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.store.Manifest;
import mnist.store.TrainingData;
import mnist.store.TrainingRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell makes of the commands of manifests that somebody else wrote. */
class RecipeTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's",
        "'; touch owned; '",
        "$(touch owned) `touch owned`",
        "a\ntouch owned\n#",
        "a\r\u001b[2J\u0003\u202e%s\\012",
        "gr\u00fc\u00df \u200b gott",
        "tab\tand \\ and %"
      })
  void aPathIsOneArgumentWhateverItHolds(String path) throws Exception {
    TrainingData data = new TrainingData("0123abcd", path, 7L, null, null, Map.of());
    String commands = Recipe.commands(ReportSample.manifest("v0001", data));

    assertThat(arguments(commands))
        .containsExactly("train", "--config", "again.conf", "--data", path, "--store", "again");
    assertThat(commands.replace("\n", "").chars()).noneMatch(Character::isISOControl);
  }

  @Test
  void settingsStayOnTheirLines() throws Exception {
    Map<String, String> settings =
        Map.of("train.epochs", "2\nEND\ntouch owned", "x\nEND\ntouch owned\n", "1");
    Manifest sample = ReportSample.manifest("v0001");
    TrainingRun run = sample.training();
    Manifest hostile =
        new Manifest(
            1,
            "v0001",
            sample.createdAt(),
            sample.modelHash(),
            Map.of(),
            sample.network(),
            new TrainingRun("retrain", null, null, 42, settings, run.data(), Map.of(), 1, 2),
            sample.provenance());

    assertThat(arguments(Recipe.commands(hostile))).startsWith("retrain", "--config", "again.conf");
    assertThat(
            ConfigFactory.parseString(Files.readString(directory.resolve("again.conf")))
                .getString("train.epochs"))
        .isEqualTo("2\nEND\ntouch owned");
  }

  /** The bundled images are IDX files for sure; what a path holds isn't known. */
  @Test
  void dataThatWereIngestedWithAnotherSeedAreIngestedAgain() {
    String ingest = "jobs/bin/submit ingest --config again.conf --seed 7";
    String train = "jobs/bin/submit train --config again.conf";
    assertThat(jobs(Recipe.BUNDLED, null)).isEqualTo(train + " --store again\n");
    assertThat(jobs(null, 42L)).isEqualTo(train + " --store again\n");
    assertThat(jobs(null, 7L))
        .isEqualTo(
            ingest + " --output again-data\n" + train + " --data again-data --store again\n");
    assertThat(jobs("hdfs:///x", 42L)).isEqualTo(train + " --data 'hdfs:///x' --store again\n");
    assertThat(jobs("hdfs:///x", 7L))
        .isEqualTo(
            "# if 'hdfs:///x' is of IDX files, give --data again-data to train, after\n# "
                + ingest
                + " --input 'hdfs:///x' --output again-data\n"
                + train
                + " --data 'hdfs:///x' --store again\n");
  }

  /** The commands behind the settings. */
  private static String jobs(String path, Long seed) {
    TrainingData data = new TrainingData("0123abcd", path, seed, null, null, Map.of());
    String commands = Recipe.commands(ReportSample.manifest("v0001", data));
    return commands.substring(commands.indexOf("\nEND\n") + 5);
  }

  @Test
  void settingsOfTheDataAreAmongThem() {
    TrainingData data = new TrainingData("0123abcd", null, null, 0.25, "group", Map.of());
    assertThat(Recipe.settings(ReportSample.manifest("v0001", data)))
        .isEqualTo(
            """
            data.classes = 3
            data.hold-out-by = group
            data.validation-fraction = 0.25
            model.architecture = lenet
            seed = 42
            train.epochs = 2
            """);
  }

  @Test
  void whatCannotBeSeenIsEscaped() {
    assertThat(ShellText.quoted("a b~")).isEqualTo("'a b~'");
    assertThat(ShellText.quoted("\u0007a b~!\u007f"))
        .isEqualTo("\"$(printf '\\007a\\040b~!\\177')\"");
    assertThat(ShellText.printable("\ud83d\ude00 gr\u00fc\u00df\u202e\n"))
        .isEqualTo("\ud83d\ude00 gr\u00fc\u00df\\u202e\\u000a");
  }

  /** Runs the commands in a project whose launcher notes its arguments. */
  private List<String> arguments(String commands) throws IOException, InterruptedException {
    Path submit = directory.resolve("jobs/bin/submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(submit, "#!/bin/sh\nprintf '%s\\0' \"$@\" > arguments\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    Path script = Files.writeString(directory.resolve("commands"), commands);
    int code =
        new ProcessBuilder("sh", script.toString())
            .directory(directory.toFile())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(code).isZero();
    assertThat(directory).isDirectoryNotContaining("glob:**/owned");
    String arguments = Files.readString(directory.resolve("arguments"), StandardCharsets.UTF_8);
    return List.of(arguments.split("\0"));
  }
}
