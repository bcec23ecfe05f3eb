package mnist.input;

import java.io.Serializable;
import mnist.idx.IdxHeader;

/**
 * An image file, with its labels and groups where there are any.
 *
 * @param images file of shape [images, height, width], unsigned bytes
 * @param labels file of whole numbers, shape [images] or [images, columns] with the class in the
 *     first column; or null
 * @param groups file of shape [images], int: what each image belongs with, such as its writer; or
 *     null
 * @param split by the file's name
 * @param firstId id of the file's first image
 */
record ImageFile(DataFile images, DataFile labels, DataFile groups, Split split, long firstId)
    implements Serializable {

  boolean hasLabels() {
    return labels != null;
  }

  boolean hasGroups() {
    return groups != null;
  }

  long count() {
    return images.header().items();
  }

  int height() {
    return size(1);
  }

  int width() {
    return size(2);
  }

  /** For the log. */
  @Override
  public String toString() {
    return "%s: %d images of %d x %d, %s%s%s"
        .formatted(
            images.path(),
            count(),
            height(),
            width(),
            split.value(),
            hasLabels() ? ", labels in " + labels.name() : "",
            hasGroups() ? ", groups in " + groups.name() : "");
  }

  private int size(int dimension) {
    IdxHeader header = images.header();
    return Math.toIntExact(header.shape().get(dimension));
  }
}
