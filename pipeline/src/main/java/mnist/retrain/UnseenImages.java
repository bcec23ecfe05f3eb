package mnist.retrain;

import static org.apache.spark.sql.functions.lit;

import mnist.records.HoldOut;
import mnist.records.HoldOutBy;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Images that versions of a store are new to. */
record UnseenImages(Configuration conf) {

  /**
   * What of an earlier champion's images may be taken for seen: a few that are new to it are, too.
   */
  private static final double FEW = 0.05;

  /** Whether a version is new to these images, but for a few. */
  boolean areNewTo(StoredVersion version, Dataset<Row> images, long count) {
    return of(version, images).count() >= (1 - FEW) * count;
  }

  /** The records that surely neither was trained on, nor had its epoch chosen by. */
  Dataset<Row> ofBoth(StoredVersion challenger, StoredVersion champion, Dataset<Row> records) {
    return of(challenger, of(champion, records));
  }

  /**
   * The records that a version surely wasn't trained on and didn't have its epoch chosen by, nor
   * any version that its training came from, start by start, as far as they had a list. An earlier
   * release kept no list; then they are those that its hold-out keeps from training, whatever data
   * it was trained on, and some may have chosen its epoch.
   */
  private Dataset<Row> of(StoredVersion version, Dataset<Row> records) {
    if (hasList(version)) {
      return SeenImages.by(version, conf).removedFrom(records);
    }
    TrainingData data = version.manifest().training().data();
    if (data.seed() == null || data.validationFraction() == null) {
      return records.where(lit(false));
    }
    HoldOutBy by = data.holdOutBy() == null ? HoldOutBy.IMAGE : HoldOutBy.named(data.holdOutBy());
    return records.where(new HoldOut(data.seed(), data.validationFraction()).isHeldOut(by));
  }

  /** Whether a version lists what it has seen, as those of earlier releases don't. */
  boolean hasList(StoredVersion version) {
    return version.holds(SeenImages.FILE, conf);
  }
}
