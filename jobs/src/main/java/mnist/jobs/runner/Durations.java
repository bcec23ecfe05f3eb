package mnist.jobs.runner;

import java.util.Locale;

/** Times as people read them. */
public final class Durations {

  private Durations() {}

  /** Minutes and seconds: 3:07. */
  public static String minutes(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
