package mnist.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.files.JsonFiles;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import mnist.store.SmallStore;
import mnist.store.TrainingData;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each version learned from what the one before did and a delivery more; the last is champion. */
class StaleChampionTest {

  @TempDir private Path directory;
  private ModelStore store;

  @BeforeEach
  void nights() throws IOException {
    store = SmallStore.of(directory, 3);
    for (int version = 1; version <= 3; version++) {
      Path manifest = directory.resolve("versions/v000" + version + "/manifest.json");
      String deliveries =
          Stream.of("d0001", "d0002", "d0003")
              .limit(version)
              .collect(Collectors.joining("\", \"", "\"deliveries\" : [\"", "\"],"));
      Files.writeString(
          manifest,
          Files.readString(manifest).replace("\"fingerprint\"", deliveries + "\"fingerprint\""));
    }
    decide(DecisionKind.PROMOTED, "v0002", Map.of());
    decide(DecisionKind.PROMOTED, "v0003", Map.of());
  }

  private void decide(DecisionKind kind, String subject, Map<String, Object> figures) {
    store.decide(store.champion(), new NewDecision(kind, subject, "of a test", figures));
  }

  private void forget(String delivery) {
    decide(DecisionKind.FORGOTTEN, delivery, Map.of("take_again", false));
  }

  private Optional<StaleChampion> stale() {
    return Deliveries.of(store, new Configuration()).staleChampion();
  }

  @Test
  void aChampionThatLearnedFromNothingForgottenIsNotStale() {
    assertThat(stale()).isEmpty();

    decide(DecisionKind.ROLLED_BACK, "v0001", Map.of());
    forget("d0002");

    assertThat(stale()).isEmpty();
  }

  @Test
  void theNearestEarlierChampionThatLearnedFromNoneMendsIt() {
    forget("d0003");

    assertThat(stale())
        .contains(
            new StaleChampion("v0003", List.of("d0003"), Optional.of("models rollback --to v0002")))
        .get()
        .extracting(StaleChampion::sentence)
        .isEqualTo(
            "champion v0003 learned from d0003, which is forgotten; go to one that didn't by:"
                + " models rollback --to v0002");

    forget("d0002");

    assertThat(stale())
        .contains(
            new StaleChampion(
                "v0003", List.of("d0002", "d0003"), Optional.of("models rollback --to v0001")));
  }

  /**
   * The champion learned from d0004 alone, but began with a version that began with v0001, which a
   * delivery adopted the data of.
   */
  @Test
  void whatTheStartLearnedFromItsSuccessorsLearnedFrom() throws IOException {
    TrainingData first = new TrainingData("f00d", null, null, null, null, Map.of());
    TrainingData second = after(first, "beef", "d0002");
    TrainingData third = after(second, "cafe", "d0004");
    Path manifest = directory.resolve("versions/v0003/manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst(
                "\"deliveries\" : \\[[^]]*],",
                "\"deliveries\" : [\"d0004\"], \"inherited\" : %s,"
                    .formatted(JsonFiles.toLine(third.inherited()))));
    decide(DecisionKind.DELIVERED, "d0001", Map.of("adopted", "f00d"));

    forget("d0003");
    assertThat(stale()).isEmpty();

    forget("d0001");
    forget("d0002");

    assertThat(stale())
        .contains(new StaleChampion("v0003", List.of("d0001", "d0002"), Optional.empty()));
    assertThat(Deliveries.of(store, new Configuration()).versionsWith("d0002", store.versions()))
        .containsExactly("v0002", "v0003");
  }

  private static TrainingData after(TrainingData start, String fingerprint, String delivery) {
    return new TrainingData(
        fingerprint,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        null,
        null,
        List.of(delivery),
        start.learned());
  }

  @Test
  void whereNoEarlierOneIsLeftAVersionIsTrainedOrPromoted() {
    forget("d0001");

    StaleChampion stale = stale().orElseThrow();

    assertThat(stale.sentence())
        .isEqualTo(
            "champion v0003 learned from d0001, which is forgotten; the next retrain that has"
                + " images to learn from trains one that didn't, with retrain.start = random");
    assertThat(stale.figures())
        .containsEntry("champion_learned_from_forgotten", List.of("d0001"))
        .containsEntry("mended_by", "retrain");
  }

  @Test
  void aVersionThatWasJudgedMendsItUnlessItLearnedFromThemToo() throws IOException {
    forget("d0001");
    Path judged = directory.resolve("versions/v0004/manifest.json");
    FileUtils.copyDirectory(
        directory.resolve("versions/v0003").toFile(), judged.getParent().toFile());
    Files.writeString(judged, Files.readString(judged).replace("v0003", "v0004"));

    assertThat(mendedBy("v0004")).isEqualTo("retrain");

    Files.writeString(judged, Files.readString(judged).replace("\"d0001\",", ""));

    assertThat(mendedBy("v0004")).isEqualTo("models promote v0004");
    assertThat(mendedBy("v0003")).isEqualTo("retrain");
  }

  private Object mendedBy(String judged) {
    return Deliveries.of(store, new Configuration())
        .staleChampion(Optional.of(judged))
        .orElseThrow()
        .figures()
        .get("mended_by");
  }
}
