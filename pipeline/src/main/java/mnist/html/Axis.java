package mnist.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A range of numbers on an axis.
 *
 * @param label what they are
 * @param low the axis' start
 * @param high the axis' end, above {@code low}
 * @param leastStep between two ticks; 0 if they may be as close as can be read
 * @param text writes one of them
 */
public record Axis(
    String label, double low, double high, double leastStep, DoubleFunction<String> text) {

  private static final int MOST_TICKS = 6;

  public Axis {
    if (!(low < high)) {
      throw new IllegalArgumentException("Axis must rise, but went from " + low + " to " + high);
    }
  }

  public Axis(String label, double low, double high, DoubleFunction<String> text) {
    this(label, low, high, 0, text);
  }

  /** An axis of whole numbers, with ticks at whole numbers only. */
  public static Axis whole(String label, double low, double high) {
    return new Axis(label, low, high, 1, value -> Numbers.count(Math.round(value)));
  }

  /** Where a number lies: 0 at the start, 1 at the end; what lies outside is brought to them. */
  double share(double value) {
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }

  /** Multiples of 1, 2 or 5 times a power of ten, so many that at most six fit. */
  List<Double> ticks() {
    double power = Math.pow(10, Math.floor(Math.log10((high - low) / MOST_TICKS)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if ((high - low) / step < MOST_TICKS) {
        break;
      }
    }
    step = Math.max(step, leastStep);
    List<Double> ticks = new ArrayList<>();
    // A tick at the end isn't lost to rounding.
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
