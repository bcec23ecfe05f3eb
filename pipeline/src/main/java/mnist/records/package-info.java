/**
 * Records: labelled images as rows of a DataFrame.
 *
 * <p>In: images of any form, {@link mnist.input.ImageInput}. {@link mnist.records.Ingest} turns
 * them into an ingested directory:
 *
 * <pre>
 * records/split=train|validation|test/   Parquet, {@link mnist.input.RecordSchema}
 * quarantine/                            Parquet, the same columns and why a record can't be used
 * fingerprint.json                       {@link mnist.records.DataFingerprint}; a directory without one is absent
 * </pre>
 *
 * <p>Records lie in files of about the same size, in the order of a hash of their ids, so that rows
 * that follow each other are a random sample of their split. Nobody may rely on files being sorted
 * by id, as those of earlier releases are.
 *
 * <p>Out: {@link mnist.records.IngestedData}, records by split, for every later stage. The driver
 * holds counts; all else is done on executors.
 */
package mnist.records;
