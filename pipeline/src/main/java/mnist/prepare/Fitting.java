package mnist.prepare;

/** A digit's strokes into a box of a given size, in MNIST's width. */
final class Fitting {

  /** Strokes that are narrower, in pixels of a box of 20, are widened. */
  private static final double NARROW = 1.7;

  /** To this width. */
  private static final double USUAL = 2.6;

  /** MNIST's box. */
  private static final double BOX = 20;

  private static final int FINE = 80;

  private Fitting() {}

  /** The strokes with their aspect kept, height or width being that of the box. */
  static Plane fitted(Strokes strokes, int height, int width) {
    Box box = strokes.box();
    Plane ink = Resampling.resize(strokes.amounts(), box, box.height(), box.width());
    double stroke = StrokeWidth.of(ink) * BOX / box.longerSide();
    Plane source = stroke < NARROW ? widened(ink, stroke) : ink;
    double scale = Math.min((double) height / source.height(), (double) width / source.width());
    int h = Math.max(1, (int) Math.round(source.height() * scale));
    int w = Math.max(1, (int) Math.round(source.width() * scale));
    Plane fitted =
        h == source.height() && w == source.width()
            ? source
            : Resampling.resize(source, new Box(0, 0, source.height(), source.width()), h, w);
    float greatest = 0;
    for (float value : fitted.values()) {
      greatest = Math.max(greatest, value);
    }
    for (int i = 0; i < fitted.values().length; i++) {
      fitted.values()[i] = Math.max(0, fitted.values()[i]) / greatest;
    }
    return fitted;
  }

  private static Plane widened(Plane ink, double stroke) {
    double scale = Math.max(1, (double) FINE / Math.max(ink.height(), ink.width()));
    int h = Math.max(1, (int) Math.round(ink.height() * scale));
    int w = Math.max(1, (int) Math.round(ink.width() * scale));
    Plane fine =
        scale == 1 ? ink : Resampling.resize(ink, new Box(0, 0, ink.height(), ink.width()), h, w);
    double unit = Math.max(h, w) / BOX;
    float radius = (float) ((USUAL - stroke) / 2 * unit);
    int margin = (int) Math.ceil(radius);
    int height = h + 2 * margin;
    int width = w + 2 * margin;
    boolean[] mask = new boolean[height * width];
    for (int row = 0; row < h; row++) {
      for (int column = 0; column < w; column++) {
        mask[(row + margin) * width + column + margin] = fine.values()[row * w + column] > 0.5f;
      }
    }
    float[] distances = DistanceTransform.of(mask, height, width);
    Plane widened = new Plane(height, width);
    for (int i = 0; i < distances.length; i++) {
      widened.values()[i] = Math.max(0, Math.min(1, radius + 0.5f - distances[i]));
    }
    return widened;
  }
}
