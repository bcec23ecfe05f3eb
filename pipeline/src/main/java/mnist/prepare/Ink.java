package mnist.prepare;

/**
 * How much darker (or brighter, where the picture is white on black) than the background each pixel
 * is.
 *
 * @param amounts 0 or more, in shades of grey
 * @param floor what noise and texture of the background reach; 0 if the background is even
 * @param full the amount of full ink
 */
record Ink(Plane amounts, float floor, float full) {

  /** Ink that stands out less is no ink, in shades of grey. */
  private static final float LEAST_CONTRAST = 8;

  /** More is as good as black on white. */
  static final float FULL_CONTRAST = 230;

  /** Between ink and background, as Otsu measures it; noise has about 0.65, digits 0.8 and more. */
  private static final double LEAST_SEPARATION = 0.75;

  /** Pictures of fewer pixels have too few that are all ink or all background to tell. */
  private static final int LEAST_PIXELS = 256;

  private static final double SHARE_OF_FLOOR = 0.8;

  /** Of a picture whose ink is brighter than its background. */
  static Ink of(Plane bright) throws NoDigitException {
    float least = bright.least();
    float greatest = bright.greatest();
    float contrast = greatest - least;
    if (contrast < LEAST_CONTRAST) {
      throw new NoDigitException(NoDigitException.BLANK);
    }
    return isPlain(bright, least, greatest)
        ? onPlainBackground(bright, least, contrast < FULL_CONTRAST ? contrast : 255)
        : onUnevenBackground(bright);
  }

  /**
   * Whether more than half of the pixels have the least value or the greatest: of a digit that
   * fills its picture, more may be ink than background.
   */
  private static boolean isPlain(Plane bright, float least, float greatest) {
    int count = 0;
    for (float value : bright.values()) {
      if (value == least || value == greatest) {
        count++;
      }
    }
    return count * 2 > bright.values().length;
  }

  private static Ink onPlainBackground(Plane bright, float background, float full) {
    Plane amounts = new Plane(bright.height(), bright.width());
    for (int i = 0; i < amounts.values().length; i++) {
      amounts.values()[i] = bright.values()[i] - background;
    }
    return new Ink(amounts, floor(amounts, full / 2), full);
  }

  private static Ink onUnevenBackground(Plane bright) throws NoDigitException {
    int reach = Math.max(4, Math.max(bright.height(), bright.width()) * 15 / 100);
    Plane background = Background.of(bright, reach);
    Plane amounts = new Plane(bright.height(), bright.width());
    float[] values = amounts.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = bright.values()[i] - background.values()[i];
    }
    // Most pixels are background, and the opening lies below the mean of its noise.
    float middle = quantile(values, values.length, 0.5);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i] - middle);
    }
    return measured(amounts);
  }

  private static Ink measured(Plane amounts) throws NoDigitException {
    Otsu classes = Otsu.of(amounts);
    if (classes.upperMean() < LEAST_CONTRAST) {
      throw new NoDigitException(NoDigitException.BLANK);
    }
    if (classes.separation() < LEAST_SEPARATION && amounts.values().length >= LEAST_PIXELS) {
      throw new NoDigitException(NoDigitException.NOISE);
    }
    float full = classes.upperMean();
    return new Ink(amounts, floor(amounts, full / 2), full);
  }

  /** Four times what 80 of 100 pixels stay below that aren't ink nor next to it. */
  private static float floor(Plane amounts, float ink) {
    float[] values = amounts.values();
    float[] around = Window.greatest(amounts, 1).values();
    float[] away = new float[values.length];
    int count = 0;
    int none = 0;
    for (int i = 0; i < values.length; i++) {
      if (around[i] < ink) {
        none += values[i] == 0 ? 1 : 0;
        away[count++] = values[i];
      }
    }
    return none >= SHARE_OF_FLOOR * count ? 0 : 4 * quantile(away, count, SHARE_OF_FLOOR);
  }

  /**
   * The value that a share of the first {@code count} lies below, to one part in 1,024 of their
   * range.
   */
  private static float quantile(float[] values, int count, double share) {
    float least = values[0];
    float greatest = values[0];
    for (int i = 0; i < count; i++) {
      if (values[i] < least) {
        least = values[i];
      } else if (values[i] > greatest) {
        greatest = values[i];
      }
    }
    if (greatest == least) {
      return least;
    }
    int[] counts = new int[1024];
    float scale = 1023 / (greatest - least);
    for (int i = 0; i < count; i++) {
      counts[(int) ((values[i] - least) * scale)]++;
    }
    int bin = 0;
    for (long below = counts[0]; below < share * count; below += counts[bin]) {
      bin++;
    }
    return least + bin / scale;
  }
}
