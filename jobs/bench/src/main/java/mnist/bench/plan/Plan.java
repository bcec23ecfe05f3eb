package mnist.bench.plan;

import java.util.Map;
import mnist.config.Settings;
import mnist.train.Schedules;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * What one process measures.
 *
 * @param work the directory of {@link WorkFiles}
 * @param contender its label
 * @param batch images per minibatch
 * @param threads cores that it may use
 * @param architecture of the network
 * @param warmups repetitions that aren't counted
 * @param repetitions that are counted
 * @param trainImages images a repetition trains on, the first of the training split
 * @param scoreSeconds that a repetition scores, but that of Spark, which scores a table
 * @param learningRate the highest of Adam's, see {@code mnist.train}
 * @param seed of everything random
 */
public record Plan(
    String work,
    Task task,
    String contender,
    int batch,
    int threads,
    String architecture,
    int warmups,
    int repetitions,
    int trainImages,
    double scoreSeconds,
    double learningRate,
    long seed) {

  /** Adam's memory of squared gradients, as in {@code mnist.train}. */
  public static final double BETA2 = 0.99;

  /** For messages and names of files. */
  public String label() {
    return task.label() + "-" + contender + "-" + batch;
  }

  /** The same with repetitions of all images, each of which counts. */
  public Plan withEpochs(int epochs, int images) {
    return new Plan(
        work,
        task,
        contender,
        batch,
        threads,
        architecture,
        0,
        epochs,
        images,
        scoreSeconds,
        learningRate,
        seed);
  }

  /** The learning rate of a run that is one worker's, by step. */
  public ISchedule learningRates() {
    int steps = allRepetitions() * ((trainImages - 1) / batch + 1);
    double warmUp = Settings.of(Map.of()).number("train.warm-up-fraction");
    return Schedules.ofRun(learningRate, warmUp, steps);
  }

  public int allRepetitions() {
    return warmups + repetitions;
  }
}
