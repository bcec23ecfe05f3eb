package mnist.prepare;

import java.io.Serializable;
import mnist.picture.GrayPicture;

/** Is shown what becomes of a picture while it is prepared, and changes nothing. */
interface StepWatcher extends Serializable {

  /** Of all pictures that nobody looks at. */
  StepWatcher NOBODY =
      new StepWatcher() {
        @Override
        public void read(GrayPicture picture) {}

        @Override
        public void sheet(GrayPicture paper) {}

        @Override
        public void strokes(Plane ink) {}

        @Override
        public void fitted(Plane ink) {}
      };

  /** The picture as it was read. */
  void read(GrayPicture picture);

  /** The sheet that is cut out of it, if it is one on a table. */
  void sheet(GrayPicture paper);

  /**
   * The digit's strokes, cut out.
   *
   * @param ink 0 to 1
   */
  void strokes(Plane ink);

  /**
   * The digit in the size and stroke width of MNIST's.
   *
   * @param ink 0 to 1
   */
  void fitted(Plane ink);
}
