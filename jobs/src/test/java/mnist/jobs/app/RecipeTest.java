package mnist.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
  private static final Path MODEL = Path.of("../pipeline/src/test/resources/golden/v2");

  @TempDir Path directory;

  private StoredVersion trainedBy(Map<String, String> settings) throws Exception {
    FileUtils.copyDirectory(MODEL.toFile(), directory.toFile());
    Path manifest = directory.resolve("manifest.json");
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
    ((ObjectNode) json.get("training")).putPOJO("settings", settings);
    Files.writeString(manifest, json.toString());
    return ModelStore.resolve(directory.toString(), new Configuration());
  }

  @Test
  void isKnownByAllThatItSetsWhateverElseWasSet() throws Exception {
    Map<String, String> settings = new HashMap<>(Recipe.ROBUST.settings());
    settings.put("train.workers", "7");

    assertThat(Recipe.ROBUST.trained(trainedBy(settings))).isTrue();
    assertThat(Recipe.FAST.trained(trainedBy(settings))).isFalse();

    settings.put("train.epochs", "1");
    assertThat(Recipe.ROBUST.trained(trainedBy(settings))).isFalse();
  }

  @Test
  void hasWhatTheFileSetsAndNoDefaults() {
    assertThat(Recipe.ROBUST.settings())
        .containsEntry("model.architecture", "vgg-deep")
        .doesNotContainKey("train.batch-size");
  }
}
