package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
  /** Stored as 1 2 3 above 4 5 6. */
  private static final byte[] STORED = {1, 2, 3, 4, 5, 6};

  /** What is shown, row by row, by what the tag's values say of the stored row 0 and column 0. */
  @ParameterizedTest
  @CsvSource({
    "0, 2, 123 456", // None
    "1, 2, 123 456", // Top, left
    "2, 2, 321 654", // Top, right
    "3, 2, 654 321", // Bottom, right
    "4, 2, 456 123", // Bottom, left
    "5, 3, 14 25 36", // Left, top
    "6, 3, 41 52 63", // Right, top
    "7, 3, 63 52 41", // Right, bottom
    "8, 3, 36 25 14", // Left, bottom
    "9, 2, 123 456", // None
  })
  void picturesAreShownAsTheyWereTaken(int tag, int height, String shown) throws Exception {
    byte[] file =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .page(2, 3, 1, 1, 1, 2, 3, 4, 5, 6)
            .tag(274, tag)
            .bytes();

    GrayPicture picture = new PictureDecoder().decode(file, 0);

    assertThat(picture.height()).isEqualTo(height);
    assertThat(digits(picture)).isEqualTo(shown.replace(" ", ""));
    assertThat(Orientation.ofTag(tag).apply(new GrayPicture(2, 3, STORED)).pixels())
        .isEqualTo(picture.pixels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void exifIsReadInBothByteOrders(String order) {
    ByteOrder byteOrder =
        order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;

    assertThat(TiffDirectory.exifOrientation(Bytes.of(TiffBytes.exif(byteOrder, 8))))
        .isEqualTo(Orientation.TURN_LEFT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "II", "MM\0*\0\0\0\b", "MM\0*\0\0\0\0", "II*\0\u00ff\u00ff\u00ff\u00ff"})
  void exifThatCannotBeReadSaysNothing(String exif) {
    byte[] bytes = exif.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThat(TiffDirectory.exifOrientation(Bytes.of(bytes))).isEqualTo(Orientation.NONE);
  }

  private static String digits(GrayPicture picture) {
    StringBuilder digits = new StringBuilder();
    for (byte pixel : picture.pixels()) {
      digits.append(pixel);
    }
    return digits.toString();
  }
}
