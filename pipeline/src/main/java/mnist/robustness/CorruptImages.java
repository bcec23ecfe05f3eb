package mnist.robustness;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Corrupts the images of rows of (id, image, label). */
final class CorruptImages implements MapFunction<Row, Row> {

  private final Corruption corruption;
  private final long seed;

  CorruptImages(Corruption corruption, long seed) {
    this.corruption = corruption;
    this.seed = seed;
  }

  @Override
  public Row call(Row record) {
    long id = record.getLong(0);
    return RowFactory.create(id, corruption.apply(record.getAs(1), seed, id), record.get(2));
  }
}
