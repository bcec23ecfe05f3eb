package mnist.deliveries;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.Bounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which deliveries a challenger is trained on in full: the last ones, by their numbers.
 *
 * @param text as in settings: {@code all}, or a number of deliveries or days, such as {@code 30
 *     days}
 * @param deliveries how many at most
 * @param days how many before the last delivery; null for any
 */
public record Window(String text, int deliveries, Integer days) {

  private static final Logger LOG = LoggerFactory.getLogger(Window.class);

  private static final String KEY = "retrain.window";
  private static final Pattern COUNTED = Pattern.compile("(\\d{1,9}) (?:(deliver(?:y|ies))|days?)");

  /**
   * The one that a setting says.
   *
   * @throws mnist.InvalidInputException if it says none
   */
  public static Window of(String text) {
    Matcher counted = COUNTED.matcher(text);
    boolean isAll = text.equals("all");
    Bounds.require(
        isAll || counted.matches() && Integer.parseInt(counted.group(1)) > 0,
        KEY,
        "all, or a number of deliveries or days, such as 30 days",
        text);
    if (isAll) {
      return new Window(text, Integer.MAX_VALUE, null);
    }
    int number = Integer.parseInt(counted.group(1));
    return counted.group(2) == null
        ? new Window(text, Integer.MAX_VALUE, number)
        : new Window(text, number, null);
  }

  /**
   * The deliveries in it: some of the last ones. Days count back from when the last one was taken,
   * not from what the clock says: so a run that goes on another day has the same window, and a
   * clock that was put back for a while leaves none out.
   *
   * @param deliveries by number
   */
  List<Delivery> of(List<Delivery> deliveries) {
    int first = Math.max(0, deliveries.size() - this.deliveries);
    if (days != null && !deliveries.isEmpty()) {
      Delivery last = deliveries.get(deliveries.size() - 1);
      LOG.info("{} = {} ends at {}, when {} was taken", KEY, text, last.deliveredAt(), last.name());
      Instant since = last.deliveredAt().minus(Duration.ofDays(days));
      while (!deliveries.get(first).deliveredAt().isAfter(since)) {
        first++;
      }
    }
    return deliveries.subList(first, deliveries.size());
  }
}
