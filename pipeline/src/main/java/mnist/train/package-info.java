/**
 * Training records in, the best model of the run out: parameter averaging across executors by
 * {@link mnist.averaging}, validation after each epoch through {@code mnist.score} and {@code
 * mnist.evaluate}, a learning rate that rises and falls once, checkpoints, early stopping; in the
 * end, what the best model's confidence is worth.
 *
 * <p>The images are packed into shards of bytes and broadcast once; executors decode, augment and
 * batch them, anew each epoch. Whoever averages is given virtual paths that name a minibatch and a
 * loader that makes it, so nothing is exported and nothing is shuffled.
 */
package mnist.train;
