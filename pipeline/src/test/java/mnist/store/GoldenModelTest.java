package mnist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import mnist.model.DigitModel;
import mnist.transform.Normalisation;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model as each format stored it. It must load as long as the format is supported, so nothing
 * here may be adapted to make it pass. {@link GoldenModel} made it.
 */
class GoldenModelTest {
  private static final Configuration CONF = new Configuration();

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void modelStillGivesTheSameAnswers(String format) throws URISyntaxException {
    StoredVersion version = golden(format);
    DigitModel model = version.load(CONF);

    assertThat(model.parameterHash())
        .isEqualTo("c8782a65379c8065de8131c930c1a3e2071970d2d2534b9e19dd36c749c24989");
    assertThat(model.architecture()).isEqualTo("small");
    assertThat(model.normalisation()).isEqualTo(new Normalisation(0.25, 0.5));
    INDArray probability = model.network().output(SmallModel.images(2));
    float[][] expected = {
      {0.362833023f, 0.31060794f, 0.326559067f}, {0.359233916f, 0.314947188f, 0.325818837f}
    };
    for (int image = 0; image < expected.length; image++) {
      assertThat(probability.getRow(image).toFloatVector())
          .containsExactly(expected[image], within(1e-6f));
    }
  }

  @Test
  void manifestOfFormat1StillSaysTheSame() throws URISyntaxException {
    Manifest manifest = golden("v1").manifest();

    assertThat(manifest.formatVersion()).isEqualTo(1);
    assertThat(manifest.version()).isEqualTo("v0001");
    assertThat(manifest.createdAt()).isEqualTo(Instant.parse("2026-11-22T19:32:03.323143375Z"));
    assertThat(manifest.network())
        .isEqualTo(new NetworkSummary("small", 6, 5, 3, 55, new Normalisation(0.25, 0.5)));
    assertThat(manifest.training())
        .isEqualTo(
            new TrainingRun(
                "train",
                null,
                null,
                42,
                Map.of("train.epochs", "2", "model.architecture", "small"),
                new TrainingData(
                    "0123abcd",
                    "file:/data",
                    null,
                    null,
                    null,
                    Map.of("train", 4L, "validation", 2L)),
                Map.of("validation_accuracy", 0.5, "validation_correct", 1),
                1,
                2));
    assertThat(manifest.provenance().versions()).containsEntry("dl4j", "1.0.0-M2").hasSize(6);
    assertThat(manifest.provenance().host()).isEqualTo("example.org");
    assertThat(manifest.provenance().gitCommit())
        .isEqualTo("dcdb4e7ff15b504228805119b45dbb719e74eff2");
  }

  @Test
  void manifestOfFormat2StillNamesEveryFile() throws URISyntaxException {
    StoredVersion version = golden("v2");

    assertThat(version.manifest().formatVersion()).isEqualTo(2);
    assertThat(version.manifest().fileHashes())
        .containsOnlyKeys("metrics.jsonl", "model.onnx", "network.zip");
    for (String file : version.manifest().fileHashes().keySet()) {
      assertThat(version.content(file, CONF)).isNotEmpty();
    }
  }

  private static StoredVersion golden(String format) throws URISyntaxException {
    Path path = Path.of(GoldenModelTest.class.getResource("/golden/" + format).toURI());
    return ModelStore.resolve(path.toString(), CONF);
  }
}
