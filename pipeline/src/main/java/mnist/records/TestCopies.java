package mnist.records;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import mnist.input.RecordSchema;
import mnist.input.Split;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tells records that have the pixels of a test image without being one. By a join, so that nobody
 * has to hold as much as there are test images: where they are many, Spark sorts both sides.
 *
 * @param digests one column, a digest of each test image
 */
record TestCopies(Dataset<Row> digests) {

  private static final String DIGEST = "test_digest";

  /** SHA-256, which is the same for equal images only. */
  private static final int BITS = 256;

  /** As {@code sha2} has it: in hexadecimal digits. */
  private static final int DIGEST_BYTES = 64;

  /**
   * @param images the test images, with a column {@link RecordSchema#IMAGE}
   * @param count of the images
   */
  static TestCopies of(Dataset<Row> images, long count) {
    Dataset<Row> digests = images.select(digest().as(DIGEST));
    // What comes from an RDD has no size that Spark could choose by.
    long most = images.sparkSession().sessionState().conf().autoBroadcastJoinThreshold();
    return new TestCopies(count <= most / DIGEST_BYTES ? broadcast(digests) : digests);
  }

  /** The records but those that are copies. */
  Dataset<Row> removedFrom(Dataset<Row> records) {
    return records.join(digests, isCopy(), "left_anti");
  }

  /** The records that are copies, with the reason. */
  Dataset<Row> among(Dataset<Row> records) {
    return records
        .join(digests, isCopy(), "left_semi")
        .withColumn(RecordSchema.REASON, lit("image is the same as a test image"));
  }

  private static Column isCopy() {
    return digest().equalTo(col(DIGEST)).and(col(RecordSchema.SPLIT).notEqual(Split.TEST.value()));
  }

  private static Column digest() {
    return sha2(col(RecordSchema.IMAGE), BITS);
  }
}
