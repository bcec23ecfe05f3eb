package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrayPictureTest {

  @Test
  void rawColoursHaveBlueFirst() throws Exception {
    assertThat(GrayPicture.ofBgr(1, 2, 1, PngBytes.bytes(7, 200)).pixels())
        .isEqualTo(PngBytes.bytes(7, 200));
    assertThat(GrayPicture.ofBgr(2, 1, 3, PngBytes.bytes(0, 0, 255, 255, 0, 0)).pixels())
        .isEqualTo(PngBytes.bytes(54, 18));
    // 0.2 * 100 + 0.8 * 255
    assertThat(
            GrayPicture.ofBgr(1, 2, 4, PngBytes.bytes(0, 0, 255, 255, 100, 100, 100, 51)).pixels())
        .isEqualTo(PngBytes.bytes(54, 224));
  }

  @Test
  void whiteInkOnATransparentBackgroundIsOverBlack() throws Exception {
    assertThat(
            GrayPicture.ofBgr(1, 2, 4, PngBytes.bytes(255, 255, 255, 51, 255, 255, 255, 0))
                .pixels())
        .isEqualTo(PngBytes.bytes(51, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 2, '2 channels aren''t supported: only 1, 3 and 4 are'",
    "0, 1, 1, '8 bytes are no 1 x 0 pixels of 1 channels'",
    "2, 4, 3, '8 bytes are no 4 x 2 pixels of 3 channels'",
    "-2, -4, 1, '8 bytes are no -4 x -2 pixels of 1 channels'",
    "65536, 65536, 1, '8 bytes are no 65536 x 65536 pixels of 1 channels'",
    "1073741826, 4, 1, '8 bytes are no 4 x 1073741826 pixels of 1 channels'",
  })
  void whatDoesNotFitIsAReject(int height, int width, int channels, String reason) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> GrayPicture.ofBgr(height, width, channels, new byte[8]))
        .withMessage(reason);
  }
}
