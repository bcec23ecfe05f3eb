package mnist.robustness;

/** Fog in the air and mud on the lens. */
final class Weather {

  private static final double FOG = 3;
  private static final double FOG_DECAY = 1.4;

  private static final double LIQUID_MEAN = 0.65;
  private static final double LIQUID_DEVIATION = 0.3;
  private static final double LIQUID_LEVEL = 0.65;
  private static final Gaussian DROPS = new Gaussian(1);
  private static final Gaussian EDGES = new Gaussian(1.5);
  private static final float THINNEST = 0.8f;
  private static final float MUD = 63;

  private Weather() {}

  /** Adds light from a plasma, then dims all so that the brightest pixel stays as it was. */
  static float[] fog(byte[] image, Chance chance) {
    float[] pixels = CorruptionFunction.pixels(image);
    float[] fog = Plasma.corner(FOG_DECAY, chance);
    float brightest = 0;
    for (float pixel : pixels) {
      brightest = Math.max(brightest, pixel);
    }
    float dimmed = (float) (brightest / (brightest + FOG * CorruptionFunction.WHITE));
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (pixels[i] + FOG * CorruptionFunction.WHITE * fog[i]) * dimmed;
    }
    return pixels;
  }

  /** Dark drops of mud where smoothed noise is high. */
  static float[] spatter(byte[] image, Chance chance) {
    float[] noise = new float[CorruptionFunction.PIXELS];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (LIQUID_MEAN + LIQUID_DEVIATION * chance.normal());
    }
    float[] drops = DROPS.filter(noise);
    for (int i = 0; i < drops.length; i++) {
      drops[i] = drops[i] > LIQUID_LEVEL ? 1 : 0;
    }
    float[] mud = EDGES.filter(drops);
    float[] pixels = CorruptionFunction.pixels(image);
    for (int i = 0; i < pixels.length; i++) {
      float cover = mud[i] < THINNEST ? 0 : mud[i];
      pixels[i] = pixels[i] * (1 - cover) + MUD * cover;
    }
    return pixels;
  }
}
