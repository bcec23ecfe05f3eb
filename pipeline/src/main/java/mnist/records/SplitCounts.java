package mnist.records;

import java.util.Collections;
import java.util.List;

/**
 * How many records a split has.
 *
 * @param records all of them, also those without labels
 * @param perClass records of each class, from class 0
 */
public record SplitCounts(long records, List<Long> perClass) {

  public SplitCounts {
    perClass = List.copyOf(perClass);
  }

  static SplitCounts none(int classes) {
    return new SplitCounts(0, Collections.nCopies(classes, 0L));
  }
}
