package mnist.transform;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import mnist.Seeds;

/**
 * Random distortion of images, of named parts: first both that move pixels, in one resampling with
 * bilinear interpolation and zeros from outside, then those that change them in place, in the order
 * of the components. What a part draws is a pure function of (seed, epoch, record id, the part's
 * name), so that it is new every epoch, the same on any cluster, and what one part draws doesn't
 * depend on which others are on.
 *
 * @param affine rotation, shift, zoom and shear
 * @param elastic a smooth random field of displacements
 * @param stroke thicker or thinner strokes
 * @param blur a small one
 * @param noise on each pixel
 * @param erasing of a rectangle
 */
public record Augmentation(
    AffineDistortion affine,
    ElasticDistortion elastic,
    StrokeThickness stroke,
    Blur blur,
    Noise noise,
    Erasing erasing)
    implements Serializable {

  /** Leaves images as they are. */
  public static final Augmentation NONE = of(AffineDistortion.OFF);

  /** This distortion alone. */
  public static Augmentation of(AffineDistortion affine) {
    return new Augmentation(
        affine, ElasticDistortion.OFF, StrokeThickness.OFF, Blur.OFF, Noise.OFF, Erasing.OFF);
  }

  /**
   * Distorts one image.
   *
   * @param epoch or view: another draw
   * @param image height x width unsigned bytes, row-major
   * @param target takes height x width values 0..255, row-major, from {@code offset} on
   */
  public void apply(
      byte[] image,
      int height,
      int width,
      long seed,
      int epoch,
      long recordId,
      float[] target,
      int offset) {
    move(image, height, width, seed, epoch, recordId, target, offset);
    for (PixelTransform transform : List.of(stroke, blur, noise, erasing)) {
      if (!transform.isOff()) {
        SplittableRandom random = random(seed, epoch, recordId, transform.label());
        transform.apply(target, offset, height, width, random);
      }
    }
  }

  /** Whether images stay as they are. */
  public boolean isOff() {
    return affine.isOff()
        && elastic.isOff()
        && Stream.of(stroke, blur, noise, erasing).allMatch(PixelTransform::isOff);
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
    DisplacementField field =
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
