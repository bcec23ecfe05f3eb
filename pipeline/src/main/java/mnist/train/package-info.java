/**
 * From training records to the best model of a run: parameter averaging across executors by {@link
 * mnist.averaging}, validation after each epoch by {@code mnist.score} and {@code mnist.evaluate},
 * a learning rate that rises and falls once, checkpoints, early stopping, and finally the best
 * model's calibration.
 *
 * <p>The images are packed into shards of bytes and broadcast once; executors decode, augment and
 * batch them anew each epoch. Averaging gets virtual paths that name minibatches and a loader that
 * makes them, so nothing is exported and nothing is shuffled.
 */
package mnist.train;
