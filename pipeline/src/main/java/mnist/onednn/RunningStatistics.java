package mnist.onednn;

import mnist.network.LayerDescription;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A minibatch's mean and variance of each channel, and the running ones, which DL4J keeps among the
 * parameters: what a step changes of them stands where other parameters have their gradient, and is
 * subtracted as it is.
 */
final class RunningStatistics {

  private final LayerDescription.BatchNormalization layer;
  private final int channels;
  private final memory mean;
  private final memory variance;
  private final FloatPointer ofMinibatch;
  private final FloatPointer running;
  private final FloatPointer changes;

  RunningStatistics(
      Primitives primitives,
      FlatVectors vectors,
      LayerDescription.BatchNormalization layer,
      int channels,
      int offset) {
    this.layer = layer;
    this.channels = channels;
    // After scales and shifts.
    int runningOffset = offset + 2 * channels;
    memory.desc both = Primitives.plain(new long[] {2L * channels}, format_tag.x);
    ofMinibatch = primitives.data(primitives.allocate(both));
    memory.desc one = Primitives.plain(new long[] {channels}, format_tag.x);
    mean = primitives.at(one, ofMinibatch);
    variance = primitives.at(one, ofMinibatch.getPointer(channels));
    running = primitives.data(vectors.parameters(primitives, runningOffset, both));
    changes = primitives.data(vectors.gradients(primitives, runningOffset, both));
  }

  /** Where the minibatch's means go. */
  memory mean() {
    return mean;
  }

  /** Where the minibatch's variances go, by number of values, not one less. */
  memory variance() {
    return variance;
  }

  /** Sets what is to be subtracted from the running ones. */
  Operation change() {
    float[] from = new float[2 * channels];
    float[] to = new float[2 * channels];
    float share = (float) (1 - layer.decay());
    return masks -> {
      running.get(from);
      ofMinibatch.get(to);
      for (int i = 0; i < to.length; i++) {
        to[i] =
            layer.logarithmic() && i >= channels
                ? ofLogarithm(from[i], to[i])
                : (from[i] - to[i]) * share;
      }
      changes.put(to);
    };
  }

  private float ofLogarithm(double deviation, double variance) {
    double before = Math.pow(10, 2 * deviation);
    double after = layer.decay() * before + (1 - layer.decay()) * variance;
    return (float) (Math.log10(before / after) / 2);
  }
}
