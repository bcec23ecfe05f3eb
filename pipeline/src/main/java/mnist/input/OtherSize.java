package mnist.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** Images that aren't of the size that is wanted. */
public final class OtherSize {

  private OtherSize() {}

  /**
   * Why an image isn't taken, string, by its columns {@code height} and {@code width}; null if it
   * is of the size.
   *
   * @param expected whose size it is, such as "the model takes"
   */
  public static Column reason(int height, int width, String expected) {
    Column foundHeight = col(RecordSchema.HEIGHT);
    Column foundWidth = col(RecordSchema.WIDTH);
    return when(
        foundHeight.notEqual(height).or(foundWidth.notEqual(width)),
        concat(
            lit("the image is "),
            foundHeight,
            lit(" x "),
            foundWidth,
            lit(" pixels, but %s %d x %d".formatted(expected, height, width))));
  }
}
