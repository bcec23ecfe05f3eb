/**
 * Images of any form as rows of a DataFrame, by one interface: {@link mnist.input.ImageInput}.
 *
 * <p>In: IDX files, image files, tables, archives, or ingested data, on any Hadoop file system.
 * {@link mnist.input.ImageInputs} looks what they are and opens them: the files are listed once,
 * and divided into splits that depend on them alone. Out: {@link mnist.input.InputSchema}, bytes as
 * they are stored, each image with a key, and, where they are known, its class and its split.
 * Nothing is decoded here. The driver holds names and lengths, and reads headers; contents are read
 * on executors.
 *
 * <p>{@link mnist.input.IdxSource} is Spark's data source {@code idx}; its columns, {@link
 * mnist.input.RecordSchema}, are those of records at every later stage.
 */
package mnist.input;
