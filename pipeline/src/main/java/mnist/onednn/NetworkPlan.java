package mnist.onednn;

import static mnist.onednn.LayerPlan.require;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;

/**
 * The steps of a network that {@link CompiledNetwork} can run: convolutions, max-pooling, batch
 * normalisation, dense layers, ReLU or no activation, dropout, and a softmax with cross-entropy.
 *
 * @param steps in order; the last is the output layer, before its softmax
 */
record NetworkPlan(List<LayerStep> steps) {

  /** Thrown while planning, and told as the reason why DL4J's own layers run. */
  static final class Unsupported extends Exception {
    Unsupported(String what) {
      super(what);
    }
  }

  /**
   * How much of the input decides what the network makes: all but the rows at the bottom and the
   * columns on the right that poolings and strides leave over.
   *
   * @param shape of the input
   */
  long[] read(long[] shape) {
    List<long[]> dims = new ArrayList<>(List.of(shape));
    for (LayerStep step : steps) {
      dims.add(step.output(dims.get(dims.size() - 1)));
    }
    long[] read = dims.get(steps.size());
    for (int i = steps.size() - 1; i >= 0; i--) {
      read = steps.get(i).read(read, dims.get(i));
    }
    return read;
  }

  /**
   * @throws Unsupported if the network has anything else
   */
  static NetworkPlan of(MultiLayerConfiguration network) throws Unsupported {
    LayerPlan plan = new LayerPlan();
    int offset = 0;
    int layers = network.getConfs().size();
    for (int i = 0; i < layers; i++) {
      NeuralNetConfiguration conf = network.getConf(i);
      Layer layer = conf.getLayer();
      require(layer.getConstraints() == null || layer.getConstraints().isEmpty(), "constraints");
      require(
          network.getInputPreProcess(i) == null
              || network.getInputPreProcess(i) instanceof CnnToFeedForwardPreProcessor,
          "preprocessors");
      if (layer instanceof BaseLayer base) {
        require(base.getWeightNoise() == null, "weight noise");
        require(
            base.getGradientNormalization() == null
                || base.getGradientNormalization() == GradientNormalization.None,
            "gradient normalisation");
      }
      plan.add(layer, i == layers - 1, offset);
      offset += Math.toIntExact(layer.initializer().numParams(conf));
    }
    return new NetworkPlan(plan.steps());
  }
}
