package mnist.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Fits a network, one epoch at a time, by one kind of averaging. */
interface EpochFitter {

  /**
   * What the workers fitted in an epoch.
   *
   * @param meanLoss over the examples, while they were fitted
   */
  record Fitted(long examples, double meanLoss) {}

  /** The network as of the last fitted epoch. */
  MultiLayerNetwork network();

  /**
   * Fits one epoch, or the rest of an interrupted one.
   *
   * @param epoch from 1
   */
  Fitted fit(int epoch);
}
