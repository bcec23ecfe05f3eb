package mnist.retrain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import mnist.deliveries.Delivery;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.model.ImageFormat;
import mnist.records.DataFingerprint;
import mnist.records.IngestedData;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a challenger is trained on, as far as it is judged by it.
 *
 * @param fingerprint two data sets of one fingerprint are the same
 * @param validation records with labels that it isn't trained on
 * @param delivery the name of what a record came with, as text
 */
public record NewData(
    String fingerprint, ImageFormat format, Dataset<Row> validation, Column delivery) {

  /** Of a directory that was ingested, or put together from a store's deliveries. */
  public static NewData of(IngestedData data) {
    DataFingerprint fingerprint = data.fingerprint();
    return new NewData(
        fingerprint.id(),
        new ImageFormat(fingerprint.height(), fingerprint.width(), fingerprint.classes()),
        data.records(Split.VALIDATION),
        fingerprint.deliveries() == null ? lit("data") : ofDeliveries());
  }

  private static Column ofDeliveries() {
    UDF1<Long, String> name = Delivery::nameOf;
    return udf(name, DataTypes.StringType).apply(col(RecordSchema.ID));
  }
}
