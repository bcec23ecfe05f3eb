package mnist.retrain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mnist.InvalidInputException;
import mnist.input.RecordSchema;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.sketch.BloomFilter;

/**
 * The images that a version was trained on or that chose its epoch, and those that the version had
 * seen that its training began with: a scalable Bloom filter of their bytes (Almeida et al. 2007),
 * one filter after the other. It never denies an image that was seen; of others each filter takes
 * about one in a hundred for seen. So what it lets through is safe to compare on, and ten bits an
 * image hold it. A further filter has room for as many images as all before, so that however many
 * trainings begin with each other, there are few.
 */
public final class SeenImages implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The file of a version that holds them. */
  public static final String FILE = "images.bloom";

  /** Of versions of an earlier release, which list none. */
  public static final SeenImages NONE = new SeenImages(List.of());

  private static final double FALSE_POSITIVES = 0.01;

  /** Of a filter that is full, for {@link #FALSE_POSITIVES}. */
  private static final int BITS_PER_IMAGE = 10;

  /** Far above the seven that Spark chooses for {@link #FALSE_POSITIVES}. */
  private static final int MAX_HASHES = 64;

  private final List<BloomFilter> filters;

  private SeenImages(List<BloomFilter> filters) {
    this.filters = List.copyOf(filters);
  }

  /** Those that a version lists. */
  public static SeenImages by(StoredVersion version, Configuration conf) {
    return version.holds(FILE, conf)
        ? read(version.content(FILE, conf), new Path(version.path(), FILE))
        : NONE;
  }

  /**
   * These and others.
   *
   * @param records with a column image
   * @param count of records, about
   */
  public SeenImages and(Dataset<Row> records, long count) {
    Dataset<Row> fresh = removedFrom(records.select(RecordSchema.IMAGE));
    List<BloomFilter> all = new ArrayList<>(filters);
    if (!filters.isEmpty()) {
      BloomFilter last = all.remove(all.size() - 1);
      BloomFilter filled = filled(last, fresh);
      if (filled.expectedFpp() <= Math.max(FALSE_POSITIVES, last.expectedFpp())) {
        all.add(filled);
        return new SeenImages(all);
      }
      all.add(last);
    }
    long before = all.stream().mapToLong(BloomFilter::bitSize).sum() / BITS_PER_IMAGE;
    long room = Math.max(1, Math.max(count, before));
    all.add(filled(BloomFilter.create(room, FALSE_POSITIVES), fresh));
    return new SeenImages(all);
  }

  private static BloomFilter filled(BloomFilter filter, Dataset<Row> images) {
    return images
        .toJavaRDD()
        .aggregate(
            filter,
            (seen, row) -> {
              seen.putBinary(row.getAs(0));
              return seen;
            },
            BloomFilter::mergeInPlace);
  }

  /**
   * @param content as {@link #toBytes} gave it
   * @param file that it was read from, for messages
   * @throws InvalidInputException if it isn't
   */
  static SeenImages read(byte[] content, Path file) {
    try {
      List<BloomFilter> filters = new ArrayList<>();
      int at = 0;
      do {
        int length = length(ByteBuffer.wrap(content, at, content.length - at));
        filters.add(BloomFilter.readFrom(new ByteArrayInputStream(content, at, length)));
        at += length;
      } while (at < content.length);
      return new SeenImages(filters);
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(
          "Cannot read %s: expected a Bloom filter that Spark wrote, but %s"
              .formatted(file, e.getMessage()),
          "restore the file or train the model again",
          e);
    }
  }

  /**
   * How many bytes the filter has that these begin with. Looked at first: Spark allocates as many
   * words as the header says, before it reads any, and computes as many hashes of every image.
   */
  private static int length(ByteBuffer content) throws IOException {
    int there = content.remaining();
    if (there < 4 * Integer.BYTES) {
      throw new IOException("there are only %d bytes of its header".formatted(there));
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
    if (words < 1 || content.remaining() < (long) words * Long.BYTES) {
      throw new IOException(
          "its header says %d words of %d bytes, but %d bytes follow"
              .formatted(words, Long.BYTES, content.remaining()));
    }
    return there - content.remaining() + words * Long.BYTES;
  }

  /** The content of {@link #FILE}. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      for (BloomFilter filter : filters) {
        filter.writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The records whose image is surely not among these. */
  Dataset<Row> removedFrom(Dataset<Row> records) {
    FilterFunction<Row> isNew = row -> isNew(row.getAs(RecordSchema.IMAGE));
    return records.filter(isNew);
  }

  private boolean isNew(byte[] image) {
    return filters.stream().noneMatch(filter -> filter.mightContainBinary(image));
  }
}
