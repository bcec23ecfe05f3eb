package mnist.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.network.LayerDescription;
import mnist.network.Shape;

/**
 * Makes the layers of a trained network into those that are applied: dropout does nothing, and a
 * batch normalisation, whose statistics are fixed by then, becomes part of the weights and biases
 * of the convolution, also across a max-pooling, or of the dense layer before it, computed in
 * double precision.
 */
final class InferenceLayers {

  private final float[] parameters;
  private final List<InferenceLayer> made = new ArrayList<>();
  private Shape shape;
  private int offset;

  private InferenceLayers(Shape input, float[] parameters) {
    this.shape = input;
    this.parameters = parameters;
  }

  /**
   * @param layers of a trained network, in order
   * @param input what the first of them takes
   * @param parameters in DL4J's flat order
   */
  static List<InferenceLayer> of(List<FusedLayer> layers, Shape input, float[] parameters) {
    InferenceLayers inference = new InferenceLayers(input, parameters);
    for (FusedLayer layer : layers) {
      inference.add(layer);
      inference.offset += Math.toIntExact(layer.parameters(inference.shape));
      inference.shape = layer.output(inference.shape);
    }
    return List.copyOf(inference.made);
  }

  private void add(FusedLayer fused) {
    if (fused instanceof FusedLayer.Convolution convolution) {
      add(convolution);
    } else if (fused instanceof FusedLayer.MaxPooling pooling) {
      made.add(new InferenceLayer.MaxPooling(pooling.layer()));
    } else if (fused instanceof FusedLayer.BatchNormalization normalisation) {
      add(normalisation);
    } else if (fused instanceof FusedLayer.Dense dense) {
      add(dense);
    }
  }

  /** DL4J has biases before weights. */
  private void add(FusedLayer.Convolution fused) {
    LayerDescription.Convolution layer = fused.layer();
    int units = layer.channels();
    float[] bias = layer.bias() ? slice(offset, units) : new float[units];
    int from = layer.bias() ? offset + units : offset;
    int length = Math.toIntExact(layer.parameters(shape)) - (from - offset);
    made.add(new InferenceLayer.Convolution(layer, fused.relu(), slice(from, length), bias));
    fused.pooling().ifPresent(pooling -> made.add(new InferenceLayer.MaxPooling(pooling)));
  }

  /** DL4J has weights before biases. */
  private void add(FusedLayer.Dense fused) {
    int units = fused.layer().units();
    int length = Math.toIntExact(units * shape.size());
    float[] bias = fused.layer().bias() ? slice(offset + length, units) : new float[units];
    made.add(new InferenceLayer.Dense(units, fused.relu(), slice(offset, length), bias));
  }

  private void add(FusedLayer.BatchNormalization fused) {
    LayerDescription.BatchNormalization layer = fused.layer();
    int channels = layer.channels(shape);
    double[] scales = new double[channels];
    double[] shifts = new double[channels];
    for (int c = 0; c < channels; c++) {
      double gamma = parameters[offset + c];
      double beta = parameters[offset + channels + c];
      double mean = parameters[offset + 2 * channels + c];
      double spread = parameters[offset + 3 * channels + c];
      double variance = layer.logarithmic() ? Math.pow(100, spread) : spread;
      scales[c] = gamma / Math.sqrt(variance + layer.epsilon());
      shifts[c] = beta - mean * scales[c];
    }
    int at = made.size() - 1;
    // Where no scale turns the order of values round, the largest stays the largest.
    if (at > 0
        && made.get(at) instanceof InferenceLayer.MaxPooling
        && Arrays.stream(scales).allMatch(scale -> scale >= 0)) {
      at--;
    }
    InferenceLayer before = at < 0 ? null : made.get(at);
    if (before instanceof InferenceLayer.Convolution convolution && !convolution.relu()) {
      float[] weights = scaled(convolution.weights(), scales);
      float[] bias = moved(convolution.bias(), scales, shifts);
      made.set(
          at, new InferenceLayer.Convolution(convolution.layer(), fused.relu(), weights, bias));
    } else if (before instanceof InferenceLayer.Dense dense && !dense.relu()) {
      float[] weights = scaled(dense.weights(), scales);
      float[] bias = moved(dense.bias(), scales, shifts);
      made.set(at, new InferenceLayer.Dense(dense.units(), fused.relu(), weights, bias));
    } else {
      made.add(new InferenceLayer.Affine(fused.relu(), floats(scales), floats(shifts)));
    }
  }

  private float[] slice(int from, int length) {
    return Arrays.copyOfRange(parameters, from, from + length);
  }

  /**
   * @param weights [out, ...]
   */
  private static float[] scaled(float[] weights, double[] scales) {
    float[] scaled = new float[weights.length];
    int each = weights.length / scales.length;
    for (int i = 0; i < weights.length; i++) {
      scaled[i] = (float) (weights[i] * scales[i / each]);
    }
    return scaled;
  }

  private static float[] moved(float[] bias, double[] scales, double[] shifts) {
    float[] moved = new float[bias.length];
    for (int i = 0; i < bias.length; i++) {
      moved[i] = (float) (bias[i] * scales[i] + shifts[i]);
    }
    return moved;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
