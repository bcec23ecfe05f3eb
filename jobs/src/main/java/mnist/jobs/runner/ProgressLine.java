package mnist.jobs.runner;

import java.util.Locale;

/**
 * Where training stands.
 *
 * @param epoch from 1
 * @param epochs at most
 * @param fraction of the epoch that is done, 0..1
 * @param loss mean cross-entropy of the last complete epoch, NaN before there is one
 * @param validationAccuracy of the last complete epoch, 0..1, NaN before there is one
 * @param examplesPerSecond trained, NaN if not known yet
 * @param elapsedSeconds since training began
 */
public record ProgressLine(
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

  /** As key=value pairs in one line; what isn't known is a dash. */
  String text() {
    return String.format(
        Locale.ROOT,
        "epoch=%s loss=%s val_accuracy=%s examples_per_s=%s elapsed=%s remaining=%s",
        fraction < 1
            ? String.format(Locale.ROOT, "%d/%d (%.0f%%)", epoch, epochs, 100 * fraction)
            : epoch + "/" + epochs,
        number("%.4f", loss),
        number("%.4f", validationAccuracy),
        number("%.0f", examplesPerSecond),
        time(elapsedSeconds),
        time(remainingSeconds()));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  /** Minutes and seconds: 3:07. */
  private static String time(double seconds) {
    if (Double.isNaN(seconds)) {
      return "-";
    }
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
