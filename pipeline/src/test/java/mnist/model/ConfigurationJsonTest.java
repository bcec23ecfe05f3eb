package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Adam;

/** The texts in golden/configurations are those that an earlier release stored. */
class ConfigurationJsonTest {

  private static final ImageFormat DIGITS = new ImageFormat(28, 28, 10);

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void givesTheShippedNetworks(Architecture architecture) throws IOException {
    MultiLayerConfiguration read = ConfigurationJson.read(json(architecture.label()), DIGITS);

    assertThat(read).isEqualTo(architecture.configuration(28, 28, 10, new Adam(0.006), 42));
  }

  @Test
  void takesTheOptimisersBetasAndWeightDecay() throws IOException {
    MultiLayerConfiguration configuration =
        Architecture.VGG.configuration(
            28, 28, 10, new Adam(0.003, 0.8, 0.99, 1e-7), 0.05, Long.MIN_VALUE);

    assertThat(
            ConfigurationJson.read(configuration.toJson().getBytes(StandardCharsets.UTF_8), DIGITS))
        .isEqualTo(configuration);
  }

  /** Whatever class a text names, wherever, none is looked for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "org.deeplearning4j.nn.conf.layers.DenseLayer | javax.script.ScriptEngineManager",
        "org.deeplearning4j.nn.conf.layers.DenseLayer | org.deeplearning4j.nn.conf.layers.LSTM",
        "org.nd4j.linalg.activations.impl.ActivationReLU | com.sun.rowset.JdbcRowSetImpl",
        "org.nd4j.linalg.learning.config.Adam | org.nd4j.linalg.learning.config.AMSGrad",
        "org.nd4j.linalg.lossfunctions.impl.LossMCXENT | org.nd4j.linalg.lossfunctions.impl.LossMAE",
        "org.deeplearning4j.nn.weights.WeightInitXavier | java.lang.ProcessBuilder",
        "org.deeplearning4j.nn.conf.dropout.Dropout | org.deeplearning4j.nn.conf.dropout.AlphaDropout",
        "org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor | java.net.URL"
      })
  void refusesOtherClasses(String type, String other) throws IOException {
    assertRefused(text -> text.replace('"' + type + '"', '"' + other + '"'), other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"hasLayerNorm\" : false | \"hasLayerNorm\" : true | /confs/4/layer/hasLayerNorm",
        "\"weightNoise\" : null | \"weightNoise\" : {} | /weightNoise",
        "\"constraints\" : null | \"constraints\" : [{}] | /constraints",
        "\"poolingType\" : \"MAX\" | \"poolingType\" : \"AVG\" | /confs/1/layer/poolingType",
        "\"convolutionMode\" : \"Truncate\" | \"convolutionMode\" : \"Causal\" | /convolutionMode",
        "\"cnn2dDataFormat\" : \"NCHW\" | \"cnn2dDataFormat\" : \"NHWC\" | /cnn2dDataFormat",
        "\"nin\" : 800 | \"nin\" : 801 | /nin",
        "\"inputHeight\" : 5 | \"inputHeight\" : 6 | /inputPreProcessors/4/inputHeight",
        "\"dataType\" : \"FLOAT\" | \"dataType\" : \"DOUBLE\" | /dataType",
        "\"backpropType\" : \"Standard\" | \"backpropType\" : \"Other\" | /backpropType",
        "\"cacheMode\" : | \"unknown\" : 1, \"cacheMode\" : | /unknown",
        "\"nout\" : 24 | \"nout\" : 2400000000 | /nout",
        "\"nout\" : 24 | \"nout\" : 24.5 | /nout",
        "\"nout\" : 24 | \"nout\" : -24 | no network",
        "\"nout\" : 24 | \"nout\" : 0 | no network",
        "\"hasBias\" : true | \"hasBias\" : \"true\" | /hasBias",
        "\"kernelSize\" : [ 5, 5 ] | \"kernelSize\" : [ 5 ] | /kernelSize",
        "\"kernelSize\" : [ 5, 5 ] | \"kernelSize\" : [ 50, 5 ] | no network",
        "\"stride\" : [ 1, 1 ] | \"stride\" : [ 0, 1 ] | no network",
        "\"stride\" : [ 1, 1 ] | \"stride\" : [ 1, 1, 1 ] | /stride",
        "\"seed\" : 42 | \"seed\" : \"42\" | /seed",
        "\"seed\" : 42 | \"seed\" : 42, \"seed\" : 43 | isn't JSON",
        "\"confs\" : [ | \"confs\" : {}, \"x\" : [ | no layers"
      })
  void refusesOtherValues(String now, String then, String named) throws IOException {
    assertRefused(text -> text.replace(now, then), named);
  }

  @Test
  void refusesWhatIsNoJson() throws IOException {
    assertRefused(text -> text.substring(0, text.length() / 2), "isn't JSON");
    assertRefused(text -> text + "{}", "isn't JSON");
    assertRefused(text -> "[".repeat(5000), "isn't JSON");
    assertRefused(text -> "", "no layers");
    assertRefused(text -> "null", "no layers");
  }

  @ParameterizedTest
  @CsvSource({"27, 28, 10", "28, 28, 9", "11, 11, 10", "64, 64, 10"})
  void refusesANetworkForOtherImages(int height, int width, int classes) {
    assertThatThrownBy(
            () -> ConfigurationJson.read(json("lenet"), new ImageFormat(height, width, classes)))
        .isInstanceOf(DamagedArchiveException.class)
        .hasMessageStartingWith("configuration.json ");
  }

  private static void assertRefused(UnaryOperator<String> change, String named) throws IOException {
    String text = new String(json("lenet"), StandardCharsets.UTF_8);
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);

    assertThatThrownBy(
            () -> ConfigurationJson.read(changed.getBytes(StandardCharsets.UTF_8), DIGITS))
        .isInstanceOf(DamagedArchiveException.class)
        .hasMessageContaining(named);
  }

  private static byte[] json(String name) throws IOException {
    return ConfigurationJsonTest.class
        .getResourceAsStream("/golden/configurations/" + name + ".json")
        .readAllBytes();
  }
}
