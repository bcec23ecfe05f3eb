package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import mnist.InvalidInputException;
import mnist.report.LossCurves.Point;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossCurvesTest {

  private static final Point FIRST = new Point(1, 0.5, 0.2, 0.95);
  private static final Point SECOND = new Point(2, 0.2, 0.1, 0.97);
  private static final Point THIRD = new Point(3, 0.1, 0.15, 0.96);

  private static final Configuration CONF = new Configuration();

  @Test
  void readsTheLinesOfATraining(@TempDir java.nio.file.Path directory) throws IOException {
    Path file =
        write(
            directory,
            """
            {"epoch":1,"loss":0.5,"validation_loss":0.2,"validation_accuracy":0.95,"examples":9}

            {"validation_accuracy":0.97,"epoch":2,"loss":"NaN","validation_loss":0.1}
            """);

    assertThat(LossCurves.read(file, CONF))
        .containsExactly(FIRST, new Point(2, Double.NaN, 0.1, 0.97));
  }

  @Test
  void lineWithoutAKeyIsNamed(@TempDir java.nio.file.Path directory) throws IOException {
    Path file =
        write(
            directory,
            """
            {"epoch":1,"loss":0.5,"validation_loss":0.2,"validation_accuracy":0.95}
            {"epoch":2,"loss":0.5,"validation_loss":0.2}
            """);

    assertThatThrownBy(() -> LossCurves.read(file, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read training metrics %s, line 2: expected the keys epoch, loss, "
                + "validation_loss and validation_accuracy, but found "
                + "{\"epoch\":2,\"loss\":0.5,\"validation_loss\":0.2}",
            file);
  }

  @Test
  void brokenLineIsNamed(@TempDir java.nio.file.Path directory) throws IOException {
    Path file = write(directory, "{\"epoch\":1,");

    assertThatThrownBy(() -> LossCurves.read(file, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read training metrics " + file + ", line 1: ");
  }

  @Test
  void missingFileIsNamed(@TempDir java.nio.file.Path directory) {
    Path file = new Path(directory.toUri().toString(), "metrics.jsonl");

    assertThatThrownBy(() -> LossCurves.read(file, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read training metrics " + file + ": ")
        .hasMessageContaining("does not exist");
  }

  @Test
  void linesAndTheBestEpochAreDrawn() {
    BufferedImage picture = LossCurves.draw(List.of(FIRST, SECOND, THIRD), 2);

    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(picture.getHeight()).isEqualTo(700);
    assertThat(Pixels.count(picture, 0, 400, Palette.SERIES.get(0))).isGreaterThan(300);
    assertThat(Pixels.count(picture, 0, 400, Palette.SERIES.get(1))).isGreaterThan(300);
    // Accuracy is a chart of its own, below; training accuracy isn't known.
    assertThat(Pixels.count(picture, 400, 700, Palette.SERIES.get(0))).isZero();
    assertThat(Pixels.count(picture, 400, 700, Palette.SERIES.get(1))).isGreaterThan(300);
    // Drawn for another best epoch, the mark stands elsewhere.
    assertThat(Pixels.of(LossCurves.draw(List.of(FIRST, SECOND, THIRD), 3)))
        .isNotEqualTo(Pixels.of(picture));
  }

  @Test
  void epochWithoutFiguresIsAGap() {
    Point diverged = new Point(2, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);

    assertThat(betweenEpochs(FIRST, SECOND, THIRD)).allMatch(pixels -> pixels > 100);
    assertThat(betweenEpochs(FIRST, diverged, THIRD)).containsOnly(0);
    BufferedImage without = LossCurves.draw(List.of(diverged), 2);
    assertThat(Pixels.count(without, 0, 700, Palette.SERIES.get(0))).isZero();
    assertThat(Pixels.count(without, 0, 700, Palette.SERIES.get(1))).isZero();
  }

  /** Pixels of each of the three lines, right of the first of three epochs and left of the last. */
  private static List<Integer> betweenEpochs(Point... points) {
    // The first stands near column 205, the last near 750; lower rows have the legends.
    BufferedImage between = LossCurves.draw(List.of(points), 1).getSubimage(300, 0, 400, 700);
    return List.of(
        Pixels.count(between, 0, 340, Palette.SERIES.get(0)),
        Pixels.count(between, 0, 340, Palette.SERIES.get(1)),
        Pixels.count(between, 400, 640, Palette.SERIES.get(1)));
  }

  @Test
  void bestEpochMustBeOneOfThem() {
    assertThatThrownBy(() -> LossCurves.draw(List.of(FIRST), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Best epoch must be drawn, but was 7");
  }

  private static Path write(java.nio.file.Path directory, String lines) throws IOException {
    java.nio.file.Path localFile = Files.writeString(directory.resolve("metrics.jsonl"), lines);
    return new Path(localFile.toUri());
  }
}
