/**
 * From training records to the best model of a run: parameter averaging across executors by {@link
 * mnist.averaging}, validation after each epoch by {@code mnist.score} and {@code mnist.evaluate},
 * a learning rate that rises and falls once, checkpoints, early stopping, and finally the best
 * model's calibration.
 *
 * <p>The images stay in their files; executors read the blocks that their workers need ({@link
 * mnist.blocks.Blocks}), and distort and normalise what a minibatch takes. So the driver holds an
 * index of the training split, whatever its size.
 */
package mnist.train;
