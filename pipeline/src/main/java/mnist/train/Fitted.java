package mnist.train;

/**
 * What the workers fitted in an epoch.
 *
 * @param meanLoss of the examples, while they were fitted
 */
record Fitted(long examples, double meanLoss) {}
