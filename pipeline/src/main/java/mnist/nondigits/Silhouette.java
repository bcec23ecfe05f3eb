package mnist.nondigits;

import java.util.List;
import java.util.SplittableRandom;
import mnist.transform.Draws;
import mnist.transform.Pen;
import mnist.transform.Texture;

/**
 * Filled shapes: garments, vases, blobs, of one grey or with a texture, with or without an outline.
 * Wider than a thick one; and only garments have an outline, since a vase would be an eight and a
 * blob a zero.
 */
record Silhouette() implements NonDigit {

  private static final int KINDS = 5;

  /** The first of them. */
  private static final int GARMENTS = 3;

  @Override
  public String label() {
    return "silhouette";
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    int height = digits.height();
    int width = digits.width();
    int kind = random.nextInt(KINDS);
    float[] shape =
        switch (kind) {
          case 0 -> shirt(random);
          case 1 -> trousers(random);
          case 2 -> shoe(random);
          case 3 -> vase(random);
          default -> blob(random);
        };
    boolean outlined = kind < GARMENTS && random.nextInt(2) == 0;
    float pen = outlined ? Sketch.pen(digits, random) : 0.3f;
    Sketch sketch = new Sketch(List.of(shape)).slanted(random, 0.15).placed(digits, pen, random);
    boolean hollow = outlined && random.nextInt(2) == 0;
    float least = hollow ? 0 : WHITE / 3;
    float most = hollow ? WHITE / 10 : WHITE;
    float one = Draws.between(random, least, most);
    float other = random.nextInt(2) == 0 ? one : Draws.between(random, least, most);
    float[] texture = Texture.draw(height, width, random);
    float[] pixels = sketch.inside(height, width);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Math.min(1, pixels[i]) * (one + (other - one) * texture[i]);
    }
    float ink = outlined ? Sketch.ink(random) : Math.min(one, other);
    sketch.draw(pixels, height, width, pen, ink);
    return pixels;
  }

  /** With short sleeves or long ones. */
  private static float[] shirt(SplittableRandom random) {
    float neck = Draws.between(random, 0.08, 0.2);
    float sleeve = Draws.between(random, 0.25, 0.95);
    float hem = Draws.between(random, 0.22, 0.38);
    float arm = Draws.between(random, 0.42, 0.65);
    return symmetric(
        0,
        0.08f,
        neck,
        0,
        0.3f,
        0.04f,
        arm,
        sleeve,
        arm - 0.15f,
        sleeve + 0.05f,
        0.27f,
        0.32f,
        hem,
        1,
        0,
        1);
  }

  private static float[] trousers(SplittableRandom random) {
    float waist = Draws.between(random, 0.2, 0.3);
    float outer = Draws.between(random, 0.25, 0.5);
    float leg = Draws.between(random, 0.12, 0.2);
    return symmetric(0, 0, waist, 0, outer, 1, outer - leg, 1, 0, Draws.between(random, 0.3, 0.55));
  }

  /** The toe at either side, with or without a leg or a heel. */
  private static float[] shoe(SplittableRandom random) {
    float leg = Draws.between(random, -0.5, 0.2);
    float toe = random.nextInt(2) == 0 ? 1 : -1;
    float[] shape = {
      0,
      leg,
      0.4f,
      leg + 0.05f,
      0.45f,
      0.35f,
      0.9f,
      0.5f,
      1,
      0.75f,
      0.35f,
      0.75f,
      0.3f,
      Draws.between(random, 0.6, 0.75),
      0.25f,
      0.8f,
      0,
      0.8f,
      0,
      leg
    };
    for (int i = 0; i < shape.length; i += 2) {
      shape[i] *= toe;
    }
    return shape;
  }

  private static float[] vase(SplittableRandom random) {
    int points = 4 + random.nextInt(4);
    float[] side = new float[2 * points];
    for (int point = 0; point < points; point++) {
      side[2 * point] = Draws.between(random, 0.22, 0.6);
      side[2 * point + 1] = point / (points - 1f);
    }
    return symmetric(random.nextInt(2) == 0 ? side : Pen.curve(side));
  }

  /** A circle with bumps. */
  private static float[] blob(SplittableRandom random) {
    int points = 5 + random.nextInt(6);
    float[] rim = new float[2 * points + 2];
    for (int point = 0; point < points; point++) {
      double angle = 2 * Math.PI * point / points;
      float radius = Draws.between(random, 0.45, 1);
      rim[2 * point] = radius * (float) StrictMath.cos(angle);
      rim[2 * point + 1] = radius * (float) StrictMath.sin(angle);
    }
    rim[2 * points] = rim[0];
    rim[2 * points + 1] = rim[1];
    return Pen.curve(rim);
  }

  /** The same on the left, and back to where it began. */
  private static float[] symmetric(float... right) {
    float[] whole = new float[2 * right.length + 2];
    System.arraycopy(right, 0, whole, 0, right.length);
    for (int i = 0; i < right.length; i += 2) {
      int from = right.length - 2 - i;
      whole[right.length + i] = -right[from];
      whole[right.length + i + 1] = right[from + 1];
    }
    whole[whole.length - 2] = right[0];
    whole[whole.length - 1] = right[1];
    return whole;
  }
}
