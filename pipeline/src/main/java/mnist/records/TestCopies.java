package mnist.records;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import mnist.input.RecordSchema;
import mnist.input.Split;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tells records that have the pixels of a test image without being one. By a join, so that nobody
 * has to hold as much as there are test images: where they are many, Spark sorts both sides.
 *
 * @param hashes two columns, of each test image
 */
record TestCopies(Dataset<Row> hashes) {

  /**
   * Two hashes of 64 bits, which by chance are both the same for other images once in 10^38 pairs.
   * A cryptographic one would take longer than all else that an ingest computes.
   */
  private static final List<String> HASHES = List.of("test_hash", "other_test_hash");

  private static final int BYTES = 2 * Long.BYTES;

  /**
   * @param images the test images, with a column {@link RecordSchema#IMAGE}
   * @param count of the images
   */
  static TestCopies of(Dataset<Row> images, long count) {
    Dataset<Row> hashes = images.select(hash(0).as(HASHES.get(0)), hash(1).as(HASHES.get(1)));
    // What comes from an RDD has no size that Spark could choose by.
    long most = images.sparkSession().sessionState().conf().autoBroadcastJoinThreshold();
    return new TestCopies(count <= most / BYTES ? broadcast(hashes) : hashes);
  }

  /** The records but those that are copies. */
  Dataset<Row> removedFrom(Dataset<Row> records) {
    return records.join(hashes, isCopy(), "left_anti");
  }

  /** The records that are copies, with the reason. */
  Dataset<Row> among(Dataset<Row> records) {
    return records
        .join(hashes, isCopy(), "left_semi")
        .withColumn(RecordSchema.REASON, lit("image is the same as a test image"));
  }

  private static Column isCopy() {
    return hash(0)
        .equalTo(col(HASHES.get(0)))
        .and(hash(1).equalTo(col(HASHES.get(1))))
        .and(col(RecordSchema.SPLIT).notEqual(Split.TEST.value()));
  }

  private static Column hash(int seed) {
    // Spark hashes the first and takes that for the seed of the second.
    return xxhash64(lit(seed), col(RecordSchema.IMAGE));
  }
}
