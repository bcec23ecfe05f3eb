package mnist.retrain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import mnist.InvalidInputException;
import mnist.records.RecordSchema;
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
   * @param file as {@link #toBytes} gave it
   * @throws InvalidInputException if it isn't
   */
  static SeenImages read(byte[] file) {
    try {
      return new SeenImages(BloomFilter.readFrom(new ByteArrayInputStream(file)));
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(
          "Cannot read %s: it is no Bloom filter that Spark wrote".formatted(FILE),
          "restore it or train the model again",
          e);
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
