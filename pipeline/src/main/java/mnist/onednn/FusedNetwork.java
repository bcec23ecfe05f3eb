package mnist.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.network.ActivationFunction;
import mnist.network.LayerDescription;
import mnist.network.NetworkDescription;
import mnist.network.UnsupportedLayerException;
import mnist.network.Window;

/**
 * A network whose layers are fused as {@link CompiledNetwork} computes them.
 *
 * @param description of the network
 * @param layers in order; the last is the output, before its softmax
 */
record FusedNetwork(NetworkDescription description, List<FusedLayer> layers) {

  /**
   * @throws UnsupportedLayerException if there is no block for one of the layers
   */
  static FusedNetwork of(NetworkDescription description) throws UnsupportedLayerException {
    Fusion fusion = new Fusion();
    for (LayerDescription layer : description.layers()) {
      layer.accept(fusion);
      fusion.index++;
    }
    return new FusedNetwork(description, List.copyOf(fusion.layers));
  }

  private static final class Fusion
      implements LayerDescription.Visitor<Void, UnsupportedLayerException> {
    private final List<FusedLayer> layers = new ArrayList<>();
    private int index;

    @Override
    public Void convolution(LayerDescription.Convolution layer) throws UnsupportedLayerException {
      requireNoDilation(layer, layer.window());
      boolean relu = relu(layer, layer.activation());
      dropout(layer.keepProbability());
      layers.add(new FusedLayer.Convolution(layer, relu, Optional.empty()));
      return null;
    }

    @Override
    public Void maxPooling(LayerDescription.MaxPooling layer) throws UnsupportedLayerException {
      requireNoDilation(layer, layer.window());
      if (!replaceLast(last().flatMap(before -> before.withPooling(layer)))) {
        layers.add(new FusedLayer.MaxPooling(layer));
      }
      return null;
    }

    @Override
    public Void batchNormalization(LayerDescription.BatchNormalization layer)
        throws UnsupportedLayerException {
      require(!layer.locked(), layer, "locked gamma and beta");
      layers.add(new FusedLayer.BatchNormalization(layer, false));
      return null;
    }

    @Override
    public Void activation(LayerDescription.Activation layer) throws UnsupportedLayerException {
      if (relu(layer, layer.function())) {
        require(
            replaceLast(last().flatMap(FusedLayer::withRelu)),
            layer,
            "ReLU that doesn't follow a convolution, batch normalisation or dense layer");
      }
      return null;
    }

    @Override
    public Void dense(LayerDescription.Dense layer) throws UnsupportedLayerException {
      boolean relu = relu(layer, layer.activation());
      dropout(layer.keepProbability());
      layers.add(new FusedLayer.Dense(layer, relu));
      return null;
    }

    @Override
    public Void output(LayerDescription.Output layer) throws UnsupportedLayerException {
      return dense(layer.logits());
    }

    private void dropout(double keepProbability) {
      if (keepProbability < 1) {
        layers.add(new FusedLayer.Dropout(keepProbability));
      }
    }

    private Optional<FusedLayer> last() {
      return layers.isEmpty() ? Optional.empty() : Optional.of(layers.get(layers.size() - 1));
    }

    private boolean replaceLast(Optional<FusedLayer> fused) {
      fused.ifPresent(layer -> layers.set(layers.size() - 1, layer));
      return fused.isPresent();
    }

    private boolean relu(LayerDescription layer, ActivationFunction function)
        throws UnsupportedLayerException {
      require(
          function == ActivationFunction.RELU || function == ActivationFunction.IDENTITY,
          layer,
          "activation functions other than ReLU");
      return function == ActivationFunction.RELU;
    }

    private void requireNoDilation(LayerDescription layer, Window window)
        throws UnsupportedLayerException {
      require(!window.isDilated(), layer, "dilation");
    }

    private void require(boolean supported, LayerDescription layer, String otherwise)
        throws UnsupportedLayerException {
      if (!supported) {
        throw new UnsupportedLayerException(index, layer.type(), otherwise);
      }
    }
  }
}
