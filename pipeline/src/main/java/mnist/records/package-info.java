/**
 * Records: labelled images as rows of a DataFrame.
 *
 * <p>In: IDX files on any Hadoop file system, through the Spark data source {@code idx} ({@link
 * mnist.records.IdxSource}). {@link mnist.records.Ingest} turns them into an ingested directory:
 *
 * <pre>
 * records/split=train|validation|test/   Parquet, {@link mnist.records.RecordSchema}, sorted by id
 * quarantine/                            Parquet, the same columns and why a record can't be used
 * fingerprint.json                       {@link mnist.records.DataFingerprint}; a directory without one is absent
 * </pre>
 *
 * <p>Out: {@link mnist.records.IngestedData}, records by split, for every later stage. The driver
 * reads headers and counts, and compares copies of files; all else is done on executors.
 */
package mnist.records;
