package mnist.transform;

/** Augmentations by their parts. */
final class Augmentations {

  /** Every part, as strong as one would take it for digits. */
  static final Augmentation ALL =
      new Augmentation(
          new AffineDistortion(10, 0.05, 0.1, 0.05),
          new ElasticDistortion(34, 4),
          new StrokeThickness(0.5),
          new Blur(0.7),
          new Noise(0.1),
          new Erasing(0.3));

  private Augmentations() {}

  static Augmentation only(ElasticDistortion elastic) {
    return new Augmentation(
        AffineDistortion.OFF, elastic, StrokeThickness.OFF, Blur.OFF, Noise.OFF, Erasing.OFF);
  }

  static Augmentation only(PixelTransform transform) {
    return new Augmentation(
        AffineDistortion.OFF,
        ElasticDistortion.OFF,
        transform instanceof StrokeThickness stroke ? stroke : StrokeThickness.OFF,
        transform instanceof Blur blur ? blur : Blur.OFF,
        transform instanceof Noise noise ? noise : Noise.OFF,
        transform instanceof Erasing erasing ? erasing : Erasing.OFF);
  }
}
