package mnist.nondigits;

import java.util.SplittableRandom;
import mnist.transform.Draws;
import mnist.transform.Texture;

/** Stripes, checks, clouds or grain between two shades. */
record PureTexture() implements NonDigit {

  @Override
  public String label() {
    return "texture";
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    float[] pixels = Texture.draw(digits.height(), digits.width(), random);
    float one = Draws.between(random, 0, WHITE);
    float other = Draws.between(random, 0, WHITE);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = one + (other - one) * pixels[i];
    }
    return pixels;
  }
}
