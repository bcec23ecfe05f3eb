package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.calibration.EnergyQuantiles;
import mnist.picture.PictureDecoder;
import mnist.review.ReviewImage;
import mnist.review.ReviewQueue;
import mnist.testing.FileHashes;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReviewReportTest {

  private static final List<Digit> DIGITS = SyntheticDigits.draw(1, 1);

  @TempDir private Path directory;

  @Test
  void imagesAreReadAsTheyWereScored() throws Exception {
    Path review = write("review", "scans/1.png");

    for (Digit digit : DIGITS.subList(0, 2)) {
      String name = image(digit, "", 0, 0).name();
      byte[] png = Files.readAllBytes(review.resolve("images").resolve(name));
      assertThat(new PictureDecoder().decode(png, 0).pixels()).isEqualTo(digit.image());
    }
    assertThat(FileHashes.of(write("again", "scans/1.png"))).isEqualTo(FileHashes.of(review));
  }

  @Test
  void theTableTellsWhyAndNoFileIsTakenForAFormula() throws Exception {
    List<String> rows = Files.readAllLines(write("review", "=a,\r\n\"b\"").resolve("review.csv"));

    assertThat(rows)
        .containsExactly(
            "file,key,prediction,confidence,novelty,why,label,who",
            image(DIGITS.get(0), "", 0, 0).name()
                + ",\"'=a, \"\"b\"\"\",one,0.25,0.25,confidence,,",
            image(DIGITS.get(1), "", 0, 0).name() + ",other,one,0.75,1.0,novelty,,");
  }

  private Path write(String name, String key) {
    ReviewQueue queue = new ReviewQueue(2);
    queue.offer(image(DIGITS.get(0), key, 0.25f, -20));
    queue.offer(image(DIGITS.get(1), "other", 0.75f, -1));
    queue.offer(image(DIGITS.get(2), "a third", 0.9f, -30));
    Path review = directory.resolve(name);
    new ReviewReport(
            "scans",
            "v0001",
            SyntheticDigits.SIDE,
            SyntheticDigits.SIDE,
            List.of("zero", "one"),
            Optional.of(new EnergyQuantiles(2, List.of(-21f, -19f))),
            queue.chosen())
        .write(new org.apache.hadoop.fs.Path(review.toUri()), new Configuration());
    return review;
  }

  private static ReviewImage image(Digit digit, String key, float confidence, float energy) {
    return new ReviewImage(0, key, 1, confidence, energy, digit.image());
  }
}
