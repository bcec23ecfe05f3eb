package mnist.score;

import java.io.Serializable;
import java.util.List;
import mnist.input.KeyText;
import org.apache.spark.sql.Row;

/**
 * Which images people are asked to look at.
 *
 * @param images how many at most, 0 to {@value #MOST}
 * @param key places of the columns that name an image, among those that are carried
 */
public record Reviewed(int images, List<Integer> key) implements Serializable {

  /** Nobody looks at more, and each part of a run keeps as many. */
  public static final int MOST = 1000;

  /** No images. */
  public static final Reviewed NONE = new Reviewed(0, List.of());

  public Reviewed {
    key = List.copyOf(key);
  }

  /**
   * What the image is called.
   *
   * @param first place in the row of the first column that is carried
   */
  String key(Row row, int first) {
    return KeyText.of(key.stream().map(place -> row.get(first + place)));
  }
}
