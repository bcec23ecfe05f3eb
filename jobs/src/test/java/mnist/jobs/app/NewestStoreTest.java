package mnist.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestStoreTest {

  @TempDir Path runs;

  private void store(String path) throws IOException {
    StoredModels.of(runs.resolve(path), Path.of("../pipeline/src/test/resources/golden/v2"), 1);
  }

  private String newest() {
    return NewestStore.in(runs, new Configuration())
        .map(store -> Path.of(store.path().toUri().getPath()))
        .map(path -> runs.relativize(path).toString())
        .orElse("none");
  }

  @Test
  void theNewestRunThatHasTrainedAModelCounts() throws IOException {
    assertThat(newest()).isEqualTo("none");
    store("20260101T000000.000Z-train");
    assertThat(newest()).isEqualTo("20260101T000000.000Z-train");
    store("20260301T000000.000Z-pipeline/store");
    store("20260201T000000.000Z-train");
    assertThat(newest()).isEqualTo("20260301T000000.000Z-pipeline/store");
  }

  @Test
  void runsWithoutAChampionArePassedOver() throws IOException {
    store("20260101T000000.000Z-train");
    // A training that was stopped, an evaluation, and what somebody left.
    Files.createDirectories(runs.resolve("20260401T000000.000Z-train/versions"));
    Files.createDirectories(runs.resolve("20260501T000000.000Z-evaluate/evaluation"));
    Files.writeString(runs.resolve("notes.txt"), "notes");

    assertThat(newest()).isEqualTo("20260101T000000.000Z-train");
  }

  @Test
  void storesThatCanNotBeReadArePassedOver() throws IOException {
    store("20260101T000000.000Z-train");
    store("20260201T000000.000Z-train");
    store("20260301T000000.000Z-train");
    store("20260401T000000.000Z-train");
    Path earlier = runs.resolve("20260201T000000.000Z-train");
    Files.move(earlier.resolve("decisions"), earlier.resolve("champions"));
    Files.writeString(
        runs.resolve("20260301T000000.000Z-train/decisions/00000001.json"), "{\"number\": 1}");
    Files.writeString(
        runs.resolve("20260401T000000.000Z-train/versions/v0001/manifest.json"),
        "{\"format_version\": 99, \"version\": {}}");

    assertThat(newest()).isEqualTo("20260101T000000.000Z-train");
  }

  @Test
  void thereMayBeNoRunsAtAll() {
    assertThat(NewestStore.in(runs.resolve("missing"), new Configuration())).isEmpty();
  }
}
