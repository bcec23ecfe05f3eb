package mnist.robustness;

import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Corrupts the images of rows of (id, image, label). */
final class CorruptImages implements MapFunction<Row, Row> {

  private final Corruption corruption;
  private final List<byte[]> others;
  private final long seed;

  /**
   * @param others whose digits may stand beside an image's own
   */
  CorruptImages(Corruption corruption, List<byte[]> others, long seed) {
    this.corruption = corruption;
    this.others = List.copyOf(others);
    this.seed = seed;
  }

  @Override
  public Row call(Row record) {
    long id = record.getLong(0);
    return RowFactory.create(
        id, corruption.apply(record.getAs(1), others, seed, id), record.get(2));
  }
}
