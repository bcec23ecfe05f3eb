package mnist.retrain;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import mnist.input.Split;
import mnist.model.ImageFormat;
import mnist.records.DataFingerprint;
import mnist.records.IngestedData;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a challenger is trained on.
 *
 * @param fingerprint two data sets of one fingerprint are the same
 * @param trainPerClass training images of each class, from class 0
 * @param training records with labels
 * @param validation records with labels, none of them in {@code training}
 * @param delivery the name of what a record came with, as text
 */
public record NewData(
    String fingerprint,
    ImageFormat format,
    List<Long> trainPerClass,
    Dataset<Row> training,
    Dataset<Row> validation,
    Column delivery) {

  public NewData {
    trainPerClass = List.copyOf(trainPerClass);
  }

  /** Of a directory that was ingested. */
  public static NewData of(IngestedData data) {
    DataFingerprint fingerprint = data.fingerprint();
    return new NewData(
        fingerprint.id(),
        new ImageFormat(fingerprint.height(), fingerprint.width(), fingerprint.classes()),
        fingerprint.counts(Split.TRAIN).perClass(),
        data.records(Split.TRAIN),
        data.records(Split.VALIDATION),
        lit("data"));
  }
}
