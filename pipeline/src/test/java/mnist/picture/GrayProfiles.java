package mnist.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Colour profiles of grey by hand (ICC.1:2001-04, sections 6.1, 6.4 and 6.5.3). */
final class GrayProfiles {
  private static final int HEAD = 128;
  private static final int TABLE = 4 + 2 * 12;
  private static final int XYZ = 20;
  private static final int CURVE = 16;

  private GrayProfiles() {}

  /**
   * @param gamma light is the value's power of this; 0 to 255
   */
  static byte[] ofGamma(double gamma) {
    int length = HEAD + TABLE + XYZ + CURVE;
    ByteBuffer profile = ByteBuffer.allocate(length);
    profile.putInt(0, length).putInt(8, 0x02400000);
    text(profile, 12, "mntrGRAYXYZ ");
    text(profile, 36, "acsp");
    // D50, which is what the others are relative to, twice.
    profile.putInt(68, 0xf6d6).putInt(72, 0x10000).putInt(76, 0xd32d);
    int white = HEAD + TABLE;
    int curve = white + XYZ;
    profile.putInt(HEAD, 2);
    text(profile, HEAD + 4, "wtpt");
    profile.putInt(HEAD + 8, white).putInt(HEAD + 12, XYZ);
    text(profile, HEAD + 16, "kTRC");
    profile.putInt(HEAD + 20, curve).putInt(HEAD + 24, 14);
    text(profile, white, "XYZ ");
    profile.putInt(white + 8, 0xf6d6).putInt(white + 12, 0x10000).putInt(white + 16, 0xd32d);
    text(profile, curve, "curv");
    profile.putInt(curve + 8, 1).putShort(curve + 12, (short) Math.round(gamma * 256));
    return profile.array();
  }

  private static void text(ByteBuffer profile, int at, String text) {
    profile.put(at, text.getBytes(StandardCharsets.US_ASCII));
  }
}
