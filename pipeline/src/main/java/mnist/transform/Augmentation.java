package mnist.transform;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import mnist.Bounds;
import mnist.Seeds;

/**
 * Random distortion of images, of named parts: first both that move pixels, in one resampling with
 * bilinear interpolation and zeros from outside, then neighbours beside the digit, and what changes
 * pixels in place. What a part draws is a pure function of (seed, epoch, record id, the part's
 * name), so that it is new every epoch, the same on any cluster, and what one part draws doesn't
 * depend on which others are on.
 *
 * @param affine rotation, shift, zoom, shear and shrinking
 * @param elastic a smooth random field of displacements
 * @param plainFraction part of the images that are moved and nothing else, 0..1
 * @param neighbours pieces of other digits at the sides
 * @param inPlace what changes pixels where they are, in this order; those that are off are left out
 */
public record Augmentation(
    AffineDistortion affine,
    ElasticDistortion elastic,
    double plainFraction,
    Neighbours neighbours,
    List<PixelTransform> inPlace)
    implements Serializable {

  /** Leaves images as they are. */
  public static final Augmentation NONE = of(AffineDistortion.OFF);

  private static final String PLAIN = "plain";

  public Augmentation {
    Bounds.within("augment.plain-fraction", plainFraction, 0, 1);
    inPlace = inPlace.stream().filter(transform -> !transform.isOff()).toList();
  }

  /** This distortion alone. */
  public static Augmentation of(AffineDistortion affine) {
    return new Augmentation(affine, ElasticDistortion.OFF, 0, Neighbours.OFF, List.of());
  }

  /** Distorts one image that has no neighbours. */
  public void apply(
      byte[] image,
      int height,
      int width,
      long seed,
      int epoch,
      long recordId,
      float[] target,
      int offset) {
    apply(image, List.of(), height, width, seed, epoch, recordId, target, offset);
  }

  /**
   * Distorts one image.
   *
   * @param epoch or view: another draw
   * @param image height x width unsigned bytes, row-major
   * @param beside the images that may stand at its left and at its right, of the same shape; none
   *     where there are no others
   * @param target takes height x width values 0..255, row-major, from {@code offset} on
   */
  public void apply(
      byte[] image,
      List<byte[]> beside,
      int height,
      int width,
      long seed,
      int epoch,
      long recordId,
      float[] target,
      int offset) {
    move(image, height, width, seed, epoch, recordId, target, offset);
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
    for (PixelTransform transform : inPlace) {
      SplittableRandom random = random(seed, epoch, recordId, transform.label());
      transform.apply(pixels, offset, height, width, random);
    }
  }

  /** Whether images stay as they are. */
  public boolean isOff() {
    return affine.isOff() && elastic.isOff() && neighbours.isOff() && inPlace.isEmpty();
  }

  private boolean isPlain(long seed, int epoch, long recordId) {
    return plainFraction > 0 && Draws.chance(random(seed, epoch, recordId, PLAIN), plainFraction);
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
    if (affine.isOff() && elastic.isOff()) {
      for (int i = 0; i < image.length; i++) {
        target[offset + i] = image[i] & 0xFF;
      }
      return;
    }
    AffineMap map = map(height, width, seed, epoch, recordId);
    SmoothField field =
        elastic.isOff()
            ? null
            : elastic.field(height, width, random(seed, epoch, recordId, elastic.label()));
    map.draw(image, height, width, field, target, offset);
  }

  /** The affine distortion that is drawn for a record; it has no name, being older than names. */
  AffineMap map(int height, int width, long seed, int epoch, long recordId) {
    return affine.map(height, width, new SplittableRandom(Seeds.of(seed, epoch, recordId)));
  }

  private static SplittableRandom random(long seed, int epoch, long recordId, String name) {
    return new SplittableRandom(Seeds.of(seed, epoch, recordId, name.hashCode()));
  }
}
