package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.jobs.app.StoredModels;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees and decides of a store. */
@ExtendWith(LocalMaster.class)
class ModelsJobTest {

  @TempDir private Path directory;

  @BeforeEach
  void fill() throws IOException {
    StoredModels.of(directory, Path.of("../pipeline/src/test/resources/golden/v2"), 4);
  }

  private Ended models(String... arguments) throws IOException {
    List<String> job = new ArrayList<>(List.of("models"));
    job.addAll(List.of(arguments));
    job.addAll(List.of("--store", directory.toString()));
    return Ended.of(job.toArray(String[]::new));
  }

  private Ended promote(String version) throws IOException {
    return models("promote", version, "--reason", "to try it");
  }

  @Test
  void listsVersionsAsATable() throws IOException {
    Ended listed = models("list");

    assertThat(listed.code()).isZero();
    assertThat(listed.errors())
        .containsPattern("(?m)^version +network +job +created +validation +training images$")
        .containsPattern("(?m)^v0001 +champion +small +train +2\\S+Z +50.00 % +4$")
        .containsPattern("(?m)^v0004 +small +train +2\\S+Z +50.00 % +4$");
    assertThat(listed.result().get("versions")).hasSize(4);
    assertThat(listed.result().at("/versions/0/is_champion").asBoolean()).isTrue();
  }

  @Test
  void showsAndComparesVersions() throws IOException {
    promote("v0002");

    Ended shown = models("show", "v0002");
    assertThat(shown.errors())
        .containsPattern("(?m)^2 +promoted_by_hand +v0002 +v0002 .* to try it$");
    assertThat(shown.result().at("/manifest/version").asText()).isEqualTo("v0002");
    Ended compared = models("compare", "v0001", "v0002");
    assertThat(compared.errors()).containsPattern("(?m)^what differs +v0001 +v0002$");
    assertThat(compared.result().at("/differences/version/1").asText()).isEqualTo("v0002");
  }

  @Test
  void eachChangeIsADecisionWhoseHashIsPrinted() throws IOException {
    Ended promoted = promote("v0003");

    String hash = promoted.result().get("decision_hash").asText();
    assertThat(promoted.code()).isZero();
    assertThat(promoted.errors()).contains("decision 2: champion is v0003, it was v0001\n");
    assertThat(promoted.lastLine()).isEqualTo("hash of decision 2: " + hash);
    promote("v0002");
    Ended history = models("history");
    assertThat(history.errors())
        .containsPattern("(?m)^decision +kind +about +champion +who +at +why$")
        .containsPattern("(?m)^1 +first +v0001 +v0001 ");
    assertThat(history.result().at("/decisions/2/previous").asText()).isEqualTo(hash);
    assertThat(models("verify", "--expect", hash).code()).isZero();
  }

  @Test
  void aChangeIsOnTheStoresPageAndALostPageIsMadeAgain() throws IOException {
    promote("v0003");
    Path page = directory.resolve("index.html");
    String written = Files.readString(page);
    Files.delete(page);

    for (List<String> reading :
        List.of(
            List.of("verify"),
            List.of("list"),
            List.of("show", "v0001"),
            List.of("compare", "v0001", "v0002"))) {
      assertThat(models(reading.toArray(String[]::new)).code()).isZero();
      assertThat(page).as(reading.toString()).doesNotExist();
    }
    models("history");

    assertThat(written).contains("<p class=\"headline\">v0003</p>", "to try it");
    assertThat(page).hasContent(written);
  }

  @Test
  void longReasonsAreCutInTheHistoryAloneOfTables() throws IOException {
    String reason = "because " + "it is so ".repeat(20);
    models("promote", "v0002", "--reason", reason);

    Ended history = models("history");
    assertThat(history.errors()).doesNotContain(reason.strip()).contains("because it is so it");
    assertThat(history.result().at("/decisions/1/reason").asText()).isEqualTo(reason);
    assertThat(models("show", "v0002").errors()).contains(reason.strip());
  }

  @Test
  void rollsBackStepByStepUntilNothingIsLeft() throws IOException {
    promote("v0002");
    promote("v0003");

    assertThat(models("rollback", "--reason", "worse").result().get("champion").asText())
        .isEqualTo("v0002");
    assertThat(models("rollback", "--reason", "worse").result().get("champion").asText())
        .isEqualTo("v0001");
    Ended last = models("rollback", "--reason", "worse");
    assertThat(last.code()).isEqualTo(2);
    assertThat(last.lastLine())
        .isEqualTo(
            "error: Cannot roll back file:%s: no earlier champion is left; choose one by models"
                + " promote",
            directory);
    assertThat(
            models("rollback", "--to", "v0003", "--reason", "fine")
                .result()
                .get("champion")
                .asText())
        .isEqualTo("v0003");
    assertThat(models("rollback", "--to", "v0004", "--reason", "x").lastLine())
        .contains("it was never champion");
  }

