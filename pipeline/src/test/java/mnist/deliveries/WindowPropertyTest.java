package mnist.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.InvalidInputException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowPropertyTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * @param days when each was taken, from the start; the clock may go back
   */
  private static List<Delivery> taken(List<Integer> days) {
    List<Delivery> deliveries = new ArrayList<>();
    for (int day : days) {
      deliveries.add(
          Deliverer.delivery(
              deliveries.size() + 1, START.plus(day, ChronoUnit.DAYS), Map.of("train", 1L)));
    }
    return deliveries;
  }

  @Property
  void lastOnesByNumber(
      @ForAll @Size(max = 9) List<@IntRange(max = 99) Integer> days,
      @ForAll @IntRange(min = 1, max = 12) int last) {
    List<Delivery> all = taken(days);

    assertThat(Window.of("all").of(all)).isEqualTo(all);
    assertThat(Window.of(last + " deliveries").of(all))
        .isEqualTo(all.stream().skip(Math.max(0, all.size() - last)).toList());
  }

  /**
   * Those after the last one that is too old, or all, if none is; the last is always among them.
   */
  @Property
  void daysCountBackFromTheLastDelivery(
      @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 99) Integer> days,
      @ForAll @IntRange(min = 1, max = 50) int length) {
    List<Delivery> all = taken(days);
    int now = days.get(days.size() - 1);

    List<Delivery> window = Window.of(length + " days").of(all);

    assertThat(all.subList(all.size() - window.size(), all.size())).isEqualTo(window);
    assertThat(days.get(all.size() - window.size())).isGreaterThan(now - length);
    assertThat(days.subList(0, all.size() - window.size()))
        .allSatisfy(day -> assertThat(day).isLessThanOrEqualTo(now - length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "0 days", "3", "3 weeks", "-1 days", "3 deliveries or so"})
  void refusesWhatItDoesNotKnow(String text) {
    assertThatThrownBy(() -> Window.of(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "retrain.window must be all, or a number of deliveries or days, such as 30 days, but"
                + " was "
                + text);
  }

  @Test
  void oneMayBeSingular() {
    assertThat(Window.of("1 day").days()).isEqualTo(1);
    assertThat(Window.of("1 delivery").deliveries()).isEqualTo(1);
  }

  /** The level at which water that is poured on them stands, by trying all. */
  @Property
  void sharesAreEqualAndTakeTheBound(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(max = 40) Long> images,
      @ForAll @LongRange(min = 1, max = 200) long bound) {
    long share = EqualShares.of(images, bound);

    assertThat(share).isPositive();
    if (images.stream().mapToLong(Long::longValue).sum() <= bound) {
      assertThat(given(images, share)).isEqualTo(given(images, Long.MAX_VALUE));
    } else if (share > 1) {
      assertThat(given(images, share)).isLessThanOrEqualTo(bound);
      assertThat(given(images, share + 1)).isGreaterThan(bound);
    }
  }

  private static long given(List<Long> images, long share) {
    return images.stream().mapToLong(count -> Math.min(count, share)).sum();
  }
}
