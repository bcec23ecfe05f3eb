package mnist.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mnist.picture.GrayPicture;

/**
 * What became of one picture while it was prepared, for people to look at: the picture as it was
 * read, the sheet of paper that was cut out of it if there is one, the strokes that were found, and
 * these fitted into MNIST's box. The image that the model takes is the preparation's result and
 * isn't among them. A picture in which no digit was found has those steps that came before; one
 * that isn't prepared has none.
 */
public final class PreparationSteps {

  /** Of the longer side of the picture as it was read, pixels, about. */
  private static final int SIDE = 280;

  private final List<Step> steps = new ArrayList<>();

  /**
   * A step's result.
   *
   * @param name one of {@code read}, {@code sheet}, {@code strokes}, {@code fitted}
   * @param picture {@code read} and {@code sheet} are as bright as they were, and reduced if they
   *     are large; in the others 0 is paper, 255 ink
   */
  public record Step(String name, GrayPicture picture) {}

  /** In their order. */
  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  StepWatcher watcher() {
    return new StepWatcher() {
      @Override
      public void read(GrayPicture picture) {
        steps.add(new Step("read", ReducedPicture.of(picture, SIDE)));
      }

      @Override
      public void sheet(GrayPicture paper) {
        steps.add(new Step("sheet", ReducedPicture.of(paper, SIDE)));
      }

      @Override
      public void strokes(Plane ink) {
        steps.add(new Step("strokes", ReducedPicture.gray(ink, 255)));
      }

      @Override
      public void fitted(Plane ink) {
        steps.add(new Step("fitted", ReducedPicture.gray(ink, 255)));
      }
    };
  }
}
