package mnist.picture;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;

/** The colour profile of a grey picture: what its values look like, as sRGB's. */
final class GrayProfile {

  private GrayProfile() {}

  /**
   * sRGB's value for each of the profile's.
   *
   * @return 256 values; null where values stay as they are, because there is no profile
   */
  static byte[] table(ColorSpace space) {
    // What Java gives to grey without a profile.
    if (space == ColorSpace.getInstance(ColorSpace.CS_GRAY)) {
      return null;
    }
    byte[] table = new byte[256];
    float[] value = new float[1];
    for (int i = 0; i < table.length; i++) {
      value[0] = i / 255f;
      float[] rgb = space.toRGB(value);
      table[i] =
          (byte)
              Luma.of(Math.round(rgb[0] * 255), Math.round(rgb[1] * 255), Math.round(rgb[2] * 255));
    }
    return table;
  }

  /**
   * As above; null, too, for a profile of colours, or one that can't be used, as viewers have it.
   */
  static byte[] table(byte[] profile) {
    try {
      ICC_Profile icc = ICC_Profile.getInstance(profile);
      return icc.getColorSpaceType() == ColorSpace.TYPE_GRAY
          ? table(new ICC_ColorSpace(icc))
          : null;
    } catch (IllegalArgumentException | CMMException unusable) {
      return null;
    }
  }
}
