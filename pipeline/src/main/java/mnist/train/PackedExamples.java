package mnist.train;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** A shard of the training split as plain arrays: one byte per pixel. */
final class PackedExamples implements Serializable {

  private final long[] ids;
  private final int[] labels;
  private final byte[] pixels;

  private PackedExamples(long[] ids, int[] labels, byte[] pixels) {
    this.ids = ids;
    this.labels = labels;
    this.pixels = pixels;
  }

  /**
   * Packs rows of (id, label, image).
   *
   * @param bytes of each image
   * @throws IllegalArgumentException if an image has another number of bytes
   */
  static PackedExamples of(Iterator<Row> rows, int bytes) {
    List<Long> ids = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    while (rows.hasNext()) {
      Row row = rows.next();
      ids.add(row.getLong(0));
      labels.add(row.getInt(1));
      byte[] image = row.getAs(2);
      if (image.length != bytes) {
        throw new IllegalArgumentException(
            "Image must have %d bytes, but had %d (id=%d)"
                .formatted(bytes, image.length, row.getLong(0)));
      }
      pixels.writeBytes(image);
    }
    return new PackedExamples(
        ids.stream().mapToLong(Long::longValue).toArray(),
        labels.stream().mapToInt(Integer::intValue).toArray(),
        pixels.toByteArray());
  }

  int size() {
    return ids.length;
  }

  long id(int index) {
    return ids[index];
  }

  int label(int index) {
    return labels[index];
  }

  /** height x width unsigned bytes, row-major. */
  byte[] image(int index) {
    int size = pixels.length / ids.length;
    return Arrays.copyOfRange(pixels, index * size, (index + 1) * size);
  }
}
