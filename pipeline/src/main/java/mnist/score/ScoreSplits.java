package mnist.score;

import java.nio.ByteBuffer;
import java.util.Iterator;
import mnist.input.ReadRows;
import mnist.review.ReviewImage;
import mnist.review.ReviewQueue;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;

/**
 * Scores splits, one task each, and marks rows with where they belong. What a split's file gives
 * before it can't be read any further comes with a row that says so, and sorts before it. Of the
 * images, those alone go on that may be reviewed of all that the split had until then.
 */
final class ScoreSplits implements Function2<Integer, Iterator<Row>, Iterator<Row>> {

  private static final long serialVersionUID = 1;

  /** A split has fewer rows than two to the power of this. */
  static final int ROW_BITS = 40;

  private final MapPartitionsFunction<Row, Row> predict;
  private final int[] keys;
  private final int[] places;
  private final int columns;
  private final int reviewed;
  private final LongAccumulator splitsRead;
  private final LongAccumulator rowsRead;

  /**
   * @param predict takes rows that end with a reason and an image, and gives rows that end as those
   *     that come out
   * @param keys of each task the key of its part
   * @param places of each task the place of its split in the part
   * @param columns of the rows that come out
   * @param reviewed images that are chosen for review at most
   * @param splitsRead counts splits
   * @param rowsRead counts rows
   */
  ScoreSplits(
      MapPartitionsFunction<Row, Row> predict,
      int[] keys,
      int[] places,
      int columns,
      int reviewed,
      LongAccumulator splitsRead,
      LongAccumulator rowsRead) {
    this.predict = predict;
    this.keys = keys;
    this.places = places;
    this.columns = columns;
    this.reviewed = reviewed;
    this.splitsRead = splitsRead;
    this.rowsRead = rowsRead;
  }

  @Override
  public Iterator<Row> call(Integer task, Iterator<Row> rows) throws Exception {
    ReadRows read = new ReadRows(rows);
    Iterator<Row> predicted = predict.call(read);
    int key = keys[task];
    long first = (long) places[task] << ROW_BITS;
    ReviewQueue review = new ReviewQueue(reviewed);
    return new Iterator<>() {
      private long next = first;
      private boolean isAtEnd;

      @Override
      public boolean hasNext() {
        if (predicted.hasNext()) {
          return true;
        }
        if (!isAtEnd && read.fault() == null) {
          isAtEnd = true;
          splitsRead.add(1);
          rowsRead.add(next - first);
        }
        return !isAtEnd;
      }

      @Override
      public Row next() {
        if (predicted.hasNext()) {
          return placed(predicted.next(), key, ++next, review);
        }
        isAtEnd = true;
        splitsRead.add(1);
        return faulty(key, first, read.fault());
      }
    };
  }

  private Row faulty(int key, long place, String fault) {
    Object[] values = new Object[columns];
    values[0] = key;
    values[1] = place;
    values[2] = fault;
    return RowFactory.create(values);
  }

  /** Probabilities travel as bytes, which are cheaper than arrays. */
  private Row placed(Row predicted, int key, long place, ReviewQueue review) {
    Object[] values = new Object[columns];
    values[0] = key;
    values[1] = place;
    for (int i = 3; i < columns; i++) {
      values[i] = predicted.get(i - 3);
    }
    float[] probabilities = (float[]) values[columns - 3];
    if (probabilities != null) {
      ByteBuffer bytes = ByteBuffer.allocate(probabilities.length * Float.BYTES);
      bytes.asFloatBuffer().put(probabilities);
      values[columns - 3] = bytes.array();
    }
    byte[] image = (byte[]) values[columns - 5];
    if (image != null
        && !review.offer(
            new ReviewImage(
                place,
                null,
                (int) values[columns - 4],
                (float) values[columns - 2],
                (float) values[columns - 1],
                image))) {
      values[columns - 5] = null;
    }
    return RowFactory.create(values);
  }
}
