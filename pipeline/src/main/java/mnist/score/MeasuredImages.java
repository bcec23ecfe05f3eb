package mnist.score;

import java.io.Serializable;
import java.util.Iterator;
import java.util.zip.CRC32C;
import mnist.profile.ImageBins;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Puts an image's bins before it, for some images, and the image once more if it may be reviewed.
 * Which have bins, a hash of their pixels says, so that it is the same ones wherever and whenever
 * they are scored.
 *
 * @param share of the images, 0 to 1
 * @param isReviewed whether images may be reviewed
 * @param height of the images, pixels
 * @param width of the images, pixels
 */
record MeasuredImages(double share, boolean isReviewed, int height, int width)
    implements Serializable {

  private static final double HASHES = 0x1p32;

  /** Rows that end with an image or null; the bins, and the image or null, come before it. */
  Iterator<Row> of(Iterator<Row> rows) {
    ImageBins bins = new ImageBins();
    CRC32C hash = new CRC32C();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        int last = row.length() - 1;
        byte[] image = row.getAs(last);
        Object[] values = new Object[last + 3];
        for (int i = 0; i < last; i++) {
          values[i] = row.get(i);
        }
        values[last] =
            image != null && isMeasured(image, hash) ? bins.of(image, height, width) : null;
        values[last + 1] = isReviewed ? image : null;
        values[last + 2] = image;
        return RowFactory.create(values);
      }
    };
  }

  private boolean isMeasured(byte[] image, CRC32C hash) {
    if (share >= 1) {
      return true;
    }
    hash.reset();
    hash.update(image);
    return hash.getValue() < share * HASHES;
  }
}
