package mnist.prepare;

/**
 * What a picture would be without ink: its morphological opening, erosion and then dilation by a
 * square that is wider than any stroke, then smoothed (J. Serra, "Image Analysis and Mathematical
 * Morphology", 1982). Gradients and the edges of shadows stay, strokes go.
 */
final class Background {

  private Background() {}

  /**
   * The background of a picture whose ink is brighter than it.
   *
   * @param reach pixels from the square's middle to its sides
   */
  static Plane of(Plane plane, int reach) {
    Plane eroded = negative(Window.greatest(negative(Window.mean(plane, 1)), reach));
    return Window.mean(Window.greatest(eroded, reach), Math.max(1, reach / 2));
  }

  private static Plane negative(Plane plane) {
    Plane negative = new Plane(plane.height(), plane.width());
    for (int i = 0; i < plane.values().length; i++) {
      negative.values()[i] = -plane.values()[i];
    }
    return negative;
  }
}
