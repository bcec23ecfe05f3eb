package mnist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import mnist.InvalidInputException;
import mnist.model.DigitModel;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user may give as a model, and all that can be wrong with it. */
class ModelPathTest {
  private static final Configuration CONF = new Configuration();

  /** What a zip's entries begin with, and how far at most their data is from there. */
  private static final String ENTRY = "PK\3\4";

  private static final int BYTES_TO_DATA = 60;

  private static DigitModel first;
  private static DigitModel second;

  @TempDir Path directory;
  private ModelStore store;
  private Path version;

  @BeforeAll
  static void trainModels() {
    first = SmallModel.trained(1);
    second = SmallModel.trained(2);
  }

  @BeforeEach
  void fillStore() {
    store = ModelStore.at(new org.apache.hadoop.fs.Path(directory.toString()), CONF);
    store.publish(first, SmallModel.RUN, Map.of());
    store.publish(second, SmallModel.RUN, Map.of());
    version = directory.resolve("versions/v0002");
  }

  @Test
  void isAVersion() {
    assertThat(load(version).parameterHash()).isEqualTo(second.parameterHash());
  }

  @Test
  void isAVersionThatWasCopiedElsewhere() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("my-model"));
    for (String file : new String[] {"manifest.json", "network.zip"}) {
      Files.copy(version.resolve(file), copy.resolve(file));
    }
    assertThat(load(copy).parameterHash()).isEqualTo(second.parameterHash());
  }

  @Test
  void isAStoreForItsChampion() {
    assertThat(load(directory).parameterHash()).isEqualTo(first.parameterHash());

    store.decide(
        store.champion(), new NewDecision(DecisionKind.PROMOTED, "v0002", "better", Map.of()));

    assertThat(load(directory).parameterHash()).isEqualTo(second.parameterHash());
  }

  @Test
  void saysWhenThereIsNoSuchDirectory() {
    Path missing = directory.resolve("missing");
    assertFails(
        missing,
        "Cannot load a model from file:%s: expected a version's directory (with manifest.json) or"
            + " a model store (with versions/), but there is no such directory; give one that a"
            + " train job wrote",
        missing);
  }

  @Test
  void saysWhenItHoldsNoModel() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertFails(
        empty,
        "Cannot load a model from file:%s: expected a version's directory (with manifest.json) or"
            + " a model store (with versions/), but it holds neither; give one that a train job"
            + " wrote",
        empty);
  }

  @Test
  void saysWhenItIsNoPath() {
    assertThatThrownBy(() -> ModelStore.resolve("", CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Invalid model path '': ")
        .hasMessageEndingWith("; give one that a train job wrote");
  }

  @Test
  void saysWhenTheFileSystemIsUnknown() {
    assertThatThrownBy(() -> ModelStore.resolve("nosuch://host/store", CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot use the model store nosuch://host/store: No FileSystem");
  }

  @Test
  void saysWhenTheStoreHasNoChampion() throws IOException {
    Files.delete(directory.resolve("decisions/00000001.json"));
    assertFails(
        directory,
        "Cannot load a model from file:%s: expected a champion in the store, but it has none;"
            + " train a model into it first",
        directory);
  }

  @Test
  void saysWhenTheChampionIsGone() throws IOException {
    Files.delete(directory.resolve("versions/v0001/manifest.json"));
    assertFails(
        directory,
        "Cannot read file:%s/versions/v0001/manifest.json: expected JSON for model manifest, but there"
            + " is no such file",
        directory);
  }

  @Test
  void saysWhenTheLatestDecisionIsMalformed() throws IOException {
    Files.writeString(directory.resolve("decisions/00000001.json"), "{\"number\": 1}");
    assertFails(
        directory,
        "Cannot read file:%s/decisions/00000001.json: Expected JSON for decision, but at line 1,"
            + " column 13: kind is missing; restore it from a copy of the store",
        directory);
  }

  @Test
  void saysWhenTheStoreIsOfBeforeDecisions() throws IOException {
    Files.move(directory.resolve("decisions"), directory.resolve("champions"));
    assertFails(
        directory,
        "Cannot use the model store file:%s: it has champions/ and no decisions/, as stores had"
            + " before decisions were numbered; train into a new store; a version's own directory"
            + " can still be given as --model",
        directory);
  }

  @Test
  void saysWhenTheFormatIsNewer() throws IOException {
    // Nothing but the format need be as it is today.
    Files.writeString(
        version.resolve("manifest.json"), "{\"format_version\": 99, \"version\": {}}");
    assertFails(
        version,
        "Unknown model format 99 in file:%s/manifest.json, this release reads at most 2; use the"
            + " release that wrote it or a later one",
        version);
  }

  @Test
  void ignoresWhatALaterReleaseAdds() throws IOException {
    Path manifest = version.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst("\\{", "{\"added_later\": [1],"));
    Files.writeString(version.resolve("added-later.bin"), "later");

    assertThat(load(version).parameterHash()).isEqualTo(second.parameterHash());
  }

  @Test
  void saysWhenTheManifestIsMalformed() throws IOException {
    Files.writeString(version.resolve("manifest.json"), "{\"format_version\": 1,");
    assertFails(
        version,
        "Cannot read file:%s/manifest.json: expected JSON for model manifest, but at line 1, column 22:"
            + " Unexpected end-of-input",
        version);
  }

  @Test
  void saysWhatTheManifestLacks() throws IOException {
    Path manifest = version.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst("\"model_hash\"", "\"hash\""));
    assertFails(
        version, "Cannot read file:%s/manifest.json: expected JSON for manifest, but at ", version);
    assertThatThrownBy(() -> load(version)).hasMessageContaining(": model_hash is missing; ");
  }

  @Test
  void saysWhenTheNormalisationIsNone() throws IOException {
    Path manifest = version.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"standard_deviation\" : 0.5", "\"standard_deviation\" : 0"));
    assertThatThrownBy(() -> load(version))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("standard deviation of the pixels must be above 0, but was 0.0");
  }

  @Test
  void saysWhenTheParametersAreNotTheManifests() throws IOException {
    asOfFormat1();
    Files.delete(version.resolve("network.zip"));
    Files.copy(directory.resolve("versions/v0001/network.zip"), version.resolve("network.zip"));
    assertFails(
        version,
        "Cannot load model file:%s: expected parameters with SHA-256 %s as its manifest.json says,"
            + " but those in network.zip have %s; restore both files or train it again",
        version,
        second.parameterHash(),
        first.parameterHash());
  }

  @Test
  void saysWhenTheNetworkIsAnothersWithAsManyParameters() throws IOException {
    Files.delete(version.resolve("network.zip"));
    Files.copy(directory.resolve("versions/v0001/network.zip"), version.resolve("network.zip"));
    assertFails(version, "Cannot read file:%s/network.zip: expected a file with SHA-256 ", version);
  }

  /** Its parameters are the manifest's, so that their hash says nothing. */
  @Test
  void saysWhenTheConfigurationIsAnother() throws IOException {
    try (java.nio.file.FileSystem zip = FileSystems.newFileSystem(version.resolve("network.zip"))) {
      Path configuration = zip.getPath("configuration.json");
      String json = Files.readString(configuration);
      assertThat(json).contains("ActivationReLU");
      Files.writeString(configuration, json.replace("ActivationReLU", "ActivationTanH"));
    }
    assertFails(version, "Cannot read file:%s/network.zip: expected a file with SHA-256 ", version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../x", "/etc/v0001", "hdfs://elsewhere/v0001", "v0001/../v0002", "v1", ""})
  void saysWhenTheChampionIsNoName(String champion) throws IOException {
    Files.writeString(
        directory.resolve("decisions/00000001.json"),
        "{\"number\": 1, \"kind\": \"kept\", \"champion\": \"%s\", \"at\": \"2026-01-01T00:00:00Z\", \"reason\": \"\"}"
            .formatted(champion));
    assertFails(
        directory,
        "Cannot read file:%s/decisions/00000001.json: Expected JSON for decision, but at ",
        directory);
    assertThatThrownBy(() -> load(directory))
        .hasMessageContaining(
            "champion must be a version's name, such as v0001, but was '%s'", champion);
  }

  @Test
  void saysWhenTheDirectoryHoldsAnotherVersion() throws IOException {
    Files.copy(
        directory.resolve("versions/v0001/manifest.json"),
        version.resolve("manifest.json"),
        StandardCopyOption.REPLACE_EXISTING);
    assertFails(
        version,
        "Cannot use file:%s: expected version v0002 in it, but its manifest.json is that of v0001;"
            + " put each version back where it was, or copy it to a directory of another name",
        version);
  }

  @Test
  void saysWhenTheNetworkIsMissing() throws IOException {
    Files.delete(version.resolve("network.zip"));
    assertFails(
        version,
        "Cannot read file:%s/network.zip: File file:%s/network.zip does not exist; restore it or train the model again",
        version,
        version);
  }

  @Test
  void saysWhenTheNetworkIsTruncatedAnywhere() throws IOException {
    asOfFormat1();
    Path network = version.resolve("network.zip");
    byte[] whole = Files.readAllBytes(network);
    for (int length = 0; length < whole.length; length += whole.length / 40) {
      Files.write(network, Arrays.copyOf(whole, length));
      assertFails(
          version,
          "Cannot load network file:%s/network.zip: it ends after " + length + " bytes",
          version);
    }
  }

  @Test
  void saysWhenAByteOfTheNetworkHasChanged() throws IOException {
    asOfFormat1();
    Path network = version.resolve("network.zip");
    byte[] whole = Files.readAllBytes(network);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int entries = 0;
    for (int at = text.indexOf(ENTRY); at >= 0; at = text.indexOf(ENTRY, at + 1)) {
      byte[] changed = whole.clone();
      changed[at + BYTES_TO_DATA] ^= 0x10;
      Files.write(network, changed);
      assertFails(version, "Cannot load network file:%s/network.zip: ", version);
      entries++;
    }
    assertThat(entries).as("configuration, parameters").isEqualTo(2);
  }

  @Test
  void saysWhenTheNetworkIsSomethingElse() throws IOException {
    asOfFormat1();
    Files.writeString(version.resolve("network.zip"), "not a zip");
    assertFails(
        version,
        "Cannot load network file:%s/network.zip: it ends after 9 bytes without a zip file's"
            + " directory; restore the file or train the model again",
        version);
  }

  /** Whose manifests knew the network by its parameters alone. */
  private void asOfFormat1() throws IOException {
    Path manifest = version.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"format_version\" : 2", "\"format_version\" : 1")
            .replaceFirst("\"file_hashes\" : \\{[^}]*},", ""));
  }

  private static DigitModel load(Path path) {
    return ModelStore.resolve(path.toString(), CONF).load(CONF);
  }

  private static void assertFails(Path path, String message, Object... values) {
    assertThatThrownBy(() -> load(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message, values);
  }
}
