package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.picture.GrayPicture;
import mnist.prepare.PreparationSteps.Step;
import mnist.prepare.PreparedDigit.Digit;
import mnist.prepare.PreparedDigit.NoDigit;
import mnist.testing.ImageFiles;
import org.junit.jupiter.api.Test;

class PreparationStepsTest {

  private static final Paper DRAWING =
      new Paper(600, 500, 255).draw(Paper.FIVE, 100, 120, 400, 50, 255);

  private static byte[] png(GrayPicture picture) {
    return ImageFiles.png(picture.pixels(), picture.height(), picture.width());
  }

  @Test
  void showsWhatBecomesOfAPictureAndChangesNothing() {
    GrayPicture picture = DRAWING.picture();
    PreparationSteps steps = new PreparationSteps();

    PreparedDigit prepared = PreparedImages.LIKE_MNIST.ofFile(png(picture), steps);

    Digit unwatched = (Digit) new DigitPreparation(28, 28).prepare(picture);
    assertThat(((Digit) prepared).pixels()).isEqualTo(unwatched.pixels());
    assertThat(steps.steps()).extracting(Step::name).containsExactly("read", "strokes", "fitted");
    // Reduced, but as bright as it was: paper in the corner, ink in the stem of the five.
    GrayPicture read = steps.steps().get(0).picture();
    assertThat(read.height()).isBetween(140, 280);
    assertThat(at(read, 0, 0)).isEqualTo(255);
    assertThat(at(read, 0.45, 0.28)).isLessThan(20);
    // The five without its paper, in white, stem to the left; then in the middle of a square.
    GrayPicture strokes = steps.steps().get(1).picture();
    assertThat(at(strokes, 0.3, 0.17)).isGreaterThan(200);
    assertThat(at(strokes, 0.3, 0.9)).isZero();
    GrayPicture fitted = steps.steps().get(2).picture();
    assertThat(fitted.height()).isEqualTo(22);
    assertThat(at(fitted, 0.3, 0.33)).isGreaterThan(200);
    assertThat(at(fitted, 0.3, 0.1)).isZero();
    assertThat(at(fitted, 0.3, 0.9)).isZero();
  }

  @Test
  void aSheetOnATableIsAStepOfItsOwn() {
    PreparationSteps steps = new PreparationSteps();
    Paper sheet =
        new Paper(400, 600, 230)
            .draw(Paper.FIVE, 120, 250, 160, 12, 180)
            .onTable(90, 130, 60, 480, 70, 470, 350, 120, 330);

    PreparedDigit prepared = PreparedImages.LIKE_MNIST.ofFile(png(sheet.picture()), steps);

    assertThat(prepared).isInstanceOf(Digit.class);
    assertThat(steps.steps())
        .extracting(Step::name)
        .containsExactly("read", "sheet", "strokes", "fitted");
    GrayPicture paper = steps.steps().get(1).picture();
    assertThat(at(paper, 0, 0)).isBetween(220, 235);
  }

  @Test
  void aPictureWithoutADigitHasTheStepsBeforeThatShowed() {
    PreparationSteps steps = new PreparationSteps();

    PreparedDigit prepared =
        PreparedImages.LIKE_MNIST.ofFile(png(new Paper(60, 50, 255).picture()), steps);

    assertThat(prepared).isInstanceOf(NoDigit.class);
    assertThat(steps.steps()).extracting(Step::name).containsExactly("read");
  }

  @Test
  void whatIsNoPictureHasAReasonAndNoSteps() {
    PreparationSteps steps = new PreparationSteps();

    PreparedDigit prepared = PreparedImages.LIKE_MNIST.ofFile(new byte[0], steps);

    assertThat(prepared).isEqualTo(new NoDigit("the file is empty (0 bytes)"));
    assertThat(steps.steps()).isEmpty();
  }

  @Test
  void whatIsTakenAsItIsHasNoSteps() {
    PreparationSteps steps = new PreparationSteps();
    byte[] six = {1, 2, 3, 4, 5, 6};

    PreparedDigit prepared =
        new PreparedImages(Preparation.NONE, false, 2, 3, false)
            .ofFile(ImageFiles.png(six, 2, 3), steps);

    assertThat(((Digit) prepared).pixels()).isEqualTo(six);
    assertThat(steps.steps()).isEmpty();
  }

  private static int at(GrayPicture picture, double down, double right) {
    int row = (int) (down * picture.height());
    int column = (int) (right * picture.width());
    return picture.pixels()[row * picture.width() + column] & 0xFF;
  }
}
