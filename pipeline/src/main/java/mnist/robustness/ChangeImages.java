package mnist.robustness;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Changes the images of rows of (id, image, label). */
final class ChangeImages implements MapFunction<Row, Row> {

  private final Change change;
  private final long seed;

  ChangeImages(Change change, long seed) {
    this.change = change;
    this.seed = seed;
  }

  @Override
  public Row call(Row record) {
    long id = record.getLong(0);
    return RowFactory.create(id, change.apply(record.getAs(1), seed, id), record.get(2));
  }
}
