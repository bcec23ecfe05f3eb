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
