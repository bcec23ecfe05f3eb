package mnist.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import mnist.files.Sha256;
import mnist.input.RecordSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which training images are held out for validation: a function of the seed, and of the image's
 * bytes or of its group alone. So it is the same for any partitioning, stays when files are added,
 * and copies of an image, or images of a group, never stand on both sides.
 *
 * @param seed of the run
 * @param fraction of the training images, or of the groups, to hold out, 0 to 1
 */
public record HoldOut(long seed, double fraction) implements Serializable {

  private static final double TWO_TO_THE_53 = 0x1p53;

  /**
   * Whether the image belongs to the validation split: SHA-256 over the seed (8 bytes, big-endian)
   * and the image, its first 53 bits read as a fraction, is below {@link #fraction}.
   *
   * @param image pixels, as stored
   */
  public boolean holdsOut(byte[] image) {
    return isBelow(image);
  }

  /**
   * Whether each of some records belongs to the validation split, boolean.
   *
   * @param by a record without a group, such as a test image, isn't held out by group
   */
  public Column isHeldOut(HoldOutBy by) {
    return switch (by) {
      case IMAGE ->
          udf((UDF1<byte[], Boolean>) this::holdsOut, DataTypes.BooleanType)
              .apply(col(RecordSchema.IMAGE));
      case GROUP ->
          udf(
                  (UDF1<Integer, Boolean>) group -> group != null && holdsOut(group),
                  DataTypes.BooleanType)
              .apply(col(RecordSchema.GROUP));
    };
  }

  /** Whether images of the group belong to the validation split; its 4 bytes are hashed alike. */
  boolean holdsOut(int group) {
    return isBelow(ByteBuffer.allocate(Integer.BYTES).putInt(group).array());
  }

  private boolean isBelow(byte[] hashed) {
    MessageDigest digest = Sha256.start();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
    long bits = ByteBuffer.wrap(digest.digest(hashed)).getLong();
    return (bits >>> 11) / TWO_TO_THE_53 < fraction;
  }
}
