package mnist.picture;

/**
 * How the stored rows and columns of a picture lie when it is looked at: the EXIF tag Orientation
 * (0x0112, JEITA CP-3451, section 4.6.4). A constant's name says what has to be done to the stored
 * picture.
 */
enum Orientation {
  NONE,
  MIRROR,
  HALF_TURN,
  FLIP,
  TRANSPOSE,
  TURN_RIGHT,
  TRANSVERSE,
  TURN_LEFT;

  /** By the tag's value, 1 to 8; others mean nothing, and so nothing is done. */
  static Orientation ofTag(int value) {
    return value >= 1 && value <= values().length ? values()[value - 1] : NONE;
  }

  GrayPicture apply(GrayPicture stored) {
    int height = stored.height();
    int width = stored.width();
    // The stored pixel of the first shown one, and the steps to its right and lower neighbours.
    return switch (this) {
      case NONE -> stored;
      case MIRROR -> shown(stored, height, width, width - 1, -1, width);
      case HALF_TURN -> shown(stored, height, width, height * width - 1, -1, -width);
      case FLIP -> shown(stored, height, width, (height - 1) * width, 1, -width);
      case TRANSPOSE -> shown(stored, width, height, 0, width, 1);
      case TURN_RIGHT -> shown(stored, width, height, (height - 1) * width, -width, 1);
      case TRANSVERSE -> shown(stored, width, height, height * width - 1, -width, -1);
      case TURN_LEFT -> shown(stored, width, height, width - 1, width, -1);
    };
  }

  private static GrayPicture shown(
      GrayPicture stored, int height, int width, int first, int right, int down) {
    byte[] pixels = new byte[height * width];
    int to = 0;
    for (int y = 0; y < height; y++) {
      int from = first + y * down;
      for (int x = 0; x < width; x++, from += right) {
        pixels[to++] = stored.pixels()[from];
      }
    }
    return new GrayPicture(height, width, pixels);
  }
}
