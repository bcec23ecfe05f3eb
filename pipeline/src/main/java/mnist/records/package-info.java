/**
 * Records: labelled images as rows of a DataFrame.
 *
 * <p>In: images of any form, {@link mnist.input.ImageInput}. {@link mnist.records.Ingest} turns
 * them into an ingested directory:
 *
 * <pre>
 * records/split=train|validation|test/   Parquet, {@link mnist.input.RecordSchema}, sorted by id
 * quarantine/                            Parquet, the same columns and why a record can't be used
 * fingerprint.json                       {@link mnist.records.DataFingerprint}; a directory without one is absent
 * </pre>
 *
 * <p>Out: {@link mnist.records.IngestedData}, records by split, for every later stage. The driver
 * holds counts; all else is done on executors.
 */
package mnist.records;
