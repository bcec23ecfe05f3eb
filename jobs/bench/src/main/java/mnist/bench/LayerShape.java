package mnist.bench;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * One layer, in terms that every library knows. Convolutions have stride 1 and pooling that of its
 * kernel; neither is padded. All but poolings and the last layer end in ReLU.
 *
 * @param inputs channels or units
 * @param outputs channels or units
 * @param kernel side of the window; 1 for dense layers
 * @param side of the image that a convolution gives; 1 for dense layers
 * @param dropout part of the inputs that training drops
 */
record LayerShape(Kind kind, long inputs, long outputs, int kernel, long side, double dropout) {

  enum Kind {
    CONVOLUTION,
    POOLING,
    DENSE
  }

  /** Multiplications, each with an addition, that one image takes forward. */
  long multiplications() {
    return kind == Kind.POOLING ? 0 : inputs * outputs * kernel * kernel * side * side;
  }

  /** Those of a network for square images. */
  static List<LayerShape> of(MultiLayerConfiguration network, int side) {
    List<LayerShape> shapes = new ArrayList<>();
    InputType type = InputType.convolutional(side, side, 1);
    for (int i = 0; i < network.getConfs().size(); i++) {
      Layer layer = network.getConf(i).getLayer();
      if (network.getInputPreProcess(i) != null) {
        type = network.getInputPreProcess(i).getOutputType(type);
      }
      type = layer.getOutputType(i, type);
      shapes.add(of(layer, type));
    }
    return shapes;
  }

  private static LayerShape of(Layer layer, InputType output) {
    double kept = layer.getIDropout() == null ? 1 : dropout(layer);
    if (layer instanceof SubsamplingLayer pooling) {
      return new LayerShape(Kind.POOLING, 0, 0, pooling.getKernelSize()[0], side(output), 0);
    }
    FeedForwardLayer fed = (FeedForwardLayer) layer;
    return layer instanceof ConvolutionLayer convolution
        ? new LayerShape(
            Kind.CONVOLUTION,
            fed.getNIn(),
            fed.getNOut(),
            convolution.getKernelSize()[0],
            side(output),
            0)
        : new LayerShape(Kind.DENSE, fed.getNIn(), fed.getNOut(), 1, 1, 1 - kept);
  }

  private static double dropout(Layer layer) {
    return ((org.deeplearning4j.nn.conf.dropout.Dropout) layer.getIDropout()).getP();
  }

  private static long side(InputType output) {
    return ((InputType.InputTypeConvolutional) output).getHeight();
  }
}
