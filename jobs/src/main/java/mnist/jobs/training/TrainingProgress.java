package mnist.jobs.training;

import java.util.List;
import java.util.function.LongSupplier;
import mnist.averaging.RoundMetrics;
import mnist.jobs.runner.Progress;
import mnist.train.EpochMetrics;
import mnist.train.TrainingListener;

/** Shows how training goes on, as the trainer tells it. */
final class TrainingProgress implements TrainingListener {
  private final Progress progress;
  private final int epochs;
  private final long examples;
  private final LongSupplier nanos;
  private final long began;

  /** Seconds that the run had taken before this process went on with it. */
  private double before;

  /** When this process began with the epoch, and how much of it was done by then. */
  private double epochBegan;

  private long fittedBefore;

  private long fitted;
  private double loss = Double.NaN;
  private double validationAccuracy = Double.NaN;

  /**
   * @param examples per epoch
   */
  TrainingProgress(Progress progress, int epochs, long examples) {
    this(progress, epochs, examples, System::nanoTime);
  }

  /**
   * @param nanos the time, as of {@link System#nanoTime}
   */
  TrainingProgress(Progress progress, int epochs, long examples, LongSupplier nanos) {
    this.progress = progress;
    this.epochs = epochs;
    this.examples = examples;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  @Override
  public void resumed(List<EpochMetrics> ended, long fittedExamples, double elapsedSeconds) {
    if (!ended.isEmpty()) {
      EpochMetrics last = ended.get(ended.size() - 1);
      loss = last.loss();
      validationAccuracy = last.validationAccuracy();
    }
    // What comes between is no part of the run.
    before = elapsedSeconds - sinceBegun();
    epochBegan = seconds();
    fittedBefore = fittedExamples;
    fitted = fittedExamples;
  }

  @Override
  public void epochEnded(EpochMetrics metrics) {
    loss = metrics.loss();
    validationAccuracy = metrics.validationAccuracy();
    progress.keep(
        line(metrics.epoch(), 1, metrics.examplesPerSecond(), metrics.elapsedSeconds()).parts());
    epochBegan = seconds();
    fittedBefore = 0;
    fitted = 0;
  }

  @Override
  public void roundEnded(RoundMetrics metrics) {
    fitted += metrics.examples();
    double fraction = Math.min(0.99, (double) fitted / examples);
    double elapsed = seconds();
    double perSecond = (fitted - fittedBefore) / (elapsed - epochBegan);
    progress.update(line(metrics.epoch(), fraction, perSecond, elapsed).parts());
  }

  private TrainingLine line(int number, double fraction, double perSecond, double elapsed) {
    return new TrainingLine(number, epochs, fraction, loss, validationAccuracy, perSecond, elapsed);
  }

  /** Of the run. */
  private double seconds() {
    return before + sinceBegun();
  }

  private double sinceBegun() {
    return (nanos.getAsLong() - began) / 1e9;
  }
}
