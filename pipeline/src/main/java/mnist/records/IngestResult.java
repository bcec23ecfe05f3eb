package mnist.records;

import org.apache.hadoop.fs.Path;

/**
 * What an ingest made.
 *
 * @param output the ingested directory, qualified
 * @param fingerprint what it holds, with counts
 */
public record IngestResult(Path output, DataFingerprint fingerprint) {

  /** The table of records that can't be used; empty if there are none. */
  public Path quarantine() {
    return new Path(output, IngestedData.QUARANTINE);
  }

  /** How many records are in quarantine. */
  public long quarantined() {
    return fingerprint.quarantined();
  }
}
