package mnist.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mnist.model.DigitModel;
import org.apache.hadoop.conf.Configuration;

/**
 * Made the golden artifact of a format, once: {@code GoldenModel
 * pipeline/src/test/resources/golden} with the test class path. A format's artifact is never made
 * again; a new format gets its own directory beside it. The last bits of the parameters depend on
 * the machine that makes it, so {@link GoldenModelTest} has its numbers from what this prints.
 */
final class GoldenModel {

  private GoldenModel() {}

  public static void main(String[] args) throws IOException {
    Path golden = Path.of(args[0], "v" + Manifest.FORMAT_VERSION);
    Path place = Files.createTempDirectory("golden");
    ModelStore store =
        ModelStore.at(new org.apache.hadoop.fs.Path(place.toString()), new Configuration());
    DigitModel model = SmallModel.trained(20260101);
    StoredVersion version =
        store.publish(
            model,
            SmallModel.RUN,
            Map.of("metrics.jsonl", "{\"epoch\":1}\n".getBytes(StandardCharsets.UTF_8)));
    Files.createDirectories(golden);
    Path stored = Path.of(version.path().toUri().getPath());
    for (String file : version.manifest().fileHashes().keySet()) {
      Files.copy(stored.resolve(file), golden.resolve(file));
    }
    Provenance here = version.manifest().provenance();
    Files.writeString(
        golden.resolve("manifest.json"),
        Files.readString(stored.resolve("manifest.json"))
            .replace(here.host(), "example.org")
            .replace(here.os(), "Linux 6.1.0"));
    System.out.println(model.parameterHash());
    System.out.println(model.network().output(SmallModel.images(2)).toStringFull());
  }
}
