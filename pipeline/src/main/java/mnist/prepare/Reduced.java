package mnist.prepare;

import mnist.picture.GrayPicture;

/**
 * A picture and the same reduced, for steps that needn't look closer.
 *
 * @param factor whole number by which each side is divided
 * @param plane shades of grey
 */
record Reduced(GrayPicture picture, int factor, Plane plane) {

  /**
   * @param side of the reduced picture at most, pixels
   */
  static Reduced of(GrayPicture picture, int side) {
    int factor = Resampling.factor(picture.height(), picture.width(), side);
    return new Reduced(picture, factor, Resampling.reduce(picture, factor));
  }
}
