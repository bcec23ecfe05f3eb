package mnist.picture;

/**
 * The head of a colour profile (ICC.1:2022, section 7.2). Libraries believe the size that stands
 * there, and allocate it.
 */
final class ColourProfile {
  private static final int HEAD = 128;

  private ColourProfile() {}

  /**
   * @param format for the message
   * @param head where the profile begins
   * @param length how many bytes of the profile there are
   * @throws PictureException if there are fewer than it says
   */
  static void check(String format, Bytes head, long length) throws PictureException {
    if (head.length() < HEAD || head.u32(0) > length) {
      throw new PictureException(format + " is damaged: its colour profile is cut short");
    }
  }
}
