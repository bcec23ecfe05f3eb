package mnist.jobs.data;

import java.util.Optional;
import mnist.input.Split;
import mnist.model.ImageFormat;
import mnist.prepare.InputContract;
import mnist.prepare.Preparation;
import mnist.records.DataFingerprint;
import mnist.records.IngestedData;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Ingested data with the name that the user knows them by.
 *
 * @param ingested where they are now, which may be a temporary directory
 * @param name for messages and manifests
 */
public record NamedRecords(IngestedData ingested, String name) {

  public DataFingerprint fingerprint() {
    return ingested.fingerprint();
  }

  /** How many images the split has. */
  public long count(Split split) {
    return fingerprint().counts(split).records();
  }

  /** The split's records, as of {@link IngestedData#records(Split)}. */
  public Dataset<Row> of(Split split) {
    return ingested.records(split);
  }

  /** Of each image. */
  public ImageFormat format() {
    DataFingerprint fingerprint = fingerprint();
    return new ImageFormat(fingerprint.height(), fingerprint.width(), fingerprint.classes());
  }

  /**
   * What a network that learns from them takes images for; empty for data of an earlier release.
   */
  public Optional<InputContract> contract() {
    DataFingerprint fingerprint = fingerprint();
    return Optional.ofNullable(fingerprint.preparation())
        .map(
            how ->
                InputContract.of(
                    Preparation.named("preparation", how),
                    fingerprint.height(),
                    fingerprint.width()));
  }
}
