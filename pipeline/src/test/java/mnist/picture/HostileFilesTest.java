package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, there comes a picture or a reason, soon and within bounds. */
class HostileFilesTest {
  private static final int MUTATIONS = 10_000;
  private static final int MOST_PIXELS = 1_000_000;

  /** A picture of the most pixels takes less on a busy machine. */
  private static final long MOST_SECONDS = 10;

  /** 8 bytes for each pixel and as much again for libraries. */
  private static final long MOST_BYTES = 64L * MOST_PIXELS;

  @ParameterizedTest
  @EnumSource
  void mutationsGivePicturesOrReasons(PictureFormat format) throws Exception {
    PictureDecoder decoder = new PictureDecoder(MOST_PIXELS);
    List<byte[]> samples = List.copyOf(Samples.of(format).values());
    SplittableRandom random = new SplittableRandom(format.ordinal());
    int pictures = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] sample = samples.get(i % samples.size());
      byte[] file = Mutation.of(sample, samples.get(random.nextInt(samples.size())), random);
      byte[] before = file.clone();
      long started = System.nanoTime();
      long allocated = allocated();
      try {
        int page = random.nextInt(decoder.pages(file));
        GrayPicture picture = decoder.decode(file, page);
        assertThat((long) picture.height() * picture.width()).isLessThanOrEqualTo(MOST_PIXELS);
        pictures++;
      } catch (PictureException reason) {
        assertThat(reason.getMessage()).isNotBlank().doesNotContain("\n");
      } catch (Throwable other) {
        fail("mutation " + i + ": " + Arrays.toString(before), other);
      }
      assertThat((System.nanoTime() - started) / 1_000_000_000)
          .as("mutation %d", i)
          .isLessThan(MOST_SECONDS);
      assertThat(allocated() - allocated).as("mutation %d", i).isLessThan(MOST_BYTES);
      assertThat(file).isEqualTo(before);
    }

    assertThat(pictures).isBetween(MUTATIONS / 100, MUTATIONS * 99 / 100);
  }

  /**
   * 100 MB of text in 100 KB; of a palette's PNG, Java's reader takes the metadata, asked or not.
   */
  @ParameterizedTest
  @ValueSource(ints = {PngBytes.GRAY, PngBytes.PALETTE})
  void textIsNotInflated(int colours) throws Exception {
    byte[] text = new byte[100_000_000];
    PngBytes png = new PngBytes(1, 1, 8, colours);
    for (String type : new String[] {"zTXt", "iTXt", "iCCP"}) {
      String beginning = type.equals("iTXt") ? "bomb\0\1\0\0\0" : "bomb\0\0";
      png.chunk(type, PngBytes.compressedText(beginning, text));
    }
    byte[] file = png.chunk("PLTE", 7, 7, 7).rows(0, 0);
    PictureDecoder decoder = new PictureDecoder();
    long allocated = allocated();

    decoder.decode(file, 0);

    assertThat(allocated() - allocated).isLessThan(MOST_BYTES);
  }

  /** Each directory within another, as deep as a library's recursion goes. */
  @Test
  void directoriesWithinDirectoriesGiveAReason() {
    int depth = 200_000;
    ByteBuffer file = ByteBuffer.allocate(8 + 18 * depth);
    file.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    for (int i = 1; i <= depth; i++) {
      // One tag, SubIFDs, one number, the place of the next; no further page
      file.putShort((short) 1).putShort((short) 330).putShort((short) 4).putInt(1);
      file.putInt(i == depth ? 0 : 8 + 18 * i).putInt(0);
    }

    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> new PictureDecoder().decode(file.array(), 0));
  }

  /** JPEGs within are looked at byte by byte. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1 | 65535 | its strips don't fit its page", "65535 | 1 | its strips overlap"})
  void stripsOverTheSameBytesAreNotLookedAtAgainAndAgain(int height, int rows, String reason)
      throws Exception {
    byte[] jpeg = Written.by("jpeg", new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
    int[] strip = new int[512 << 10];
    // Its end of image comes last, behind what is no marker.
    Arrays.setAll(strip, i -> i < jpeg.length - 2 ? jpeg[i] : 0);
    strip[strip.length - 2] = 0xff;
    strip[strip.length - 1] = 0xd9;
    long[] lengths = new long[65_535];
    Arrays.fill(lengths, strip.length);
    byte[] file =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .page(height, 1, 1, 1, strip)
            .tag(259, 7)
            .tag(273, new long[65_535])
            .tag(278, rows)
            .tag(279, lengths)
            .bytes();
    long started = System.nanoTime();

    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> new PictureDecoder().decode(file, 0))
        .withMessage("TIFF is damaged: " + reason);
    assertThat((System.nanoTime() - started) / 1_000_000_000).isLessThan(MOST_SECONDS);
  }

  /** A megabyte of zeros in a kilobyte, thousands of times. */
  @Test
  void aSecondColourProfileGivesAReason() {
    byte[] profile = PngBytes.compressedText("bomb\0\0", new byte[1 << 20]);
    PngBytes png = new PngBytes(1, 1, 8, PngBytes.GRAY);
    for (int i = 0; i < 10_000; i++) {
      png.chunk("iCCP", profile);
    }
    byte[] file = png.rows(0, 0);
    long allocated = allocated();

    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> new PictureDecoder().decode(file, 0))
        .withMessage("PNG is damaged: it has more than one colour profile");
    assertThat(allocated() - allocated).isLessThan(MOST_BYTES);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
