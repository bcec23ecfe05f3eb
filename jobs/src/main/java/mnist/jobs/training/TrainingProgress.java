package mnist.jobs.training;

import mnist.averaging.RoundMetrics;
import mnist.jobs.runner.Progress;
import mnist.jobs.runner.ProgressLine;
import mnist.train.EpochMetrics;
import mnist.train.TrainingListener;

/** Shows how training goes on, as the trainer tells it. */
final class TrainingProgress implements TrainingListener {
  private final Progress progress;
  private final int epochs;
  private final long examples;
  private final long began = System.nanoTime();

  private double epochBegan;
  private long fitted;
  private double loss = Double.NaN;
  private double validationAccuracy = Double.NaN;

  /**
   * @param examples an epoch
   */
  TrainingProgress(Progress progress, int epochs, long examples) {
    this.progress = progress;
    this.epochs = epochs;
    this.examples = examples;
  }

  @Override
  public void epochEnded(EpochMetrics metrics) {
    loss = metrics.loss();
    validationAccuracy = metrics.validationAccuracy();
    progress.epochEnded(
        line(metrics.epoch(), 1, metrics.examplesPerSecond(), metrics.elapsedSeconds()));
    epochBegan = seconds();
    fitted = 0;
  }

  @Override
  public void roundEnded(RoundMetrics metrics) {
    fitted += metrics.examples();
    double fraction = Math.min(0.99, (double) fitted / examples);
    double elapsed = seconds();
    progress.update(line(metrics.epoch(), fraction, fitted / (elapsed - epochBegan), elapsed));
  }

  private ProgressLine line(int number, double fraction, double perSecond, double elapsed) {
    return new ProgressLine(number, epochs, fraction, loss, validationAccuracy, perSecond, elapsed);
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }
}
