package mnist.bench.season;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mnist.Seeds;
import mnist.bench.plan.Digits;
import mnist.records.HoldOut;

/**
 * MNIST's training images, in an order that follows from a seed: some that a store never gets,
 * those that it begins with, and others for each week.
 */
final class Supply {

  static final int RESERVE = 4000;
  static final int FIRST = 5000;
  static final int WEEKLY = 500;

  private final Calendar calendar;
  private final HoldOut holdOut;
  private final List<Digit> digits;

  /**
   * @param holdOut what the store holds out, as its settings have it
   */
  Supply(Calendar calendar, HoldOut holdOut) throws IOException {
    this.calendar = calendar;
    this.holdOut = holdOut;
    Digits bundled = Digits.bundled();
    this.digits =
        new ArrayList<>(
            IntStream.range(0, bundled.size())
                .mapToObj(i -> new Digit(bundled.images()[i], bundled.labels()[i]))
                .toList());
    Collections.shuffle(digits, new Random(calendar.seed()));
  }

  /** As many of each style that comes in the season, which no model is trained on or judged by. */
  Map<Style, List<Digit>> reserve() {
    Map<Style, List<Digit>> reserve = new TreeMap<>();
    List<Style> styles = Style.within(calendar.weeks());
    for (int i = 0; i < RESERVE; i++) {
      Style style = styles.get(i % styles.size());
      Digit digit = digits.get(i);
      reserve
          .computeIfAbsent(style, each -> new ArrayList<>())
          .add(digit.withImage(style.of(digit.image(), calendar.seed(), i)));
    }
    return reserve;
  }

  /**
   * What is delivered, a pure function of the calendar, its seed and the week.
   *
   * @param week from 1 on; 0 for what the store begins with
   */
  List<Digit> delivery(int week) {
    if (week == 0) {
      return first();
    }
    SplittableRandom random = new SplittableRandom(Seeds.of(calendar.seed(), week));
    List<Digit> images = new ArrayList<>();
    int from = RESERVE + FIRST + (week - 1) * WEEKLY;
    for (int i = from; i < from + WEEKLY; i++) {
      Digit digit = digits.get(i);
      Style style = Style.draw(week, random);
      images.add(digit.withImage(style.of(digit.image(), calendar.seed(), i)));
    }
    List<Digit> heldOut =
        first().stream().filter(digit -> holdOut.holdsOut(digit.image())).toList();
    return calendar.kind(week).of(images, heldOut, random);
  }

  private List<Digit> first() {
    return digits.subList(RESERVE, RESERVE + FIRST);
  }
}
