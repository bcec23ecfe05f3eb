package mnist.train;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Fits a network, an epoch at a time, by one of the ways to average. */
interface EpochFitter {

  /**
   * What the workers fitted in an epoch.
   *
   * @param meanLoss of the examples, while they were fitted
   */
  record Fitted(long examples, double meanLoss) {}

  /** The network, after the epochs that have been fitted. */
  MultiLayerNetwork network();

  /**
   * Fits one epoch, or what an interrupted one has left.
   *
   * @param epoch from 1
   */
  Fitted fit(int epoch);

  /** The paths of an epoch's minibatches, in order. */
  static List<String> paths(EpochPlan plan, int epoch) {
    return IntStream.range(0, plan.minibatches())
        .mapToObj(minibatch -> MinibatchLoader.path(epoch, minibatch))
        .toList();
  }
}
