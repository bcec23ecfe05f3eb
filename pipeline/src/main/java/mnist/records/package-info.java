/**
 * Records: labelled images as rows of a DataFrame.
 *
 * <p>In: IDX files on any Hadoop file system, through the Spark data source {@code idx} ({@link
 * mnist.records.IdxSource}). {@link mnist.records.Ingest} turns them into an ingested directory:
 *
 * <pre>
 * records/split=train|validation|test/   Parquet, {@link mnist.records.RecordSchema}, sorted by id
 * quarantine/                            Parquet, the same columns and why a record can't be used
 * fingerprint.json                       {@link mnist.records.DataFingerprint}, written last
 * </pre>
 *
 * <p>Out: {@link mnist.records.IngestedData}, records by split. Every later stage may call it. The
 * driver reads headers and counts; images stay on executors.
 */
package mnist.records;
