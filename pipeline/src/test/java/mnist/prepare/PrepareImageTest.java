package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import mnist.picture.GrayPicture;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What becomes of one image, file or pixels; no Spark runs. */
class PrepareImageTest {

  private static final byte[] SIX = {1, 2, 3, 4, 5, 6};
  private static final byte[] SIX_TRANSPOSED = {1, 4, 2, 5, 3, 6};
  private static final PreparedImages TWO_BY_THREE =
      new PreparedImages(Preparation.NONE, false, 2, 3, false);
  private static final GrayPicture DRAWING =
      new Paper(60, 50, 255).draw(Paper.FIVE, 10, 12, 40, 5, 255).picture();

  @Test
  void faultsAndMissingImagesAreRefused() {
    assertThat(call(TWO_BY_THREE, SIX, false, 2, 3, null, "cut short"))
        .isEqualTo(refused("cut short"));
    assertThat(call(TWO_BY_THREE, null, false, 2, 3, null, null))
        .isEqualTo(refused("the image is null"));
  }

  @Test
  void pixelsOfTheNetworksSizeAreTakenAsTheyAre() {
    assertTaken(call(TWO_BY_THREE, SIX, false, 2, 3, null, null), 2, 3, SIX);
    assertTaken(call(TWO_BY_THREE, SIX, null, null, null, null, null), 2, 3, SIX);
    assertTaken(call(PreparedImages.AS_THEY_ARE, SIX, false, 3, 2, null, null), 3, 2, SIX);
  }

  @Test
  void pixelsOfOtherSizesAreRefused() {
    assertThat(call(TWO_BY_THREE, SIX, false, 3, 2, null, null))
        .isEqualTo(refused("the image is 3 x 2 pixels, but the model takes 2 x 3"));
    assertThat(call(TWO_BY_THREE, new byte[4], false, 2, 2, null, null))
        .isEqualTo(refused("the image is 2 x 2 pixels, but the model takes 2 x 3"));
    assertThat(call(TWO_BY_THREE, new byte[9], false, 3, 3, null, null))
        .isEqualTo(refused("the image is 3 x 3 pixels, but the model takes 2 x 3"));
    assertThat(call(TWO_BY_THREE, new byte[5], null, null, null, null, null))
        .isEqualTo(refused("the image is no picture, and has 5 bytes, but the model takes 6"));
  }

  @Test
  void pixelsThatAreNotOfTheirSizeAreRefused() {
    assertThat(call(TWO_BY_THREE, SIX, false, 2, 2, null, null))
        .isEqualTo(refused("the image has 6 bytes, but is said to be 2 x 2 pixels"));
    assertThat(call(TWO_BY_THREE, SIX, false, -2, -3, null, null))
        .isEqualTo(refused("the image has 6 bytes, but is said to be -2 x -3 pixels"));
    assertThat(call(TWO_BY_THREE, new byte[0], false, 0, 3, null, null))
        .isEqualTo(refused("the image has 0 bytes, but is said to be 0 x 3 pixels"));
    assertThat(call(TWO_BY_THREE, new byte[0], false, 2, 0, null, null))
        .isEqualTo(refused("the image has 0 bytes, but is said to be 2 x 0 pixels"));
    assertThat(call(TWO_BY_THREE, new byte[0], false, 1 << 16, 1 << 16, null, null).get(3))
        .asString()
        .contains("has 0 bytes");
  }

  @Test
  void pixelsOfUnknownSizeAreSquaresIfAny() {
    byte[] nine = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertTaken(call(PreparedImages.AS_THEY_ARE, nine, null, null, null, null, null), 3, 3, nine);
    String reason = "the image is no picture, and its %d bytes make no square of pixels";
    assertThat(call(PreparedImages.AS_THEY_ARE, SIX, null, null, null, null, null))
        .isEqualTo(refused(reason.formatted(6)));
    assertThat(call(PreparedImages.AS_THEY_ARE, new byte[0], null, null, null, null, null))
        .isEqualTo(refused(reason.formatted(0)));
  }

  @Test
  void columnByColumnIsTurned() {
    PreparedImages turned = PreparedImages.AS_THEY_ARE.transposed(true);
    assertTaken(call(turned, SIX, false, 2, 3, null, null), 3, 2, SIX_TRANSPOSED);
    assertTaken(
        call(TWO_BY_THREE.transposed(true), SIX, null, null, null, null, null),
        3,
        2,
        SIX_TRANSPOSED);
  }

  @Test
  void filesAreDecoded() throws IOException {
    byte[] file = png(new GrayPicture(2, 3, SIX));
    assertTaken(call(TWO_BY_THREE, file, true, null, null, null, null), 2, 3, SIX);
    assertTaken(call(TWO_BY_THREE, file, null, null, null, null, null), 2, 3, SIX);
    assertThat(call(TWO_BY_THREE, SIX, true, null, null, null, null).getString(3))
        .startsWith("neither PNG");
    assertThat(call(TWO_BY_THREE, png(DRAWING), true, null, null, null, null))
        .isEqualTo(refused("the image is 60 x 50 pixels, but the model takes 2 x 3"));
  }

