package mnist.prepare;

import java.io.Serializable;
import java.util.Optional;
import mnist.Bounds;
import mnist.picture.GrayPicture;
import mnist.prepare.PreparedDigit.Digit;
import mnist.prepare.PreparedDigit.NoDigit;

/**
 * Turns a picture of one digit, on paper or drawn, into an image as MNIST's were made: white ink on
 * a black background, fitted into 20 of 28 pixels, its centre of mass in the middle. Equal pictures
 * give equal images.
 *
 * @param height of the image, pixels, 14 or more
 * @param width of the image, pixels, 14 or more
 */
public record DigitPreparation(int height, int width) implements Serializable {

  /** Of the steps and their parameters; another version may give other images. */
  public static final int VERSION = 3;

  public DigitPreparation {
    Bounds.atLeast("height", height, 14, "pixels");
    Bounds.atLeast("width", width, 14, "pixels");
  }

  /** The image of a picture's digit, or why there is none. */
  public PreparedDigit prepare(GrayPicture picture) {
    return prepare(picture, StepWatcher.NOBODY);
  }

  /** The same, step by step before somebody's eyes. */
  PreparedDigit prepare(GrayPicture picture, StepWatcher watcher) {
    watcher.read(picture);
    int side = Math.min(box(height), box(width));
    if (AlreadyPrepared.is(picture, height, width, side)) {
      return new Digit(picture.pixels().clone());
    }
    try {
      Strokes strokes = strokes(picture, watcher);
      watcher.strokes(strokes.amounts());
      Plane fitted = Fitting.fitted(strokes, side);
      watcher.fitted(fitted);
      return new Digit(bytes(CenterOfMass.centered(fitted, height, width)));
    } catch (NoDigitException e) {
      return new NoDigit(e.getMessage());
    }
  }

  private static Strokes strokes(GrayPicture picture, StepWatcher watcher) throws NoDigitException {
    Reduced whole = Reduced.of(picture, Zoom.SIDE);
    Optional<Sheet> sheet = Sheet.of(whole);
    if (sheet.isEmpty()) {
      return Zoom.strokes(whole);
    }
    GrayPicture paper = sheet.get().paper();
    try {
      Strokes strokes = Zoom.strokes(Reduced.of(paper, Zoom.SIDE));
      watcher.sheet(paper);
      return strokes;
    } catch (NoDigitException e) {
      if (sheet.get().isSure() || e.isSeveral()) {
        watcher.sheet(paper);
        throw e;
      }
      return Zoom.strokes(whole);
    }
  }

  private static int box(int side) {
    return (int) Math.round(side * 20.0 / 28);
  }

  private static byte[] bytes(Plane plane) {
    byte[] bytes = new byte[plane.values().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 * Math.min(1, plane.values()[i]));
    }
    return bytes;
  }
}
