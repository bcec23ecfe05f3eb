package mnist.examination;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to look at an image: one of the eight symmetries of the square, and with its shades
 * inverted or not. The mirrorings are applied after the transposition.
 */
record View(boolean transposed, boolean upsideDown, boolean leftToRight, boolean inverted)
    implements Serializable {

  static final View AS_IT_IS = new View(false, false, false, false);

  private static final int WHITE = 255;

  /**
   * All but {@link #AS_IT_IS}.
   *
   * @param square whether images can be transposed
   */
  static List<View> others(boolean square) {
    List<View> views = new ArrayList<>();
    for (int bits = 1; bits < (square ? 16 : 8); bits++) {
      views.add(new View((bits & 8) != 0, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0));
    }
    return views;
  }

  /**
   * The image seen so.
   *
   * @param image height * width bytes, row-major; not modified
   */
  byte[] of(byte[] image, int height, int width) {
    byte[] seen = new byte[image.length];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int r = upsideDown ? height - 1 - row : row;
        int c = leftToRight ? width - 1 - column : column;
        int value = image[transposed ? c * width + r : r * width + c] & 0xFF;
        seen[row * width + column] = (byte) (inverted ? WHITE - value : value);
      }
    }
    return seen;
  }

  /** What is done, for people. */
  String description() {
    String turned = turn();
    if (!inverted) {
      return turned;
    }
    return this.equals(new View(false, false, false, true)) ? "inverted" : turned + " and inverted";
  }

  private String turn() {
    if (upsideDown && leftToRight) {
      return transposed ? "transposed along the other diagonal" : "turned by 180 degrees";
    }
    if (!transposed) {
      return upsideDown ? "mirrored upside down" : "mirrored left to right";
    }
    return leftToRight
        ? "turned clockwise by 90 degrees"
        : upsideDown ? "turned counterclockwise by 90 degrees" : "transposed";
  }
}
