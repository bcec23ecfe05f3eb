package mnist.model;

import java.util.Arrays;
import mnist.network.ActivationFunction;
import mnist.network.LayerDescription;
import mnist.network.Window;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** A layer in DL4J's configuration.json. */
final class LayerJson {

  private LayerJson() {}

  /**
   * What a {@link LayerDescription} has of one of DL4J's layers.
   *
   * @throws DamagedArchiveException if it is of a type that isn't known, or a field is missing
   */
  static LayerDescription read(JsonFields layer) throws DamagedArchiveException {
    String type = layer.text(JsonFields.CLASS);
    if (type.equals(ConvolutionLayer.class.getName())) {
      return new LayerDescription.Convolution(
          layer.count("nout"),
          window(layer),
          layer.flag("hasBias"),
          activation(layer),
          keepProbability(layer));
    }
    if (type.equals(SubsamplingLayer.class.getName())) {
      return new LayerDescription.MaxPooling(window(layer));
    }
    if (type.equals(BatchNormalization.class.getName())) {
      return new LayerDescription.BatchNormalization(
          layer.number("eps"),
          layer.number("decay"),
          layer.number("gamma"),
          layer.number("beta"),
          layer.flag("lockGammaBeta"),
          layer.flag("useLogStd"));
    }
    if (type.equals(ActivationLayer.class.getName())) {
      return new LayerDescription.Activation(activation(layer));
    }
    if (type.equals(DenseLayer.class.getName())) {
      return new LayerDescription.Dense(
          layer.count("nout"), layer.flag("hasBias"), activation(layer), keepProbability(layer));
    }
    if (type.equals(OutputLayer.class.getName())) {
      return new LayerDescription.Output(
          layer.count("nout"), layer.flag("hasBias"), keepProbability(layer));
    }
    throw layer.unknown(JsonFields.CLASS);
  }

  private static Window window(JsonFields layer) throws DamagedArchiveException {
    boolean same = layer.text("convolutionMode").equals("Same");
    return new Window(side(layer, 0, same), side(layer, 1, same));
  }

  private static Window.Side side(JsonFields layer, int at, boolean same)
      throws DamagedArchiveException {
    return new Window.Side(
        layer.item("kernelSize", at),
        layer.item("stride", at),
        layer.item("dilation", at),
        same ? 0 : layer.item("padding", at),
        same);
  }

  private static ActivationFunction activation(JsonFields layer) throws DamagedArchiveException {
    JsonFields function = layer.object("activationFn");
    String name = function.text(JsonFields.CLASS);
    return Arrays.stream(ActivationFunction.values())
        .filter(known -> known.className().equals(name))
        .findFirst()
        .orElseThrow(() -> function.unknown(JsonFields.CLASS));
  }

  private static double keepProbability(JsonFields layer) throws DamagedArchiveException {
    return layer.node().path("idropout").isNull() ? 1 : layer.object("idropout").number("p");
  }
}