  @Test
  void coloursOfSparksImagesBecomeGrey() {
    byte[] white = new byte[18];
    Arrays.fill(white, (byte) 255);
    byte[] gray = {-1, -1, -1, -1, -1, -1};
    assertTaken(call(TWO_BY_THREE, white, false, 2, 3, 3, null), 2, 3, gray);
    assertTaken(call(TWO_BY_THREE, white, false, null, null, 3, null), 2, 3, gray);
    assertTaken(call(TWO_BY_THREE, SIX, false, null, null, 1, null), 2, 3, SIX);
    assertThat(call(TWO_BY_THREE, SIX, false, 2, 3, 3, null).getString(3))
        .isEqualTo("6 bytes are no 3 x 2 pixels of 3 channels");
  }

  /** What is in the network's format already is prepared if all is. */
  @Test
  void picturesArePreparedAndPixelsIfAllAre() throws IOException {
    byte[] prepared = DigitPreparationTest.image(DRAWING);
    PreparedImages all = PreparedImages.LIKE_MNIST;
    PreparedImages pictures = new PreparedImages(Preparation.MNIST, false, 28, 28, false);
    assertTaken(call(all, png(DRAWING), true, null, null, null, null), 28, 28, prepared);
    assertTaken(call(pictures, png(DRAWING), true, null, null, null, null), 28, 28, prepared);
    assertTaken(call(all, DRAWING.pixels(), false, 60, 50, null, null), 28, 28, prepared);
    assertThat(call(pictures, DRAWING.pixels(), false, 60, 50, null, null))
        .isEqualTo(refused("the image is 60 x 50 pixels, but the model takes 28 x 28"));

    byte[] corner = new byte[28 * 28];
    for (int row = 2; row < 20; row++) {
      corner[row * 28 + 3] = -1;
      corner[row * 28 + 4] = -1;
    }
    assertTaken(call(pictures, corner, null, null, null, null, null), 28, 28, corner);
    assertTaken(
        call(all, corner, null, null, null, null, null),
        28,
        28,
        DigitPreparationTest.image(new GrayPicture(28, 28, corner)));
    assertThat(call(all, new byte[28 * 28], null, null, null, null, null))
        .isEqualTo(refused(NoDigitException.BLANK));
  }

  @Test
  void whatIsStoredColumnByColumnIsTurnedBeforeItIsPrepared() {
    byte[] turned = new byte[DRAWING.pixels().length];
    for (int i = 0; i < turned.length; i++) {
      turned[i % 50 * 60 + i / 50] = DRAWING.pixels()[i];
    }
    assertTaken(
        call(PreparedImages.LIKE_MNIST.transposed(true), turned, false, 50, 60, null, null),
        28,
        28,
        DigitPreparationTest.image(DRAWING));
  }

  @Test
  void samplesKeepTheirPictureReduced() throws IOException {
    SampleImage sample = new SampleImage(new PrepareImage(PreparedImages.LIKE_MNIST), 30);

    Row row = sample.call(png(DRAWING), true, 0, null, null, null, null);

    Row original = row.getStruct(0);
    assertThat(original.getInt(0)).isEqualTo(30);
    assertThat(original.getInt(1)).isEqualTo(25);
    Plane reduced = Resampling.reduce(DRAWING, 2);
    for (int i = 0; i < reduced.values().length; i++) {
      assertThat(((byte[]) original.get(2))[i] & 0xFF).isEqualTo(Math.round(reduced.values()[i]));
    }
    assertThat(row.get(1)).isEqualTo(DigitPreparationTest.image(DRAWING));
    assertThat(row.get(2)).isNull();
  }

  @Test
  void samplesWithoutPictureHaveTheReason() {
    SampleImage sample = new SampleImage(new PrepareImage(TWO_BY_THREE), 30);
    assertThat(sample.call(SIX, true, 0, null, null, null, null).get(0)).isNull();
    assertThat(sample.call(null, true, 0, null, null, null, "lost"))
        .isEqualTo(RowFactory.create(null, null, "lost"));
  }

  @Test
  void whatIsAskedForGoesBeforeWhatTheModelTakes() {
    InputContract model = InputContract.of(Preparation.MNIST, 28, 30);
    assertThat(PreparedImages.of(model, Optional.empty(), true))
        .isEqualTo(new PreparedImages(Preparation.MNIST, false, 28, 30, true));
    assertThat(PreparedImages.of(model, Optional.of(Preparation.NONE), false))
        .isEqualTo(new PreparedImages(Preparation.NONE, false, 28, 30, false));
    PreparedImages all = PreparedImages.of(model, Optional.of(Preparation.MNIST), true);
    assertThat(all).isEqualTo(new PreparedImages(Preparation.MNIST, true, 28, 30, true));
    assertThat(all.ofReady()).isEqualTo(all);
    assertThat(PreparedImages.of(model, Optional.empty(), true).ofReady())
        .isEqualTo(PreparedImages.AS_THEY_ARE.transposed(true));
  }

  private static Row call(
      PreparedImages as,
      byte[] image,
      Boolean encoded,
      Integer height,
      Integer width,
      Integer channels,
      String fault) {
    return new PrepareImage(as).call(image, encoded, 0, height, width, channels, fault);
  }

  private static Row refused(String reason) {
    return RowFactory.create(null, null, null, reason);
  }

  private static void assertTaken(Row row, int height, int width, byte[] pixels) {
    assertThat(row.get(3)).isNull();
    assertThat(row.getInt(1)).isEqualTo(height);
    assertThat(row.getInt(2)).isEqualTo(width);
    assertThat((byte[]) row.get(0)).isEqualTo(pixels);
  }

  private static byte[] png(GrayPicture picture) throws IOException {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    return file.toByteArray();
  }
}
