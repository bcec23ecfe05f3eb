package mnist.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;

/** Makes stores without training: versions are the same but for their names. */
public final class SmallStore {

  private static final Path VERSION = Path.of("src/test/resources/golden/v2");

  private SmallStore() {}

  /** Of so many versions, the first of which is the champion. */
  public static ModelStore of(Path directory, int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      Path copy = directory.resolve("versions").resolve("v000" + i);
      FileUtils.copyDirectory(VERSION.toFile(), copy.toFile());
      Path manifest = copy.resolve("manifest.json");
      Files.writeString(
          manifest,
          Files.readString(manifest)
              .replace("\"v0001\"", '"' + copy.getFileName().toString() + '"'));
    }
    ModelStore store = at(directory);
    store.promoteIfFirst(store.version("v0001"));
    return store;
  }

  public static ModelStore at(Path directory) {
    return ModelStore.at(new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration());
  }

  /** Records a decision, whoever is champion. */
  static Optional<Decision> decide(
      ModelStore store, DecisionKind kind, String subject, Map<String, Object> figures) {
    return store.decide(store.champion(), new NewDecision(kind, subject, "of a test", figures));
  }
}
