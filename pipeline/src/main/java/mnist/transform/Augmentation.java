package mnist.transform;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import mnist.Bounds;
import mnist.DigitClasses;
import mnist.InvalidInputException;
import mnist.Seeds;

/**
 * Random distortion of images, of named parts: first strokes of other hands, then what moves
 * pixels, in one resampling with bilinear interpolation and zeros from outside, then neighbours
 * beside the digit, and what changes pixels in place. What a part draws is a pure function of
 * (seed, epoch, record id, the part's name), so that it is new every epoch, the same on any
 * cluster, and what one part draws doesn't depend on which others are on.
 *
 * @param hooks strokes that a digit of that class may have
 * @param affine rotation, shift, zoom, shear and shrinking
 * @param stretch another height for the width, before the affine distortion
 * @param elastic a smooth random field of displacements
 * @param plainFraction part of the images that are moved and nothing else, 0..1
 * @param leastShare of the parts in place: each image draws a share, uniformly from this to 1, and
 *     each of them touches the image with this chance, beside its own; 0..1, where 1 leaves all to
 *     their own
 * @param neighbours pieces of other digits at the sides
 * @param inPlace what changes pixels where they are, in this order; those that are off are left out
 */
public record Augmentation(
    Hooks hooks,
    AffineDistortion affine,
    Stretch stretch,
    ElasticDistortion elastic,
    double plainFraction,
    double leastShare,
    Neighbours neighbours,
    List<PixelTransform> inPlace)
    implements Serializable {

  /** The label of images whose class nobody tells. */
  public static final int NO_LABEL = -1;

  /** Leaves images as they are. */
  public static final Augmentation NONE = of(AffineDistortion.OFF);

  private static final String PLAIN = "plain";
  private static final String SHARE = "share";

  public Augmentation {
    Bounds.within("augment.plain-fraction", plainFraction, 0, 1);
    Bounds.within("augment.least-share", leastShare, 0, 1);
    inPlace = inPlace.stream().filter(transform -> !transform.isOff()).toList();
  }

  /** With every part in place by its own chance alone. */
  public Augmentation(
      Hooks hooks,
      AffineDistortion affine,
      Stretch stretch,
      ElasticDistortion elastic,
      double plainFraction,
      Neighbours neighbours,
      List<PixelTransform> inPlace) {
    this(hooks, affine, stretch, elastic, plainFraction, 1, neighbours, inPlace);
  }

  /** The same without hooks and stretching. */
  public Augmentation(
      AffineDistortion affine,
      ElasticDistortion elastic,
      double plainFraction,
      Neighbours neighbours,
      List<PixelTransform> inPlace) {
    this(Hooks.OFF, affine, Stretch.OFF, elastic, plainFraction, neighbours, inPlace);
  }

  /** This distortion alone. */
  public static Augmentation of(AffineDistortion affine) {
    return new Augmentation(affine, ElasticDistortion.OFF, 0, Neighbours.OFF, List.of());
  }

  /** Distorts one image that has no neighbours and no label, and so gets no hooks. */
  public void apply(
      byte[] image,
      int height,
      int width,
      long seed,
      int epoch,
      long recordId,
      float[] target,
      int offset) {
    apply(image, NO_LABEL, List.of(), height, width, seed, epoch, recordId, target, offset);
  }

  /**
   * Distorts one image.
   *
   * @param epoch or view: another draw
   * @param image height x width unsigned bytes, row-major
   * @param label its class, or {@link #NO_LABEL}
   * @param beside the images that may stand at its left and at its right, of the same shape; none
   *     where there are no others
   * @param target takes height x width values 0..255, row-major, from {@code offset} on
   */
  public void apply(
      byte[] image,
      int label,
      List<byte[]> beside,
      int height,
      int width,
      long seed,
      int epoch,
      long recordId,
      float[] target,
      int offset) {
    byte[] written = image;
    if (!hooks.isOff()) {
      SplittableRandom random = random(seed, epoch, recordId, hooks.label());
      written = hooks.apply(image, label, height, width, random);
    }
    move(written, height, width, seed, epoch, recordId, target, offset);
    if (isPlain(seed, epoch, recordId)) {
      return;
    }
    if (!neighbours.isOff() && !beside.isEmpty()) {
      SplittableRandom random = random(seed, epoch, recordId, neighbours.label());
      neighbours.apply(beside, target, offset, height, width, random);
    }
    changeInPlace(target, offset, height, width, seed, epoch, recordId);
  }

  /**
   * Changes an image that takes the place of a record's own, by what changes pixels where they are.
   * It is plain if the record's own would be.
   *
   * @param pixels height x width values 0..255, row-major, from {@code offset} on
   */
  public void applyInPlace(
      float[] pixels, int offset, int height, int width, long seed, int epoch, long recordId) {
    if (!isPlain(seed, epoch, recordId)) {
      changeInPlace(pixels, offset, height, width, seed, epoch, recordId);
    }
  }

  private void changeInPlace(
      float[] pixels, int offset, int height, int width, long seed, int epoch, long recordId) {
    double share = share(seed, epoch, recordId);
    for (PixelTransform transform : inPlace) {
      SplittableRandom random = random(seed, epoch, recordId, transform.label());
      if (share == 1 || Draws.chance(random, share)) {
        transform.apply(pixels, offset, height, width, random);
      }
    }
  }

  /**
   * Checks that images are of what the parts draw.
   *
   * @param classes how many there are
   * @param names of them, from class 0; null where they are numbers
   * @throws InvalidInputException if some images get hooks, but the classes aren't the digits 0 to
   *     9
   */
  public void requireDigits(int classes, List<String> names) {
    if (!hooks.isOff()) {
      DigitClasses.require(
          "Cannot draw strokes of digits into training images",
          "augment.hooks-fraction",
          classes,
          names);
    }
  }

  /** Whether images stay as they are. */
  public boolean isOff() {
    return hooks.isOff()
        && affine.isOff()
        && stretch.isOff()
        && elastic.isOff()
        && neighbours.isOff()
        && inPlace.isEmpty();
  }

  private boolean isPlain(long seed, int epoch, long recordId) {
    return plainFraction > 0 && Draws.chance(random(seed, epoch, recordId, PLAIN), plainFraction);
  }

  private double share(long seed, int epoch, long recordId) {
    if (leastShare == 1) {
      return 1;
    }
    double drawn = random(seed, epoch, recordId, SHARE).nextDouble();
    return leastShare + drawn * (1 - leastShare);
  }

  private void move(
      byte[] image,
      int height,
      int width,
      long seed,
      int epoch,
      long recordId,
      float[] target,
      int offset) {
    if (affine.isOff() && stretch.isOff() && elastic.isOff()) {
      for (int i = 0; i < image.length; i++) {
        target[offset + i] = image[i] & 0xFF;
      }
      return;
    }
    AffineMap map = map(height, width, seed, epoch, recordId);
    if (!stretch.isOff()) {
      SplittableRandom random = random(seed, epoch, recordId, stretch.label());
      map = stretch.before(map, image, height, width, random);
    }
    float[] displacements =
        elastic.isOff()
            ? null
            : elastic.displacements(height, width, name -> random(seed, epoch, recordId, name));
    map.draw(image, height, width, displacements, target, offset);
  }

  /** The affine distortion that is drawn for a record; it has no name, being older than names. */
  AffineMap map(int height, int width, long seed, int epoch, long recordId) {
    return affine.map(height, width, new SplittableRandom(Seeds.of(seed, epoch, recordId)));
  }

  private static SplittableRandom random(long seed, int epoch, long recordId, String name) {
    return new SplittableRandom(Seeds.of(seed, epoch, recordId, name.hashCode()));
  }
}
