package mnist.jobs;

import mnist.train.EpochMetrics;
import mnist.train.Trainer;
import mnist.train.TrainingListener;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.JavaConverters;

/**
 * Follows a training: the end of each epoch as the trainer tells it, and what happens within one by
 * the accumulator that Spark's tasks report.
 */
final class TrainingProgress extends SparkListener implements TrainingListener {
  private final Progress progress;
  private final int epochs;
  private final long examples;
  private final long began = System.nanoTime();

  private int epoch = 1;
  private double epochBegan;
  private double loss = Double.NaN;
  private double validationAccuracy = Double.NaN;

  /**
   * @param examples an epoch, about
   */
  TrainingProgress(Progress progress, int epochs, long examples) {
    this.progress = progress;
    this.epochs = epochs;
    this.examples = examples;
  }

  @Override
  public synchronized void epochEnded(EpochMetrics metrics) {
    loss = metrics.loss();
    validationAccuracy = metrics.validationAccuracy();
    progress.epochEnded(
        line(metrics.epoch(), 1, metrics.examplesPerSecond(), metrics.elapsedSeconds()));
    epoch = metrics.epoch() + 1;
    epochBegan = seconds();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    if (task.taskInfo() == null) {
      return;
    }
    for (AccumulableInfo info : JavaConverters.seqAsJavaList(task.taskInfo().accumulables())) {
      boolean isFitted =
          info.name().isDefined() && info.name().get().equals(Trainer.FITTED_EXAMPLES);
      if (isFitted && info.value().isDefined() && info.value().get() instanceof Long fitted) {
        fitted(fitted);
      }
    }
  }

  private synchronized void fitted(long fitted) {
    double elapsed = seconds();
    // The last tasks of an epoch may be heard of after its end.
    if (epoch <= epochs && elapsed > epochBegan) {
      double fraction = Math.min(0.99, (double) fitted / examples);
      progress.update(line(epoch, fraction, fitted / (elapsed - epochBegan), elapsed));
    }
  }

  private ProgressLine line(int number, double fraction, double perSecond, double elapsed) {
    return new ProgressLine(number, epochs, fraction, loss, validationAccuracy, perSecond, elapsed);
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }
}
