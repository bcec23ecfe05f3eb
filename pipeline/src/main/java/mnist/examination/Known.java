package mnist.examination;

import java.util.List;
import java.util.Optional;
import mnist.store.StoredVersion;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a store knows before a delivery.
 *
 * @param perClass training images of each class, from class 0; empty if that isn't known
 * @param images with the columns image, label and split; empty if the store has none
 * @param champion empty if there is none
 */
public record Known(
    List<Long> perClass, Optional<Dataset<Row>> images, Optional<StoredVersion> champion) {

  public Known {
    perClass = List.copyOf(perClass);
  }

  /** What a champion's manifest tells, and the images that are still there. */
  public static Known of(StoredVersion champion, Optional<Dataset<Row>> images) {
    List<Long> perClass = champion.manifest().training().data().trainPerClass();
    return new Known(perClass == null ? List.of() : perClass, images, Optional.of(champion));
  }

  /** Whether training has had images of the class; where that isn't known, it counts as had. */
  boolean has(int label) {
    return label >= perClass.size() || perClass.get(label) > 0;
  }
}
