package mnist.nondigits;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import mnist.transform.Draws;

/** Nothing on it: black, a grey, a gradient, or a speck or two. */
record Blank() implements NonDigit {

  @Override
  public String label() {
    return "blank";
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    int height = digits.height();
    int width = digits.width();
    float[] pixels = new float[height * width];
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> Arrays.fill(pixels, Draws.between(random, 0, WHITE));
      case 2 -> gradient(pixels, height, width, random);
      default -> specks(pixels, height, width, random);
    }
    return pixels;
  }

  private static void gradient(float[] pixels, int height, int width, SplittableRandom random) {
    float first = Draws.between(random, 0, WHITE);
    float byRow = (Draws.between(random, 0, WHITE) - first) / 2 / height;
    float byColumn = (Draws.between(random, 0, WHITE) - first) / 2 / width;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = first + byRow * (i / width) + byColumn * (i % width);
    }
  }

  private static void specks(float[] pixels, int height, int width, SplittableRandom random) {
    float ground = random.nextInt(2) * Draws.between(random, 0, WHITE / 2);
    Arrays.fill(pixels, ground);
    int specks = 1 + random.nextInt(2);
    for (int speck = 0; speck < specks; speck++) {
      float x = Draws.between(random, 0, width);
      float y = Draws.between(random, 0, height);
      float longer = Draws.between(random, 0, 1.5);
      new Sketch(List.of(new float[] {x, y, x + longer, y}))
          .draw(
              pixels,
              height,
              width,
              Draws.between(random, 0.2, 1.5),
              Draws.between(random, ground, WHITE));
    }
  }
}
