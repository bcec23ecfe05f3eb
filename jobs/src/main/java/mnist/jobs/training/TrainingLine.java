package mnist.jobs.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.jobs.runner.Durations;

/**
 * How far a training is.
 *
 * @param epoch from 1
 * @param epochs at most
 * @param fraction of the epoch that is done, 0..1
 * @param loss mean cross-entropy of the last complete epoch, NaN before there is one
 * @param validationAccuracy of the last complete epoch, 0..1, NaN before there is one
 * @param examplesPerSecond trained, NaN if not known yet
 * @param elapsedSeconds since training began
 */
record TrainingLine(
    int epoch,
    int epochs,
    double fraction,
    double loss,
    double validationAccuracy,
    double examplesPerSecond,
    double elapsedSeconds) {

  /** Seconds to go if every epoch takes as long as those so far and none is saved; NaN at first. */
  double remainingSeconds() {
    double done = epoch - 1 + fraction;
    return done <= 0 ? Double.NaN : elapsedSeconds * (epochs - done) / done;
  }

  /** What is known of it, the important first. */
  List<String> parts() {
    List<String> parts = new ArrayList<>();
    parts.add(
        fraction < 1
            ? String.format(Locale.ROOT, "epoch %d/%d (%.0f%%)", epoch, epochs, 100 * fraction)
            : "epoch " + epoch + "/" + epochs);
    if (!Double.isNaN(remainingSeconds())) {
      parts.add(Durations.minutes(remainingSeconds()) + " left");
    }
    if (!Double.isNaN(validationAccuracy)) {
      parts.add(String.format(Locale.ROOT, "validation %.2f%%", 100 * validationAccuracy));
    }
    if (!Double.isNaN(loss)) {
      parts.add(String.format(Locale.ROOT, "loss %.4f", loss));
    }
    if (!Double.isNaN(examplesPerSecond)) {
      parts.add(String.format(Locale.ROOT, "%.0f images/s", examplesPerSecond));
    }
    return parts;
  }
}