  /** As a script does whose first run was killed before it said what it had decided. */
  @Test
  void theSameChangeAgainDecidesNothing() throws IOException {
    for (List<String> change :
        List.of(
            List.of("promote", "v0002", "--reason", "better"),
            List.of("promote", "v0003", "--reason", "better"),
            List.of("rollback", "--to", "v0001", "--reason", "worse"))) {
      String[] command = change.toArray(String[]::new);
      Ended first = models(command);
      Files.delete(directory.resolve("index.html"));
      Ended second = models(command);

      assertThat(second.code()).as(second.errors()).isZero();
      assertThat(second.errors()).contains(" is the champion, nothing to do\n");
      for (String figure : List.of("champion", "decision", "decision_hash")) {
        assertThat(second.result().get(figure)).isEqualTo(first.result().get(figure));
      }
      assertThat(directory.resolve("index.html")).exists();
    }
    assertThat(models("history").result().get("decisions")).hasSize(4);
  }

  @Test
  void prunesAndVerifies() throws IOException {
    promote("v0003");

    Ended pruned = models("prune", "--keep", "1");

    assertThat(pruned.errors()).contains("decision 3: pruned v0002\n");
    assertThat(pruned.result().get("pruned")).hasSize(1);
    assertThat(models("prune", "--keep", "1").lastLine())
        .isEqualTo("nothing to prune: every version is kept");
    Ended verified = models("verify", "--expect", pruned.result().get("decision_hash").asText());
    assertThat(verified.code()).isZero();
    assertThat(verified.errors()).contains("3 versions and 3 decisions are as they were written\n");

    Files.writeString(directory.resolve("versions/v0004/metrics.jsonl"), "{}");
    Path second = directory.resolve("decisions/00000002.json");
    Files.writeString(second, Files.readString(second).replace("to try it", "to buy it"));
    Ended changed = models("verify", "--expect", "0".repeat(64));
    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.result().get("status").asText()).isEqualTo("refused");
    assertThat(changed.result().get("faults")).hasSize(3);
    assertThat(changed.errors())
        .contains("fault: Cannot use file:%s: expected a file with SHA-256 ".formatted(second))
        .contains("has the hash 0000")
        .contains("v0004/metrics.jsonl: expected a file with SHA-256 ");
  }

  @Test
  void whatAPruneLeftThatWasStoppedIsToldWhenItIsDeleted() throws IOException {
    promote("v0003");
    models("prune", "--keep", "1");
    // As if it had been stopped.
    PathUtils.copyDirectory(
        directory.resolve("versions/v0004"), directory.resolve("versions/v0002"));

    Ended finished = models("prune", "--keep", "1");

    assertThat(finished.lastLine()).isEqualTo("deleted v0002, which an earlier prune had left");
    assertThat(finished.result().get("pruned").toString()).isEqualTo("[\"v0002\"]");
    assertThat(directory.resolve("versions/v0002")).doesNotExist();
  }

  @Test
  void aVersionThatIsDamagedIsNoChampion() throws IOException {
    promote("v0002");
    Files.writeString(directory.resolve("versions/v0001/metrics.jsonl"), "{}");
    Files.delete(directory.resolve("versions/v0003/model.onnx"));
    Files.writeString(directory.resolve("versions/v0003/metrics.jsonl"), "{}");

    Ended rolledBack = models("rollback", "--reason", "worse");
    Ended promoted = promote("v0003");

    assertThat(rolledBack.code()).isEqualTo(2);
    assertThat(rolledBack.error())
        .contains("v0001/metrics.jsonl: expected a file with SHA-256 ")
        .endsWith("; restore it or train the model again");
    assertThat(promoted.code()).isEqualTo(2);
    assertThat(promoted.errors())
        .contains("Cannot read file:%s/versions/v0003/model.onnx".formatted(directory))
        .contains("v0003/metrics.jsonl: expected a file with SHA-256 ");
    assertThat(models("history").result().get("decisions")).hasSize(2);
  }

  @Test
  void saysWhatIsMissingOrTooMuch() throws IOException {
    assertThat(models("promote", "v0002").lastLine())
        .isEqualTo("error: Cannot run models promote: --reason is missing; give it");
    assertThat(models("prune").lastLine())
        .isEqualTo("error: Cannot run models prune: --keep is missing; give it");
    assertThat(models("compare", "v0002").lastLine())
        .isEqualTo(
            "error: Cannot run models compare: expected 2 versions, but was given 1; see models"
                + " --help");
    assertThat(models("list", "--keep", "1").lastLine())
        .isEqualTo("error: Cannot run models list: it has no option --keep; see models --help");
    assertThat(models("lits").lastLine()).contains("ACTION").contains("one of list, show, ");
    Ended unknown = promote("v0009");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.lastLine())
        .contains("v0009/manifest.json")
        .contains("there is no such file");
  }

  @Test
  void aStoreOfBeforeDecisionsIsRefused() throws IOException {
    Files.move(directory.resolve("decisions"), directory.resolve("champions"));

    Ended listed = models("list");

    assertThat(listed.code()).isEqualTo(2);
    assertThat(listed.lastLine()).contains("it has champions/ and no decisions/");
  }
}
