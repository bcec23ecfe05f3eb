package mnist.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import mnist.model.Architecture;
import mnist.model.DigitModel;
import mnist.transform.Normalisation;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Adam;

/** A stored network must load where our classes aren't. */
class StoredNetworkTest {
  private static final Configuration CONF = new Configuration();
  private static final Pattern CLASS = Pattern.compile("\"@class\"\\s*:\\s*\"([^\"]+)\"");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void holdsOnlyBuiltInLayers(Architecture architecture) throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(architecture.configuration(28, 28, 10, new Adam(0.001), 1));
    network.init();
    DigitModel model =
        new DigitModel(architecture.label(), 28, 28, 10, Normalisation.SCALE_ONLY, network);

    ModelStore store = ModelStore.at(new org.apache.hadoop.fs.Path(directory.toString()), CONF);
    DigitModel loaded = store.publish(model, SmallModel.RUN, Map.of()).load(CONF);

    assertThat(loaded.network().getLayerWiseConfigurations().getConfs())
        .hasSameSizeAs(network.getLayers())
        .allSatisfy(
            layer ->
                assertThat(layer.getLayer().getClass().getPackageName())
                    .startsWith("org.deeplearning4j.nn.conf.layers"));
    try (ZipFile zip = new ZipFile(directory.resolve("versions/v0001/network.zip").toFile())) {
      String json =
          new String(
              zip.getInputStream(zip.getEntry("configuration.json")).readAllBytes(),
              StandardCharsets.UTF_8);
      List<String> classes =
          CLASS.matcher(json).results().map(match -> match.group(1)).distinct().toList();
      assertThat(classes)
          .isNotEmpty()
          .allMatch(name -> name.startsWith("org.deeplearning4j.") || name.startsWith("org.nd4j."));
      Matcher ours = Pattern.compile("\"mnist\\.").matcher(json);
      assertThat(ours.find()).isFalse();
    }
  }
}
