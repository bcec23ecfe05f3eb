package mnist.evaluate;

/**
 * How one class fared, each figure in 0..1. A figure whose denominator is 0 (precision of a class
 * that was never predicted, recall of one that has no examples, F1 when both are 0) is 0.
 *
 * @param label the class, 0..classes-1
 * @param precision share of the predictions of this class that are right
 * @param recall share of the examples of this class that were found
 * @param f1 harmonic mean of precision and recall
 * @param support number of examples whose label is this class
 */
public record ClassMetrics(int label, double precision, double recall, double f1, long support) {}
