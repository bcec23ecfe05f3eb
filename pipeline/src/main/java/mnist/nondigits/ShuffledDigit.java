package mnist.nondigits;

import java.util.SplittableRandom;
import mnist.transform.InkBox;

/**
 * A digit cut into 3 x 3 or 4 x 4 tiles in another order; not 1 or 7, which have so few of them
 * with ink that they may become ones.
 */
record ShuffledDigit() implements NonDigit {

  @Override
  public String label() {
    return "shuffled";
  }

  @Override
  public boolean suits(DigitsAtHand digits) {
    return digits.own().label() != 1 && digits.own().label() != 7;
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    int height = digits.height();
    int width = digits.width();
    byte[] image = digits.own().image();
    InkBox ink = InkBox.of(image, height, width);
    int side = 3 + random.nextInt(2);
    int tileHeight = Math.min((ink.height() - 1) / side + 1, height / side);
    int tileWidth = Math.min((ink.width() - 1) / side + 1, width / side);
    int top = Math.min(ink.top(), height - side * tileHeight);
    int left = Math.min(ink.left(), width - side * tileWidth);
    int[] order = Permutation.of(side * side, random);
    float[] pixels = new float[height * width];
    for (int tile = 0; tile < order.length; tile++) {
      int to = (top + tile / side * tileHeight) * width + left + tile % side * tileWidth;
      int from =
          (top + order[tile] / side * tileHeight) * width + left + order[tile] % side * tileWidth;
      for (int row = 0; row < tileHeight; row++) {
        for (int column = 0; column < tileWidth; column++) {
          int at = row * width + column;
          pixels[to + at] = image[from + at] & 0xFF;
        }
      }
    }
    return pixels;
  }
}
