package mnist.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PictureRejectsTest {

  static Stream<Arguments> contents() {
    return Stream.of(
        arguments("", "the file is empty (0 bytes)"),
        arguments("\0", "neither PNG, JPEG, GIF, BMP, TIFF nor WebP"),
        arguments("<!DOCTYPE html><html>", "a page of HTML, not a picture"),
        arguments(
            "\u00ef\u00bb\u00bf\n <!-- a - b -->\n<HTML lang=de>", "a page of HTML, not a picture"),
        arguments("<?xml version='1.0'?>\n<svg xmlns=''/>", "SVG isn't supported: draw it as PNG"),
        arguments("\0\0\0\u0018ftypheic", "HEIC isn't supported: convert to PNG or JPEG"),
        arguments("\0\0\0\u0018ftypmif1", "HEIF isn't supported: convert to PNG or JPEG"),
        arguments("\0\0\0\u0018ftypavif", "AVIF isn't supported: convert to PNG or JPEG"),
        arguments(
            "\0\0\0\u0018ftypisom", "MPEG-4's container isn't supported: convert to PNG or JPEG"),
        arguments("%PDF-1.7", "PDF isn't supported: convert its pages to PNG"),
        arguments("\0\0\0\fjP  \r\n", "JPEG 2000 isn't supported: convert to PNG or JPEG"),
        arguments("\u00ff\u004f\u00ff\u0051", "JPEG 2000 isn't supported: convert to PNG or JPEG"),
        arguments("\0\0\0\fJXL \r\n", "JPEG XL isn't supported: convert to PNG or JPEG"),
        arguments("8BPS\0\1", "Photoshop's format isn't supported: convert to PNG or JPEG"),
        arguments("II+\0\b\0\0\0", "BigTIFF isn't supported: convert to TIFF, PNG or JPEG"),
        arguments("\u001f\u008b\b", "data compressed by gzip, not a picture: unpack it"),
        arguments("PK\u0003\u0004", "a zip archive, not a picture: unpack it"),
        arguments(
            "version https://git-lfs.github.com/spec/v1\noid sha256:",
            "a pointer of Git LFS, not the picture itself: run git lfs pull"));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void saysWhatIsNoPicture(String content, String reason) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> new PictureDecoder().decode(content.getBytes(ISO_8859_1), 0))
        .withMessage(reason);
  }

  @Test
  void aLongPrologueOfTheWorstKindIsReadInAMoment() {
    String prologue = "<!--" + "-".repeat(100_000);

    assertThat(UnreadableContent.reason(Bytes.of(prologue.getBytes(ISO_8859_1))))
        .isEqualTo("neither PNG, JPEG, GIF, BMP, TIFF nor WebP");
  }
}
