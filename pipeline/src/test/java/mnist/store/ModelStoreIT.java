package mnist.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.files.RacingJvms;
import mnist.model.DigitModel;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs other processes: two that use one store at once, and one that lacks our classes. */
class ModelStoreIT {
  private static final Configuration CONF = new Configuration();
  private static final int ROUNDS = 12;

  @TempDir Path directory;
  @TempDir Path logs;

  @Test
  void twoProcessesPublishAndOneOfThemPromotes() throws IOException {
    ModelStore store = ModelStore.at(new org.apache.hadoop.fs.Path(directory.toString()), CONF);
    // The champion until then: that it is promoted again would change nothing.
    store.publish(SmallModel.trained(3), SmallModel.RUN, Map.of());
    try (RacingJvms jvms =
        RacingJvms.start(2, PublishingJvm.class, logs.resolve("publishing.log"))) {
      List<String> hashes =
          jvms.tell(List.of("open " + directory + " 1", "open " + directory + " 2"));
      for (int round = 0; round < ROUNDS; round++) {
        List<String> published = jvms.tellAll("publish");
        assertThat(published)
            .containsExactlyInAnyOrder(
                "v%04d".formatted(2 * round + 2), "v%04d".formatted(2 * round + 3));
        for (int i = 0; i < 2; i++) {
          StoredVersion version = store.version(published.get(i));
          assertThat(version.load(CONF).parameterHash()).isEqualTo(hashes.get(i));
        }

        List<String> seen = jvms.tellAll("look");
        assertThat(seen.get(0)).isEqualTo(seen.get(1)).isNotEqualTo("none");
        List<String> promoted = jvms.tellAll("promote");
        assertThat(promoted).as("round %d", round).containsOnlyOnce("lost");

        Decision decision = store.latestDecision().orElseThrow();
        int winner = promoted.get(0).equals("lost") ? 1 : 0;
        assertThat(decision.champion()).isEqualTo(published.get(winner));
        assertThat(decision.number()).isEqualTo(round + 2);
      }
    }
    assertThat(store.versions()).hasSize(2 * ROUNDS + 1);
    assertThat(directory.resolve("versions")).isDirectoryNotContaining("glob:**/.*");
    assertThat(directory.resolve("decisions")).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void twoProcessesMakeOneFirstChampion() throws IOException {
    try (RacingJvms jvms = RacingJvms.start(2, PublishingJvm.class, logs.resolve("first.log"))) {
      for (int round = 0; round < ROUNDS; round++) {
        Path place = directory.resolve("store" + round);
        jvms.tell(List.of("open " + place + " 1", "open " + place + " 2"));

        assertThat(jvms.tellAll("publish")).containsExactlyInAnyOrder("v0001", "v0002");

        ModelStore store = ModelStore.at(new org.apache.hadoop.fs.Path(place.toString()), CONF);
        assertThat(store.decisions()).hasSize(1);
      }
    }
  }

  @Test
  void twoProcessesRecordAllThatTheyDecide() throws IOException {
    ModelStore store = ModelStore.at(new org.apache.hadoop.fs.Path(directory.toString()), CONF);
    store.publish(SmallModel.trained(1), SmallModel.RUN, Map.of());
    try (RacingJvms jvms = RacingJvms.start(2, PublishingJvm.class, logs.resolve("notes.log"))) {
      jvms.tell(List.of("open " + directory + " 1", "open " + directory + " 2"));
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(jvms.tellAll("note d%04d".formatted(round)))
            .containsExactlyInAnyOrder("" + (2 * round + 2), "" + (2 * round + 3));
      }
    }
    assertThat(store.decisions())
        .hasSize(2 * ROUNDS + 1)
        .allMatch(decision -> decision.champion().equals("v0001"));
  }

  @Test
  void twoProcessesThatEndTheSameRunMakeOneVersion() throws IOException {
    try (RacingJvms jvms = RacingJvms.start(2, PublishingJvm.class, logs.resolve("run.log"))) {
      ModelStore store = ModelStore.at(new org.apache.hadoop.fs.Path(directory.toString()), CONF);
      jvms.tell(List.of("open " + directory + " 1", "open " + directory + " 2"));
      for (int round = 1; round <= ROUNDS; round++) {
        assertThat(jvms.tellAll("publish run" + round)).containsOnly("v%04d".formatted(round));

        assertThat(store.versions()).hasSize(round);
      }
    }
    assertThat(directory.resolve("versions")).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void plainDl4jLoadsAStoredNetworkWithoutOurClasses() throws IOException {
    DigitModel model = SmallModel.trained(3);
    ModelStore store = ModelStore.at(new org.apache.hadoop.fs.Path(directory.toString()), CONF);
    store.publish(model, SmallModel.RUN, Map.of());
    String withoutOurs =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Files.isDirectory(Path.of(entry, "mnist", "model")))
            .filter(entry -> !entry.contains("mnist-spark"))
            .collect(Collectors.joining(File.pathSeparator));
    String itself =
        PlainDl4jJvm.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    Path alone = logs.resolve("mnist/store");
    Files.createDirectories(alone);
    String name = PlainDl4jJvm.class.getSimpleName() + ".class";
    Files.copy(Path.of(itself, "mnist/store", name), alone.resolve(name));

    try (RacingJvms jvms =
        RacingJvms.start(
            1,
            PlainDl4jJvm.class,
            logs.resolve("plain.log"),
            logs + File.pathSeparator + withoutOurs)) {
      assertThat(jvms.tellAll(directory.resolve("versions/v0001/network.zip").toString()))
          .containsExactly("no class of ours, sum " + model.network().params().sumNumber());
    }
  }
}
