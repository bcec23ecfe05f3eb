package mnist.bench.season;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mnist.robustness.Corruption;

/** What is delivered, and what may be wrong with it. */
enum DeliveryKind {
  GOOD {
    @Override
    List<Digit> of(List<Digit> images, List<Digit> heldOut, SplittableRandom random) {
      return images;
    }
  },

  /** Each image has the label of the next one. */
  SHIFTED_LABELS {
    @Override
    List<Digit> of(List<Digit> images, List<Digit> heldOut, SplittableRandom random) {
      return IntStream.range(0, images.size())
          .mapToObj(i -> images.get(i).withLabel(images.get((i + 1) % images.size()).label()))
          .toList();
    }
  },

  MISSING_CLASS {
    @Override
    List<Digit> of(List<Digit> images, List<Digit> heldOut, SplittableRandom random) {
      int missing = random.nextInt(10);
      return images.stream().filter(digit -> digit.label() != missing).toList();
    }
  },

  INVERTED {
    @Override
    List<Digit> of(List<Digit> images, List<Digit> heldOut, SplittableRandom random) {
      return images.stream()
          .map(digit -> digit.withImage(Corruption.INVERSION.apply(digit.image(), List.of(), 0, 0)))
          .toList();
    }
  },

  /** Half are images that the store holds out, most of them to judge by. */
  HELD_OUT_COPIES {
    @Override
    List<Digit> of(List<Digit> images, List<Digit> heldOut, SplittableRandom random) {
      List<Digit> mixed = new ArrayList<>(images.subList(0, images.size() / 2));
      int first = random.nextInt(heldOut.size());
      IntStream.range(0, images.size() - mixed.size())
          .forEach(i -> mixed.add(heldOut.get((first + i) % heldOut.size())));
      return mixed;
    }
  },

  /** Labels are right, of images that can't be seen. */
  NOISE {
    @Override
    List<Digit> of(List<Digit> images, List<Digit> heldOut, SplittableRandom random) {
      return images.stream()
          .map(
              digit -> {
                byte[] noise = new byte[digit.image().length];
                random.nextBytes(noise);
                return digit.withImage(noise);
              })
          .toList();
    }
  };

  /** Those that a store mustn't learn from. */
  static Set<DeliveryKind> bad() {
    return EnumSet.complementOf(EnumSet.of(GOOD));
  }

  /**
   * Makes a delivery.
   *
   * @param images good ones, which nobody has delivered before
   * @param heldOut what the store holds out of its first images
   */
  abstract List<Digit> of(List<Digit> images, List<Digit> heldOut, SplittableRandom random);

  /** The name in tables and in JSON. */
  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
