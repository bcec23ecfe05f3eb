package mnist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.testing.FaultyFileSystem;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {
  private static final Configuration CONF = new Configuration();
  private static final RetentionSettings ONE_ROLLBACK = new RetentionSettings(1, 7);

  @TempDir Path directory;

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private static List<String> names(ModelStore store) {
    return store.versions().stream().map(StoredVersion::name).toList();
  }

  private static Optional<Decision> prune(ModelStore store, int keep) {
    return store.prune(keep, ONE_ROLLBACK, "too many").decision();
  }

  /** v0001, v0002 and v0003 were champions, v0004 is; v0005 was the best so far, and lost. */
  private static ModelStore ofChampions(Path directory) throws IOException {
    ModelStore store = SmallStore.of(directory, 8);
    for (String champion : List.of("v0002", "v0003", "v0004")) {
      SmallStore.decide(store, DecisionKind.PROMOTED, champion, Map.of());
    }
    SmallStore.decide(
        store,
        DecisionKind.KEPT,
        "v0006",
        Map.of("models", Map.of("best", Map.of("version", "v0002"))));
    return store;
  }

  @Test
  void leavesTheChampionTheBestTheNewestAndWhatARollbackMayGoTo() throws IOException {
    ModelStore store = ofChampions(directory);
    String hash = store.version("v0001").manifest().modelHash();

    Decision decision = prune(store, 2).orElseThrow();

    assertThat(names(store)).containsExactly("v0002", "v0003", "v0004", "v0007", "v0008");
    assertThat(decision.kind()).isEqualTo(DecisionKind.PRUNED);
    assertThat(decision.champion()).isEqualTo("v0004");
    Map<?, ?> versions = (Map<?, ?>) decision.figures().get("versions");
    assertThat(versions.keySet())
        .hasSize(3)
        .map(String::valueOf)
        .containsExactlyInAnyOrder("v0001", "v0005", "v0006");
    assertThat(((Map<?, ?>) versions.get("v0001")).get("model_hash")).isEqualTo(hash);
    assertThat(store.verify(Optional.of(store.hash(decision)))).isEmpty();
    assertThat(prune(store, 2)).as("nothing is left to do").isEmpty();
    assertThat(store.latestDecision()).contains(store.decisions().get(5));
  }

  @Test
  void takesNoVersionInUse() throws IOException {
    ModelStore store = SmallStore.of(directory, 4);
    org.apache.hadoop.fs.Path output = new org.apache.hadoop.fs.Path("file:/output");
    VersionLease lease = VersionLease.take(store.version("v0002"), output, CONF).orElseThrow();
    // As the same run takes it that goes on.
    VersionLease again = VersionLease.take(store.version("v0002"), output, CONF).orElseThrow();
    // As a run has left it that was killed a week ago, and never gone on with.
    JsonFiles.write(
        new org.apache.hadoop.fs.Path(store.path(), "leases/0123.json"),
        new VersionLease.Lease(
            "v0003", "/old", Account.current(), Instant.now().minusSeconds(7 * 24 * 3600 + 60)),
        CONF);

    prune(store, 1);
    assertThat(names(store)).containsExactly("v0001", "v0002", "v0004");

    again.release();
    lease.release();
    prune(store, 1);
    assertThat(names(store)).containsExactly("v0001", "v0004");
    assertThat(directory.resolve("leases")).isEmptyDirectory();
  }

  /** As a scoring does that goes on again and again while somebody prunes. */
  @Test
  void aVersionWhoseLeaseIsTakenAgainNeverLooksFree() throws Exception {
    StoredVersion version = SmallStore.of(directory, 2).version("v0002");
    org.apache.hadoop.fs.Path output = new org.apache.hadoop.fs.Path("file:/output");
    org.apache.hadoop.fs.Path store = new org.apache.hadoop.fs.Path(directory.toUri());
    VersionLease.take(version, output, CONF).orElseThrow();
    AtomicBoolean ended = new AtomicBoolean();
    Thread scoring =
        new Thread(
            () -> {
              for (int i = 0; i < 200; i++) {
                VersionLease.take(version, output, CONF).orElseThrow();
              }
              ended.set(true);
            });
    scoring.start();

    while (!ended.get() && scoring.isAlive()) {
      assertThat(VersionLease.inUse(store, Duration.ofDays(1), CONF)).containsExactly("v0002");
    }

    scoring.join();
    assertThat(ended).isTrue();
    assertThat(directory.resolve("leases").toFile().list()).hasSize(1);
  }

  @Test
  void aVersionOutsideAStoreHasNoLease() throws IOException {
    SmallStore.of(directory, 1);
    Path copy = directory.resolve("elsewhere/my-model");
    FileUtils.copyDirectory(directory.resolve("versions/v0001").toFile(), copy.toFile());
    StoredVersion version = ModelStore.resolve(copy.toString(), CONF);

    assertThat(VersionLease.take(version, new org.apache.hadoop.fs.Path("/output"), CONF))
        .isEmpty();
  }

  @Test
  void prunedVersionsAreNeitherPromotedNorNumberedAgain() throws IOException {
    ModelStore store = SmallStore.of(directory, 3);
    SmallStore.decide(store, DecisionKind.PROMOTED, "v0002", Map.of());
    FileUtils.deleteDirectory(directory.resolve("versions/v0003").toFile());
    Path first = directory.resolve("versions/v0001");
    FileUtils.copyDirectory(first.toFile(), directory.resolve("copy").toFile());
    FileUtils.copyDirectory(first.toFile(), directory.resolve("versions/v0003").toFile());
    Path manifest = directory.resolve("versions/v0003/manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"v0001\"", "\"v0003\""));
    SmallStore.decide(store, DecisionKind.PROMOTED, "v0003", Map.of());
    prune(store, 1);
    assertThat(names(store)).containsExactly("v0002", "v0003");
    // As a pruning leaves it that is killed before it deletes.
    FileUtils.copyDirectory(directory.resolve("copy").toFile(), first.toFile());

    assertThat(store.verify(Optional.empty()))
        .containsExactly(
            "%s was pruned, but is there; give the same prune command again, which deletes it"
                .formatted(store.path("v0001")));
    assertThatThrownBy(
            () -> SmallStore.decide(store, DecisionKind.PROMOTED_BY_HAND, "v0001", Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot make v0001 the champion of %s: it was pruned; choose a version that is there;"
                + " models list names them",
            store.path());

    Pruned finished = store.prune(1, ONE_ROLLBACK, "too many");

    assertThat(finished.finished()).containsExactly("v0001");
    assertThat(finished.decision()).isEmpty();
    assertThat(names(store)).containsExactly("v0002", "v0003");
  }

  @Test
  void numbersOfPrunedVersionsStayTaken() throws IOException {
    ModelStore store = SmallStore.of(directory, 3);
    SmallStore.decide(store, DecisionKind.PROMOTED, "v0003", Map.of());
    SmallStore.decide(store, DecisionKind.ROLLED_BACK, "v0001", Map.of());
    FileUtils.deleteDirectory(directory.resolve("versions/v0002").toFile());
    store.decide(
        Optional.of("v0001"),
        new NewDecision(
            DecisionKind.PRUNED, null, "by hand", Map.of("versions", Map.of("v0007", Map.of()))));

    assertThat(store.publish(SmallModel.trained(1), SmallModel.RUN, Map.of()).name())
        .isEqualTo("v0008");
  }

  /** Whichever call of the file system is the last one before a kill. */
  @Test
  void aPruningThatIsKilledAnywhereGoesOn() throws IOException {
    Configuration conf = FaultyFileSystem.addTo(new Configuration());
    Path whole = directory.resolve("whole");
    ofChampions(whole);
    boolean killed = true;
    for (int call = 1; killed; call++) {
      Path copy = directory.resolve("store" + call);
      FileUtils.copyDirectory(whole.toFile(), copy.toFile());
      ModelStore faulty = ModelStore.at(FaultyFileSystem.path(copy), conf);
      FaultyFileSystem.failFrom(call, () -> new IOException("killed"));
      try {
        faulty.prune(2, ONE_ROLLBACK, "too many");
        killed = false;
      } catch (Failure e) {
        // As if the process had ended here.
      }
      FaultyFileSystem.heal();
      ModelStore store = SmallStore.at(copy);
      // Every version that counts is whole.
      for (StoredVersion version : store.versions()) {
        version.manifest().fileHashes().keySet().forEach(file -> version.content(file, CONF));
      }
      assertThat(store.verify(Optional.empty())).allMatch(fault -> fault.contains("was pruned"));

      prune(store, 2);

      assertThat(names(store)).containsExactly("v0002", "v0003", "v0004", "v0007", "v0008");
      assertThat(directory.resolve(copy + "/versions/v0001")).doesNotExist();
      assertThat(store.verify(Optional.empty())).isEmpty();
      assertThat(store.decisions()).hasSize(6);
      FileUtils.deleteDirectory(copy.toFile());
    }
  }
}
