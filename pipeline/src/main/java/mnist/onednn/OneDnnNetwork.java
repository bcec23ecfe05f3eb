package mnist.onednn;

import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import mnist.Seeds;
import mnist.model.FlatArrays;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that computes its gradients by {@link CompiledNetwork} and Adam's changes by {@link
 * OneDnnAdam}; all else, parameters, their order and the state of the optimiser among it, is
 * DL4J's. For one thread.
 */
// DL4J overrides a method of its own with other varargs.
@SuppressWarnings("overrides")
final class OneDnnNetwork extends MultiLayerNetwork {

  private final transient FusedNetwork fused;

  /** By the size of the minibatch: there are two or three. */
  private final transient Map<Long, CompiledNetwork> compiled = new HashMap<>();

  /** Whose memory the compiled networks work on: they know no more than its addresses. */
  private transient INDArray compiledParameters;

  private transient INDArray compiledGradients;

  private transient Gradient views;

  OneDnnNetwork(MultiLayerConfiguration configuration, FusedNetwork fused) {
    super(configuration);
    this.fused = fused;
    init();
    initGradientsView();
    ((MultiLayerUpdater) getUpdater()).getUpdaterBlocks().forEach(OneDnnAdam::replaceIn);
  }

  @Override
  public void computeGradientAndScore() {
    synchronizeIterEpochCounts();
    long examples = getInput().size(0);
    // By the seed of the generator that DL4J's own dropout draws from, which whoever replays sets.
    // What it would give next also depends on what other threads have drawn.
    MaskSource masks =
        new MaskSource(Seeds.of(Nd4j.getRandom().getSeed(), getEpochCount(), getIterationCount()));
    // Not copied where they needn't be: that takes longer than the dense layers.
    INDArray features = FlatArrays.gapless(getInput());
    double loss =
        compiled(examples)
            .gradients(features.data().addressPointer(), FlatArrays.copyOf(getLabels()), masks);
    // They may be a copy, which nothing else holds, and the pointer doesn't.
    Reference.reachabilityFence(features);
    score = loss / examples + calcRegularizationScore(true);
    gradient = views();
  }

  private CompiledNetwork compiled(long examples) {
    if (compiledParameters != flattenedParams || compiledGradients != flattenedGradients) {
      discardCompiled();
      compiledParameters = flattenedParams;
      compiledGradients = flattenedGradients;
    }
    return compiled.computeIfAbsent(examples, size -> compile());
  }

  private void discardCompiled() {
    compiled.values().forEach(CompiledNetwork::close);
    compiled.clear();
  }

  /** Gives back native memory; the network can't be used any more. */
  @Override
  public void close() {
    discardCompiled();
    ((MultiLayerUpdater) getUpdater()).getUpdaterBlocks().forEach(OneDnnAdam::closeIn);
    super.close();
  }

  private CompiledNetwork compile() {
    Pointer parameters = flattenedParams.data().addressPointer();
    Pointer gradients = flattenedGradients.data().addressPointer();
    return new CompiledNetwork(fused, getInput().shape(), new FlatVectors(parameters, gradients));
  }

  /** The flat gradients and each parameter's part of them, as DL4J's updaters want them. */
  private Gradient views() {
    if (views == null) {
      DefaultGradient made = new DefaultGradient(flattenedGradients);
      for (int i = 0; i < layers.length; i++) {
        INDArray view = layers[i].getGradientsViewArray();
        if (view != null) {
          int index = i;
          Map<String, INDArray> parts =
              new LinkedHashMap<>(
                  layers[i]
                      .conf()
                      .getLayer()
                      .initializer()
                      .getGradientsFromFlattened(layers[i].conf(), view));
          parts.forEach((name, part) -> made.setGradientFor(index + "_" + name, part));
        }
      }
      views = made;
    }
    return views;
  }
}
