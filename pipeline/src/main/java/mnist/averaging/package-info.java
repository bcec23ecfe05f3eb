/**
 * Parameter averaging that replays: same settings, same network, to the last bit.
 *
 * <p>What is sent when: the driver broadcasts an {@link mnist.averaging.AveragingState} (parameters
 * and optimiser state as bulk arrays) and runs one Spark job, one task per worker. Each task gives
 * the state to the network that its thread keeps, fits its minibatches of the round and returns the
 * new state. Up to 32 results are averaged on the driver; more are summed by executors first, in
 * groups of 32, which costs a shuffle. The driver destroys the broadcast.
 *
 * <p>Who holds what: the driver the state; executors the networks, which hold nothing between
 * rounds that matters, and what a {@link mnist.averaging.MinibatchSource} holds there. Minibatches
 * that dl4j-spark hands over are held as it hands them: paths on the driver, and the DataSets of an
 * RDD on executors as cached arrays, which Spark computes again when an executor is lost.
 *
 * <p>Why it is deterministic:
 *
 * <ul>
 *   <li>Who fits what follows from the order of the data, the seed, the epoch and the number of
 *       workers, which is a setting; executors, cores and partitions have no part in it.
 *   <li>A task is a pure function of the state, its minibatches and (seed, epoch, round, worker,
 *       minibatch), by which the random generator of its thread is seeded before each minibatch. So
 *       a task that is repeated, on this machine or another, or runs twice at once, gives the same.
 *   <li>Results are summed in the order of workers, by a tree whose shape their number decides, in
 *       double precision, weighted by the examples that each fitted.
 *   <li>A task computes in one thread, by one {@link mnist.model.KernelSet}; results of another one
 *       are refused.
 * </ul>
 */
package mnist.averaging;
