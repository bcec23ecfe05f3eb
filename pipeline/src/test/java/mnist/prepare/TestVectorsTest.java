package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import mnist.picture.GrayPicture;
import mnist.picture.PictureDecoder;
import mnist.picture.PictureException;
import mnist.prepare.PreparedDigit.Digit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pictures and what is made of them, for whoever writes the preparation again in another language.
 * Where this fails because images have become others on purpose, {@link DigitPreparation#VERSION}
 * goes up, and {@link #main} writes them anew.
 */
class TestVectorsTest {

  private static final DigitPreparation PREPARATION = new DigitPreparation(28, 28);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "as-mnist",
        "black-on-white",
        "white-on-black",
        "thin",
        "thick",
        "shadow",
        "faint",
        "noise",
        "ruled",
        "box",
        "small-in-a-corner",
        "two-pieces",
        "sheet"
      })
  void picturesGiveTheImagesBesideThem(String name) throws IOException, PictureException {
    PreparedDigit prepared = PREPARATION.prepare(stored(name));

    assertThat(prepared).isInstanceOf(Digit.class);
    assertThat(((Digit) prepared).pixels())
        .as("VERSION %d of the preparation is of other images", DigitPreparation.VERSION)
        .isEqualTo(stored(name + "-prepared").pixels());
    assertThat(stored(name).pixels()).isEqualTo(pictures().get(name).pixels());
  }

  private static GrayPicture stored(String name) throws IOException, PictureException {
    try (InputStream in = TestVectorsTest.class.getResourceAsStream(name + ".png")) {
      return new PictureDecoder().decode(in.readAllBytes(), 0);
    }
  }

  private static Map<String, GrayPicture> pictures() {
    Map<String, Paper> papers = new TreeMap<>();
    papers.put("black-on-white", five(new Paper(80, 80, 255), 8, 255));
    papers.put("white-on-black", five(new Paper(80, 80, 0), 8, -255));
    papers.put("thin", five(new Paper(80, 80, 255), 1.5, 255));
    papers.put("thick", five(new Paper(80, 80, 255), 16, 255));
    papers.put("shadow", five(new Paper(80, 80, 150).gradient(-40, 90), 6, 70));
    papers.put("faint", five(new Paper(80, 80, 200), 6, 25));
    papers.put("noise", five(new Paper(80, 80, 200).noise(6, 1), 6, 90));
    papers.put(
        "ruled",
        five(new Paper(80, 80, 255), 6, 255)
            .line(20, -5, 21, 85, 2, 255)
            .line(70, -5, 71, 85, 2, 255));
    papers.put(
        "box",
        five(new Paper(80, 80, 255), 6, 255)
            .line(4, 4, 4, 76, 2, 255)
            .line(4, 76, 76, 76, 2, 255)
            .line(76, 76, 76, 4, 2, 255)
            .line(76, 4, 4, 4, 2, 255));
    papers.put(
        "small-in-a-corner", new Paper(200, 160, 255).draw(Paper.SEVEN, 160, 120, 32, 3, 255));
    papers.put(
        "two-pieces", new Paper(80, 80, 255).draw(Paper.FIVE_IN_TWO_PIECES, 14, 22, 52, 5, 255));
    papers.put(
        "sheet",
        new Paper(150, 200, 225)
            .draw(Paper.FIVE, 45, 85, 55, 5, 160)
            .onTable(90, 45, 22, 165, 30, 158, 130, 35, 118)
            .gradient(-25, 15));
    Map<String, GrayPicture> pictures = new TreeMap<>();
    papers.forEach((name, paper) -> pictures.put(name, paper.picture()));
    byte[] image = ((Digit) PREPARATION.prepare(pictures.get("black-on-white"))).pixels();
    pictures.put("as-mnist", new GrayPicture(28, 28, Arrays.copyOf(image, image.length)));
    return pictures;
  }

  private static Paper five(Paper paper, double pen, double ink) {
    return paper.draw(Paper.FIVE, 14, 22, 52, pen, ink);
  }

  /**
   * Writes them.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<String, GrayPicture> entry : pictures().entrySet()) {
      write(arguments[0], entry.getKey(), entry.getValue());
      byte[] prepared = ((Digit) PREPARATION.prepare(entry.getValue())).pixels();
      write(arguments[0], entry.getKey() + "-prepared", new GrayPicture(28, 28, prepared));
    }
  }

  private static void write(String directory, String name, GrayPicture picture) throws IOException {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
    ImageIO.write(image, "png", new File(directory, name + ".png"));
  }
}
