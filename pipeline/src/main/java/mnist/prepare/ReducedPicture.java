package mnist.prepare;

import mnist.picture.GrayPicture;

/** Pictures made small enough to be looked at beside others. */
final class ReducedPicture {

  private ReducedPicture() {}

  /**
   * @param side of the longer side at most, about, pixels; smaller pictures stay as they are
   */
  static GrayPicture of(GrayPicture picture, int side) {
    return gray(Reduced.of(picture, side).plane(), 1);
  }

  /**
   * @param unit what 1 of the plane's values is of 255
   */
  static GrayPicture gray(Plane plane, float unit) {
    byte[] pixels = new byte[plane.values().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.round(Math.max(0, Math.min(255, unit * plane.values()[i])));
    }
    return new GrayPicture(plane.height(), plane.width(), pixels);
  }
}
