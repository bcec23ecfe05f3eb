package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mnist.jobs.app.StoredModels;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A champion learned from a delivery of which nothing is left but that it was taken. */
@ExtendWith(LocalMaster.class)
class DeliveriesJobTest {

  private static final String MENDED =
      "champion v0002 learned from d0001, which is forgotten; go to one that didn't by: models"
          + " rollback --to v0001";

  @TempDir private Path directory;

  @BeforeEach
  void lose() throws IOException {
    ModelStore store =
        StoredModels.of(store(), Path.of("../pipeline/src/test/resources/golden/v2"), 2);
    Path manifest = store().resolve("versions/v0002/manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"fingerprint\"", "\"deliveries\" : [\"d0001\"], \"fingerprint\""));
    decide(
        store,
        new NewDecision(
            DecisionKind.DELIVERED,
            "d0001",
            "20 images",
            Map.of("train", 18, "validation", 2, "test", 0, "fingerprint", "0123")));
    decide(store, new NewDecision(DecisionKind.PROMOTED, "v0002", "better", Map.of()));
  }

  private Path store() {
    return directory.resolve("store");
  }

  private static void decide(ModelStore store, NewDecision next) {
    assertThat(store.decide(store.champion(), next)).isPresent();
  }

  @Test
  void whatIsGoneIsNamedAndForgottenAndItsChampionToo() throws IOException {
    String store = store().toString();
    Path empty = Files.createDirectory(directory.resolve("landing"));
    Ended verified = Ended.of("models", "verify", "--store", store);
    assertThat(verified.code()).isEqualTo(2);
    assertThat(verified.result().get("faults")).hasSize(1);
    assertThat(verified.errors()).contains("fault: Cannot use delivery file:" + store);
    Ended stopped = Ended.of("retrain", "--data", empty.toString(), "--store", store);
    assertThat(stopped.code()).isEqualTo(2);
    assertThat(stopped.error()).endsWith("or forget the delivery: deliveries forget d0001");

    Ended forgotten =
        Ended.of("deliveries", "forget", "d0001", "--reason", "it is gone", "--store", store);

    assertThat(forgotten.code()).as(forgotten.errors()).isZero();
    assertThat(forgotten.errors())
        .contains("forgot 20 images of d0001\n", "learned from them or judged by them: v0002\n")
        .contains(MENDED);
    assertThat(forgotten.result().get("mended_by").asText())
        .isEqualTo("models rollback --to v0001");
    assertThat(Ended.of("models", "verify", "--store", store).code()).isZero();

    Ended night = Ended.of("retrain", "--data", empty.toString(), "--store", store);
    assertThat(night.code()).as(night.errors()).isZero();
    assertThat(night.result().get("outcome").asText()).isEqualTo("nothing_to_do");
    assertThat(night.errors()).contains(MENDED);
    assertThat(night.result().at("/champion_learned_from_forgotten/0").asText()).isEqualTo("d0001");

    assertThat(
            Ended.of("models", "rollback", "--to", "v0001", "--reason", "as told", "--store", store)
                .code())
        .isZero();
    assertThat(Ended.of("retrain", "--data", empty.toString(), "--store", store).errors())
        .contains("nothing_to_do")
        .doesNotContain("which is forgotten");
  }
}
