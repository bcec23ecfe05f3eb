package mnist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.calibration.EnergyQuantiles;
import mnist.files.JsonFiles;
import mnist.files.KeyedFileSystem;
import mnist.files.Sha256;
import mnist.model.DigitModel;
import mnist.onnx.OnnxModel;
import org.apache.commons.io.file.PathUtils;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
  private static final Configuration CONF = new Configuration();
  private static DigitModel model;

  @TempDir Path directory;
  private ModelStore store;

  @BeforeAll
  static void trainModel() {
    model = SmallModel.trained(1);
  }

  @BeforeEach
  void openStore() {
    store = ModelStore.at(hadoop(directory.resolve("store")), CONF);
  }

  @Test
  void loadsWhatItStored() {
    StoredVersion stored = publish();

    DigitModel loaded = store.version("v0001").load(CONF);

    MultiLayerNetwork before = model.network();
    MultiLayerNetwork after = loaded.network();
    assertThat(loaded.parameterHash()).isEqualTo(model.parameterHash());
    assertThat(after.params()).isEqualTo(before.params());
    assertThat(after.output(SmallModel.images(2))).isEqualTo(before.output(SmallModel.images(2)));
    assertThat(loaded).usingRecursiveComparison().ignoringFields("network").isEqualTo(model);
    assertThat(stored.path()).isEqualTo(store.path("v0001"));
  }

  @Test
  void keepsTheManifest() {
    StoredVersion stored = publish();

    Manifest manifest = store.version("v0001").manifest();

    assertThat(manifest).isEqualTo(stored.manifest());
    assertThat(manifest.formatVersion()).isEqualTo(2);
    assertThat(manifest.modelHash()).isEqualTo(model.parameterHash());
    assertThat(manifest.network().parameters()).isEqualTo(model.network().numParams());
    assertThat(manifest.training()).isEqualTo(SmallModel.RUN);
    assertThat(manifest.provenance()).isEqualTo(Provenance.current());
  }

  @Test
  void numbersVersionsAndOverwritesNone() {
    publish();
    String first = contentOf("v0001/manifest.json");

    assertThat(publish().name()).isEqualTo("v0002");

    assertThat(contentOf("v0001/manifest.json")).isEqualTo(first);
    assertThat(store.versions()).extracting(StoredVersion::name).containsExactly("v0001", "v0002");
    assertThat(directory.resolve("store/versions"))
        .isDirectoryNotContaining("glob:**/.*")
        .isDirectoryContaining("glob:**/v0002");
    assertThat(directory.resolve("store/versions/v0002").toFile().list())
        .as("and no checksums that break when somebody copies a file by hand")
        .containsExactlyInAnyOrder("manifest.json", "model.onnx", "network.zip");
  }

  @Test
  void keepsTheModelInOnnxToo() throws Exception {
    StoredVersion stored = publish();

    byte[] onnx = Files.readAllBytes(directory.resolve("store/versions/v0001/model.onnx"));
    assertThat(onnx).isEqualTo(OnnxModel.of(stored.load(CONF)).file());
    assertThat(store.version("v0001").manifest().fileHashes())
        .containsEntry("model.onnx", Sha256.ofBytes(onnx));
  }

  @Test
  void storesWhatCannotBeExportedWithoutOnnx() {
    StoredVersion stored = store.publish(SmallModel.notExportable(), SmallModel.RUN, Map.of());

    assertThat(stored.manifest().fileHashes()).containsOnlyKeys("network.zip");
    assertThat(store.version("v0001").manifest()).isEqualTo(stored.manifest());
    assertThat(directory.resolve("store/versions/v0001").toFile().list())
        .containsExactlyInAnyOrder("manifest.json", "network.zip");
  }

  @Test
  void keepsFurtherFiles() {
    store.publish(model, SmallModel.RUN, Map.of("metrics.jsonl", bytes("{\"epoch\":1}\n")));

    assertThat(contentOf("v0001/metrics.jsonl")).isEqualTo("{\"epoch\":1}\n");
  }

  @Test
  void keepsTheCalibration() {
    Calibration calibration =
        new Calibration(
            50,
            1.25,
            0.5,
            0.25,
            List.of(new Threshold(0.01, 0.99999994f, 40, 0)),
            new EnergyQuantiles(50, List.of(-12.5f, -0.001f, 3.1e-7f)));

    StoredVersion stored =
        store.publish(
            model,
            SmallModel.RUN,
            Map.of("calibration.json", bytes(JsonFiles.toText(calibration))));

    assertThat(Calibration.of(store.version("v0001"), CONF)).contains(calibration);
    assertThat(stored.manifest().fileHashes())
        .containsEntry("calibration.json", Sha256.hex(JsonFiles.toText(calibration)));
    assertThat(Calibration.of(publish(), CONF)).as("an earlier release had none").isEmpty();
  }

  @Test
  void aCalibrationOfAnEarlierReleaseHasNoEnergies() {
    String json =
        "{\"examples\":9,\"temperature\":1.5,\"loss\":0.2,\"calibrated_loss\":0.1,\"thresholds\":[]}";

    StoredVersion stored =
        store.publish(model, SmallModel.RUN, Map.of("calibration.json", bytes(json)));

    assertThat(Calibration.of(stored, CONF))
        .contains(new Calibration(9, 1.5, 0.2, 0.1, List.of(), null));
  }

  @Test
  void refusesACalibrationThatIsAnotherOrGone() throws IOException {
    StoredVersion stored =
        store.publish(model, SmallModel.RUN, Map.of("calibration.json", bytes("{\"examples\":1}")));
    Path file = directory.resolve("store/versions/v0001/calibration.json");

    Files.writeString(file, "{\"examples\":2}");
    assertThatThrownBy(() -> Calibration.of(stored, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read file:%s: expected a file with SHA-256 %s as manifest.json says, but it has %s; restore it or train the model again",
            file, Sha256.hex("{\"examples\":1}"), Sha256.hex("{\"examples\":2}"));

    Files.delete(file);
    assertThatThrownBy(() -> Calibration.of(stored, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read file:" + file + ": ")
        .hasMessageEndingWith("; restore it or train the model again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"examples\":1}", "null", ""})
  void namesACalibrationThatIsMalformed(String json) {
    StoredVersion stored =
        store.publish(model, SmallModel.RUN, Map.of("calibration.json", bytes(json)));

    assertThatThrownBy(() -> Calibration.of(stored, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Cannot read file:%s: Expected JSON for calibration, but ",
            directory.resolve("store/versions/v0001/calibration.json"))
        .hasMessageEndingWith("; restore it or train the model again");
  }

  @Test
  void refusesEachFileInWhichABitHasChanged() throws IOException {
    Map<String, byte[]> more =
        Map.of("calibration.json", bytes("{}"), "metrics.jsonl", bytes("{}"));
    StoredVersion stored = store.publish(model, SmallModel.RUN, more);
    Path version = directory.resolve("store/versions/v0001");

    assertThat(stored.manifest().fileHashes())
        .containsOnlyKeys("network.zip", "model.onnx", "calibration.json", "metrics.jsonl");
    for (String name : stored.manifest().fileHashes().keySet()) {
      byte[] whole = Files.readAllBytes(version.resolve(name));
      assertThat(stored.content(name, CONF)).isEqualTo(whole);
      byte[] changed = whole.clone();
      changed[whole.length / 2] ^= 1;
      Files.write(version.resolve(name), changed);
      assertThatThrownBy(() -> stored.content(name, CONF))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(
              "%s: expected a file with SHA-256 %s as manifest.json says, but it has %s",
              name, Sha256.ofBytes(whole), Sha256.ofBytes(changed));
    }
    assertThatThrownBy(() -> stored.content("added.bin", CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("added.bin: manifest.json names no such file");
  }

  @Test
  void ignoresWhatIsNoVersion() throws IOException {
    publish();
    Path versions = directory.resolve("store/versions");
    Files.createDirectories(versions.resolve(".tmp-0b1c/deep"));
    Files.createDirectory(versions.resolve("v0002"));
    Files.writeString(versions.resolve("v0002/network.zip"), "torn");
    Files.writeString(versions.resolve("notes.txt"), "mine");

    assertThat(publish().name()).as("a torn version keeps its number").isEqualTo("v0003");

    assertThat(store.versions()).extracting(StoredVersion::name).containsExactly("v0001", "v0003");
  }

  @Test
  void leavesNothingWhenAVersionCannotBeWritten() {
    Map<String, byte[]> broken = Map.of("x".repeat(300), bytes("too long a name"));

    assertThatThrownBy(() -> store.publish(model, SmallModel.RUN, broken))
        .hasMessageStartingWith("Cannot write a version into the model store file:%s", directory);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void storesARunOnce() {
    TrainingRun run = SmallModel.run("f00dfeed");
    StoredVersion first = store.publish(model, run, Map.of());

    assertThat(store.publish(SmallModel.trained(2), run, Map.of())).isEqualTo(first);
    assertThat(store.publish(model, SmallModel.run("another"), Map.of()).name()).isEqualTo("v0002");
    assertThat(store.versions()).hasSize(2);
    assertThat(store.ofRun("f00dfeed")).contains(first);
    assertThat(store.ofRun(null)).isEmpty();
  }

  @Test
  void passesOverVersionsThatItCannotReadButNamesThemWhenAskedFor() throws IOException {
    for (int i = 0; i < 5; i++) {
      publish();
    }
    Path versions = directory.resolve("store/versions");
    Files.writeString(versions.resolve("v0001/manifest.json"), "{\"format_version\": 99}");
    Files.writeString(versions.resolve("v0002/manifest.json"), contentOf("v0003/manifest.json"));
    Files.delete(versions.resolve("v0003/network.zip"));
    Files.writeString(
        versions.resolve("v0004/manifest.json"), contentOf("v0004/manifest.json").substring(0, 99));

    assertThat(store.versions()).extracting(StoredVersion::name).containsExactly("v0005");
    assertThat(publish().name()).isEqualTo("v0006");
    Map<String, String> unreadable = store.unreadable();
    assertThat(unreadable).containsOnlyKeys("v0001", "v0002", "v0003", "v0004");
    assertThat(unreadable.get("v0001")).startsWith("Unknown model format 99 in file:");
    assertThat(unreadable.get("v0002")).contains("its manifest.json is that of v0003");
    assertThat(unreadable.get("v0003"))
        .contains("manifest.json names network.zip, but there is no such file");
    assertThat(unreadable.get("v0004")).contains("v0004/manifest.json: expected JSON");
    for (String name : List.of("v0001", "v0002", "v0004")) {
      assertThatThrownBy(() -> store.version(name))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(unreadable.get(name));
    }
  }

  @Test
  void leavesNoVersionWithoutAChampion() throws IOException {
    StoredVersion first = store.publish(model, SmallModel.run("f00dfeed"), Map.of());
    Files.delete(directory.resolve("store/decisions/00000001.json"));

    store.publish(model, SmallModel.run("f00dfeed"), Map.of());

    assertThat(store.requireChampion()).isEqualTo(first.name());
  }

  @Test
  void aStoreThatIsGoneIsNotBegunAgain() throws IOException {
    publish();
    Optional<Decision> since = store.latestDecision();
    PathUtils.deleteDirectory(directory.resolve("store"));

    assertThatThrownBy(() -> store.publish(since, model, SmallModel.RUN, Map.of()))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "Cannot write into the model store file:%s/store: expected its decision 1, which was there when this command began, but it is gone; bring the store back, and run the same command again",
            directory);
    assertThat(directory).isEmptyDirectory();
    // Another store in its place.
    store.decide(
        Optional.empty(), new NewDecision(DecisionKind.DELIVERED, "d0001", "new", Map.of()));
    assertThatThrownBy(() -> store.publish(since, model, SmallModel.RUN, Map.of()))
        .isInstanceOf(UnavailableException.class);
    assertThat(store.versions()).isEmpty();
  }

  @Test
  void aVersionThatBeganUnderAChampionIsNotTheFirst() {
    Optional<Decision> since =
        store.decide(
            Optional.empty(), new NewDecision(DecisionKind.DELIVERED, "d0001", "new", Map.of()));
    StoredVersion first = store.publish(since, model, SmallModel.RUN, Map.of());

    assertThat(store.champion()).contains(first.name());
    assertThat(store.publish(store.latestDecision(), model, SmallModel.RUN, Map.of()).name())
        .isEqualTo("v0002");
    assertThat(store.decisions()).hasSize(2);
  }

  @Test
  void makesOnlyTheFirstVersionChampion() {
    publish();
    publish();

    assertThat(store.requireChampion()).isEqualTo("v0001");
    Decision decision = store.latestDecision().orElseThrow();
    assertThat(decision.kind()).isEqualTo(DecisionKind.FIRST);
    assertThat(decision.subject()).isEqualTo("v0001");
    assertThat(decision.manifestHash()).isEqualTo(Sha256.hex(contentOf("v0001/manifest.json")));
    assertThat(decision.number()).isEqualTo(1);
    assertThat(decision.previous()).isNull();
    assertThat(decision.who()).isEqualTo(Account.current());
    assertThat(decision.who().user()).isEqualTo(System.getProperty("user.name"));
    assertThat(directory.resolve("store/decisions/00000001.json")).exists();
  }

  @Test
  void promotesIfTheChampionIsTheExpectedOne() throws IOException {
    publish();
    publish();
    Optional<String> first = store.champion();

    Optional<Decision> second = store.decide(first, promotion("v0002", "3 more correct"));

    assertThat(second).isPresent().isEqualTo(store.latestDecision());
    assertThat(second.get().number()).isEqualTo(2);
    assertThat(second.get().champion()).isEqualTo("v0002");
    assertThat(second.get().previous())
        .isEqualTo(store.hash(store.decisions().get(0)))
        .isEqualTo(
            Sha256.hex(Files.readString(directory.resolve("store/decisions/00000001.json"))));
    assertThat(second.get().reason()).isEqualTo("3 more correct");
    assertThat(store.decide(first, promotion("v0002", "late"))).isEmpty();
    assertThat(store.decide(Optional.empty(), promotion("v0002", "later"))).isEmpty();
    assertThat(store.champion()).contains("v0002");
    assertThat(store.decisions()).extracting(Decision::number).containsExactly(1, 2);
  }

  @Test
  void worksWhereOnlyTheFileSystemsOwnRenameIsAtHand() {
    ModelStore other =
        ModelStore.at(
            KeyedFileSystem.path(directory.resolve("other")), KeyedFileSystem.configuration());
    other.publish(model, SmallModel.RUN, Map.of());
    other.publish(model, SmallModel.RUN, Map.of());

    assertThat(other.decide(other.champion(), promotion("v0002", "better"))).isPresent();

    StoredVersion champion =
        ModelStore.resolve(
            KeyedFileSystem.path(directory.resolve("other")).toString(),
            KeyedFileSystem.configuration());
    assertThat(champion.path().toString()).startsWith("keyed:").endsWith("versions/v0002");
    assertThat(champion.load(KeyedFileSystem.configuration()).parameterHash())
        .isEqualTo(model.parameterHash());
  }

  @Test
  void whatIsNoVersionsNameHasNoPath() {
    for (String name : List.of("../champion", "v0001/..", "", "v1")) {
      assertThatThrownBy(() -> store.path(name))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("version must be a version's name, such as v0001, but was '" + name + "'");
    }
  }

  @Test
  void promotesNoVersionThatDoesNotExist() {
    publish();

    assertThatThrownBy(() -> store.decide(store.champion(), promotion("v0009", "typo")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "v0009/manifest.json: expected JSON for model manifest, but there is");
    assertThat(store.decisions()).hasSize(1);
  }

  @Test
  void decisionThatLeavesTheChampionHasItsFigures() {
    publish();
    publish();
    Map<String, Object> figures = Map.of("loss", 0.5, "per_class", List.of(1, 2));

    store.decide(store.champion(), new NewDecision(DecisionKind.KEPT, "v0002", "as good", figures));
    store.decide(
        store.champion(), new NewDecision(DecisionKind.DELIVERED, "d0001", "new", Map.of()));

    Decision kept = store.decisions().get(1);
    assertThat(kept.champion()).isEqualTo("v0001");
    assertThat(kept.figures()).isEqualTo(figures);
    assertThat(kept.manifestHash()).isEqualTo(Sha256.hex(contentOf("v0002/manifest.json")));
    Decision delivered = store.decisions().get(2);
    assertThat(delivered.champion()).isEqualTo("v0001");
    assertThat(delivered.manifestHash()).isNull();
  }

  @Test
  void deliveriesMayComeBeforeTheFirstChampion() {
    store.decide(
        Optional.empty(), new NewDecision(DecisionKind.DELIVERED, "d0001", "new", Map.of()));
    assertThat(store.champion()).isEmpty();

    publish();

    assertThat(store.requireChampion()).isEqualTo("v0001");
    assertThat(store.latestDecision().orElseThrow().number()).isEqualTo(2);
  }

  private static NewDecision promotion(String version, String reason) {
    return new NewDecision(DecisionKind.PROMOTED_BY_HAND, version, reason, Map.of());
  }

  @Test
  void isEmptyBeforeAnythingIsStored() {
    assertThat(store.versions()).isEmpty();
    assertThat(store.champion()).isEmpty();
    store.requireWritable();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void saysEarlyWhenItCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    ModelStore inFile = ModelStore.at(hadoop(file), CONF);

    assertThatThrownBy(inFile::requireWritable)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot write file:%s/versions: ", file)
        .hasMessageEndingWith("; choose an output in a directory that can be written");
  }

  @Test
  void findsVersionsAmongManyByNumber() throws IOException {
    publish();
    for (String name : List.of("v9999", "v10000")) {
      Path copy = Files.createDirectory(directory.resolve("store/versions/" + name));
      for (String file : List.of("network.zip", "model.onnx")) {
        Files.copy(directory.resolve("store/versions/v0001").resolve(file), copy.resolve(file));
      }
      Files.writeString(
          copy.resolve("manifest.json"), contentOf("v0001/manifest.json").replace("v0001", name));
    }

    assertThat(publish().name()).isEqualTo("v10001");
    assertThat(store.versions())
        .extracting(version -> version.path().getName())
        .containsExactly("v0001", "v9999", "v10000", "v10001");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private StoredVersion publish() {
    return store.publish(model, SmallModel.RUN, Map.of());
  }

  private String contentOf(String file) {
    try {
      return Files.readString(directory.resolve("store/versions").resolve(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toString());
  }
}
