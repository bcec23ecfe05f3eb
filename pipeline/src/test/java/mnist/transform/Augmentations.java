package mnist.transform;

import java.util.List;

/** Augmentations by their parts. */
final class Augmentations {

  /** The parts that there were first; hashes of models that there are rest on what they draw. */
  static final Augmentation FIRST =
      new Augmentation(
          new AffineDistortion(10, 0.05, 0.1, 0.05),
          new ElasticDistortion(34, 4),
          0,
          Neighbours.OFF,
          List.of(new StrokeThickness(0.5), new Blur(0.7), new Noise(0.1), new Erasing(0.3, 0)));

  private Augmentations() {}

  static Augmentation only(ElasticDistortion elastic) {
    return with(elastic);
  }

  static Augmentation only(PixelTransform transform) {
    return with(ElasticDistortion.OFF, transform);
  }

  static Augmentation only(Neighbours neighbours) {
    return new Augmentation(AffineDistortion.OFF, ElasticDistortion.OFF, 0, neighbours, List.of());
  }

  static Augmentation before(Hooks hooks, Stretch stretch) {
    return new Augmentation(
        hooks, AffineDistortion.OFF, stretch, ElasticDistortion.OFF, 0, Neighbours.OFF, List.of());
  }

  static Augmentation with(ElasticDistortion elastic, PixelTransform... inPlace) {
    return new Augmentation(AffineDistortion.OFF, elastic, 0, Neighbours.OFF, List.of(inPlace));
  }
}
