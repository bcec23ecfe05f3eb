package mnist.records;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

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

  private static final List<String> HASHES = List.of("test_hash", "other_test_hash");

  private static final int BYTES = 2 * Long.BYTES;

  /**
   * @param images the test images, with a column {@link RecordSchema#IMAGE}
   * @param count of the images
   */
  static TestCopies of(Dataset<Row> images, long count) {
    Dataset<Row> hashes =
        images.select(ImageHash.of(0).as(HASHES.get(0)), ImageHash.of(1).as(HASHES.get(1)));
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
    return ImageHash.of(0)
        .equalTo(col(HASHES.get(0)))
        .and(ImageHash.of(1).equalTo(col(HASHES.get(1))))
        .and(col(RecordSchema.SPLIT).notEqual(Split.TEST.value()));
  }
}
