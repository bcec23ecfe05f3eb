package mnist.retrain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import mnist.InvalidInputException;
import mnist.input.RecordSchema;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.sketch.BloomFilter;

/**
 * The images that a version was trained on or that chose its epoch, as a Bloom filter of their
 * bytes. It never denies an image that was seen; of others it takes about one in a hundred for
 * seen. So what it lets through is safe to compare on, and ten bits an image hold it.
 */
public final class SeenImages implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The file of a version that holds them. */
  public static final String FILE = "images.bloom";

  private static final double FALSE_POSITIVES = 0.01;

  /** Far above the seven that Spark chooses for {@link #FALSE_POSITIVES}. */
  private static final int MAX_HASHES = 64;

  private final BloomFilter filter;

  private SeenImages(BloomFilter filter) {
    this.filter = filter;
  }

  /**
   * @param records with a column image
   * @param count of records, about
   */
  public static SeenImages of(Dataset<Row> records, long count) {
    return new SeenImages(
        records
            .select(RecordSchema.IMAGE)
            .toJavaRDD()
            .aggregate(
                BloomFilter.create(Math.max(1, count), FALSE_POSITIVES),
                (seen, row) -> {
                  seen.putBinary(row.getAs(0));
                  return seen;
                },
                BloomFilter::mergeInPlace));
  }

  /**
   * @param content as {@link #toBytes} gave it
   * @param file that it was read from, for messages
   * @throws InvalidInputException if it isn't
   */
  static SeenImages read(byte[] content, Path file) {
    try {
      requireConsistent(ByteBuffer.wrap(content));
      return new SeenImages(BloomFilter.readFrom(new ByteArrayInputStream(content)));
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(
          "Cannot read %s: expected a Bloom filter that Spark wrote, but %s"
              .formatted(file, e.getMessage()),
          "restore the file or train the model again",
          e);
    }
  }

  /**
   * Spark allocates as many words as the header says, before it reads any, and computes as many
   * hashes of every image.
   */
  private static void requireConsistent(ByteBuffer content) throws IOException {
    if (content.remaining() < 4 * Integer.BYTES) {
      throw new IOException("it has only " + content.remaining() + " bytes");
    }
    int version = content.getInt();
    int hashes = content.getInt();
    if (version == 2) {
      // Of Spark 4, which puts its seed here.
      content.getInt();
    }
    int words = content.getInt();
    if (hashes < 1 || hashes > MAX_HASHES) {
      throw new IOException(
          "its header says %d hash functions of 1 to %d".formatted(hashes, MAX_HASHES));
    }
    if (words < 1 || content.remaining() != (long) words * Long.BYTES) {
      throw new IOException(
          "its header says %d words of %d bytes, but %d bytes follow"
              .formatted(words, Long.BYTES, content.remaining()));
    }
  }

  /** The content of {@link #FILE}. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      filter.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The records whose image is surely not among these. */
  Dataset<Row> removedFrom(Dataset<Row> records) {
    FilterFunction<Row> isNew =
        row -> !filter.mightContainBinary(row.<byte[]>getAs(RecordSchema.IMAGE));
    return records.filter(isNew);
  }
}
