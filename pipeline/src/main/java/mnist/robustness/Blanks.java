package mnist.robustness;

/** Frames with nothing in them. */
final class Blanks {

  private static final int SIDE = CorruptionFunction.SIDE;

  /** The most greys by which a frame gets lighter from end to end. */
  private static final double FAINT = 32;

  private Blanks() {}

  /** Black, one grey, or a grey that rises a little in some direction. */
  static float[] draw(Chance chance) {
    int form = chance.whole(0, 4);
    double grey = form == 0 ? 0 : chance.between(0, CorruptionFunction.WHITE);
    double rise = form < 2 ? 0 : chance.between(0, FAINT) / SIDE;
    double angle = chance.between(0, 2 * Math.PI);
    double down = rise * StrictMath.sin(angle);
    double right = rise * StrictMath.cos(angle);
    float[] pixels = new float[CorruptionFunction.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (grey + down * (i / SIDE - SIDE / 2) + right * (i % SIDE - SIDE / 2));
    }
    return pixels;
  }
}
