package mnist.jobs.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import mnist.input.RecordSchema;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts rows as they pass, so that none gets lost unnoticed. Of the last stage of a job, Spark
 * counts each task once, however often it ran.
 *
 * @param counted all rows
 * @param reasoned those that have a reason against them
 */
record RowCount(LongAccumulator counted, LongAccumulator reasoned) {

  static RowCount start(SparkContext spark) {
    return new RowCount(spark.longAccumulator(), spark.longAccumulator());
  }

  /**
   * The rows that have no reason against them; both kinds are counted.
   *
   * @param rows with {@link RecordSchema#REASON}; to be evaluated by one action, in its last stage
   */
  Dataset<Row> accepted(Dataset<Row> rows) {
    LongAccumulator all = counted;
    LongAccumulator refused = reasoned;
    UDF1<String, Boolean> count =
        reason -> {
          all.add(1);
          if (reason != null) {
            refused.add(1);
          }
          return reason == null;
        };
    return rows.where(
        udf(count, DataTypes.BooleanType).asNondeterministic().apply(col(RecordSchema.REASON)));
  }

  /** Once the action has ended. */
  long all() {
    return counted.value();
  }

  /** Once the action has ended. */
  long refused() {
    return reasoned.value();
  }
}
