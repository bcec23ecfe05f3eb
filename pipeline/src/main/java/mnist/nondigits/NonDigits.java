package mnist.nondigits;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import mnist.Bounds;
import mnist.DigitClasses;
import mnist.InvalidInputException;
import mnist.Seeds;

/**
 * Replaces a part of the training examples by non-digits. Which ones, and by what, is a pure
 * function of (seed, epoch, record id, the digits at hand): new every epoch, the same on any
 * cluster.
 *
 * @param fraction that part, 0 to below 1
 */
public record NonDigits(double fraction) implements Serializable {

  /** Replaces nothing. */
  public static final NonDigits NONE = new NonDigits(0);

  /** All kinds, as likely as each other; models' hashes rest on their order. */
  public static final List<NonDigit> KINDS =
      List.of(
          new Blank(),
          new PureNoise(),
          new PureTexture(),
          new FormCell(),
          new Scribble(),
          new Sign(),
          new Skeleton(),
          new Silhouette(),
          new HalfDigit(),
          new ShuffledDigit(),
          new SeveralDigits(),
          new TurnedDigit(),
          new MirroredDigit());

  /** From these names random numbers are derived; models' hashes rest on them. */
  private static final String WHETHER = "non-digit";

  private static final String WHAT = "non-digit image";

  public NonDigits {
    Bounds.below("train.non-digit-fraction", fraction, 0, 1);
  }

  /**
   * Checks that what replaces examples can't be what a class is of: letters, signs and garments may
   * be among it.
   *
   * @param classes how many there are
   * @param names of them, from class 0; null where they are numbers
   * @throws InvalidInputException if some examples are replaced, but the classes aren't the digits
   *     0 to 9
   */
  public void requireDigits(int classes, List<String> names) {
    if (fraction > 0) {
      DigitClasses.require(
          "Cannot replace training images by images that aren't digits",
          "train.non-digit-fraction",
          classes,
          names);
    }
  }

  /** Whether an example is replaced in an epoch. */
  public boolean replaces(long seed, int epoch, long recordId) {
    return fraction > 0 && random(seed, epoch, recordId, WHETHER).nextDouble() < fraction;
  }

  /**
   * What an example is replaced by.
   *
   * @return height x width values 0..255, row-major
   */
  public static float[] draw(DigitsAtHand digits, long seed, int epoch, long recordId) {
    SplittableRandom random = random(seed, epoch, recordId, WHAT);
    List<NonDigit> suitable = KINDS.stream().filter(kind -> kind.suits(digits)).toList();
    return suitable.get(random.nextInt(suitable.size())).draw(digits, random);
  }

  private static SplittableRandom random(long seed, int epoch, long recordId, String name) {
    return new SplittableRandom(Seeds.of(seed, epoch, recordId, name.hashCode()));
  }
}
