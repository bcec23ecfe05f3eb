package mnist.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Chunks put together by hand as RFC 9649 has them; only their outlines are looked at. */
class WebpFileTest {

  private static final byte[] EXIF = TiffBytes.exif(ByteOrder.LITTLE_ENDIAN, 6);

  @Test
  void aStillFrameIsThePicture() throws Exception {
    assertThat(outline(chunk("VP8L", lossless(300, 7)))).isEqualTo(still(300, 7));
    assertThat(outline(chunk("VP8 ", lossy(300, 7)))).isEqualTo(still(300, 7));
  }

  /** Two bits of each side say how a viewer may scale it. */
  @Test
  void scalesAreNoSizes() throws Exception {
    byte[] scaled = lossy(300, 7);
    scaled[7] |= 0x40;
    scaled[9] |= (byte) 0x80;
    assertThat(outline(chunk("VP8 ", scaled))).isEqualTo(still(300, 7));
  }

  @Test
  void chunksOfOddLengthArePadded() throws Exception {
    byte[] odd = new byte[7];
    assertThat(outline(chunk("XMP ", odd), chunk("VP8L", lossless(5, 9)), chunk("XMP ", odd)))
        .isEqualTo(still(5, 9));
    byte[] last = chunk("VP8L", lossless(5, 9));
    assertThat(outline(chunk("ALPH", (byte) 1), last)).isEqualTo(still(5, 9));
  }

  @Test
  void orientationIsThatOfExifWithOrWithoutItsName() throws Exception {
    byte[] named =
        ByteBuffer.allocate(6 + EXIF.length).put("Exif\0\0".getBytes(ISO_8859_1)).put(EXIF).array();
    for (byte[] exif : new byte[][] {EXIF, named}) {
      assertThat(outline(chunk("VP8L", lossless(5, 9)), chunk("EXIF", exif)))
          .isEqualTo(new Outline(5, 9, Orientation.TURN_RIGHT));
    }
  }

  @Test
  void theFirstFrameOfAnAnimationIsOnItsCanvas() throws Exception {
    byte[] first = frame(4, 131_080, 5, 9, chunk("VP8L", lossless(5, 9)));
    byte[] second = frame(0, 0, 3, 3, chunk("VP8L", lossless(3, 3)));

    assertThat(outline(canvas(20, 131_089), chunk("ANMF", first), chunk("ANMF", second)))
        .isEqualTo(new Outline(20, 131_089, 4, 131_080, Orientation.NONE));
  }

  @Test
  void framesBeyondTheCanvasAreDamage() {
    String reason = "WebP is damaged: its frame is larger than its canvas";
    byte[] frame = frame(4, 6, 5, 9, chunk("VP8L", lossless(5, 9)));
    assertReason(reason, canvas(8, 15), chunk("ANMF", frame));
    assertReason(reason, canvas(9, 14), chunk("ANMF", frame));
  }

  @Test
  void framesOfAnotherSizeThanTheySayAreDamage() {
    String reason = "WebP is damaged: its frame is of another size than it says";
    byte[] frame = frame(0, 0, 5, 9, chunk("VP8L", lossless(5, 8)));
    assertReason(reason, canvas(20, 20), chunk("ANMF", frame));
    assertReason(reason, canvas(20, 20), chunk("VP8L", lossless(20, 19)));
    assertReason(reason, canvas(20, 20), chunk("VP8L", lossless(19, 20)));
    assertReason(reason, chunk("VP8L", lossless(5, 9)), chunk("VP8L", lossless(5, 8)));
    assertReason(reason, chunk("VP8L", lossless(5, 9)), chunk("VP8L", lossless(4, 9)));
  }

  @Test
  void whatCannotBeDecodedIsToldApart() {
    assertReason("WebP is damaged: it has no frame", canvas(5, 5));
    assertReason(
        "WebP with uncompressed transparency isn't supported: convert to PNG",
        chunk("ALPH", (byte) 0),
        chunk("VP8 ", lossy(5, 5)));
  }

  /** Lossy pictures cost eight times the memory. */
  @Test
  void lossyPicturesMayHaveAnEighthOfThePixels() throws Exception {
    byte[] file = riff(chunk("VP8 ", lossy(10, 10)));
    assertThat(WebpFile.outline(Bytes.of(file), 800)).isEqualTo(still(10, 10));
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> WebpFile.outline(Bytes.of(file), 799))
        .withMessage("10 x 10 pixels are more than the 99 that are read");
  }

  @Test
  void anyCutIsTold() {
    byte[] file = riff(chunk("VP8L", lossless(5, 9)));
    for (int length = 20; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatExceptionOfType(PictureException.class)
          .isThrownBy(() -> WebpFile.outline(Bytes.of(cut), 1000))
          .withMessage("WebP is cut short");
    }
    byte[] longer = file.clone();
    ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 7);
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> WebpFile.outline(Bytes.of(longer), 1000))
        .withMessage("WebP is cut short");
  }

  @Test
  void whatFollowsTheFileIsNotOfIt() throws Exception {
    byte[] file = riff(chunk("VP8L", lossless(5, 9)));
    byte[] longer = Arrays.copyOf(file, file.length + 30);
    assertThat(WebpFile.outline(Bytes.of(longer), 1000)).isEqualTo(still(5, 9));
  }

  private static Outline still(int height, int width) {
    return new Outline(height, width, Orientation.NONE);
  }

  private static Outline outline(byte[]... chunks) throws PictureException {
    return WebpFile.outline(Bytes.of(riff(chunks)), 1_000_000);
  }

  private static void assertReason(String reason, byte[]... chunks) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> outline(chunks))
        .withMessage(reason);
  }

  private static byte[] riff(byte[]... chunks) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes("WEBP".getBytes(ISO_8859_1));
    for (byte[] chunk : chunks) {
      content.writeBytes(chunk);
    }
    return ByteBuffer.allocate(8 + content.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(ISO_8859_1))
        .putInt(content.size())
        .put(content.toByteArray())
        .array();
  }

  private static byte[] chunk(String type, byte... data) {
    return ByteBuffer.allocate(8 + data.length + data.length % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(ISO_8859_1))
        .putInt(data.length)
        .put(data)
        .array();
  }

  private static byte[] canvas(int height, int width) {
    return chunk(
        "VP8X",
        ByteBuffer.allocate(10)
            .position(4)
            .put(little(width - 1, 3))
            .put(little(height - 1, 3))
            .array());
  }

  /** A frame's header, without its duration and flags, and what it holds. */
  private static byte[] frame(int top, int left, int height, int width, byte[] content) {
    return ByteBuffer.allocate(16 + content.length)
        .put(little(left / 2, 3))
        .put(little(top / 2, 3))
        .put(little(width - 1, 3))
        .put(little(height - 1, 3))
        .putInt(0)
        .put(content)
        .array();
  }

  /** A signature, and both sides in 14 bits each. */
  private static byte[] lossless(int height, int width) {
    return ByteBuffer.allocate(6)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x2f)
        .putInt(width - 1 | height - 1 << 14)
        .array();
  }

  /** Six bytes of a frame's tag and signature, then both sides. */
  private static byte[] lossy(int height, int width) {
    return ByteBuffer.allocate(10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(6)
        .putShort((short) width)
        .putShort((short) height)
        .array();
  }

  private static byte[] little(int value, int bytes) {
    byte[] little = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      little[i] = (byte) (value >> 8 * i);
    }
    return little;
  }
}
