package mnist.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import mnist.input.RecordSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Hashes of images' bytes, by which a join finds equal ones: two hashes of 64 bits, which by chance
 * are both the same for other images once in 10^38 pairs. A cryptographic one would take longer
 * than all else that an ingest computes.
 */
public final class ImageHash {

  /** The columns that {@link #addedTo} adds, long each. */
  public static final List<String> COLUMNS = List.of("image_hash", "other_image_hash");

  private ImageHash() {}

  /** The columns by their names. */
  public static Column[] columns() {
    return COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  /** The records with the columns of the hashes. */
  public static Dataset<Row> addedTo(Dataset<Row> records) {
    return records.withColumn(COLUMNS.get(0), of(0)).withColumn(COLUMNS.get(1), of(1));
  }

  /**
   * One of them.
   *
   * @param number 0 or 1
   */
  static Column of(int number) {
    // Spark hashes the first and takes that for the seed of the second.
    return xxhash64(lit(number), col(RecordSchema.IMAGE));
  }
}
