package mnist.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of what is read, whatever it was stored as. */
public final class InputSchema {

  /** What tells the image from all others, struct of one or more columns of the input's own. */
  public static final String KEY = "key";

  /** The columns that the user wants to keep, struct; not there if there are none. */
  public static final String KEPT = "kept";

  /** The class as it was given, string; null if it isn't known. */
  public static final String LABEL = RecordSchema.LABEL;

  /** {@link Split#value}, string; null if the input doesn't tell. */
  public static final String SPLIT = RecordSchema.SPLIT;

  /** What the image belongs with, int; null if it isn't known. */
  public static final String GROUP = RecordSchema.GROUP;

  /** An image file's bytes or raw pixels, binary; null if they can't be read. */
  public static final String IMAGE = RecordSchema.IMAGE;

  /**
   * Whether the bytes are an image file's, boolean: false for raw pixels, null where the bytes'
   * signature is to tell.
   */
  public static final String ENCODED = "encoded";

  /** Which page of the image file, int, from 0. */
  public static final String PAGE = "page";

  /** Rows of raw pixels, int; null if it isn't known. */
  public static final String HEIGHT = RecordSchema.HEIGHT;

  /** Columns of raw pixels, int; null if it isn't known. */
  public static final String WIDTH = RecordSchema.WIDTH;

  /**
   * Bytes of each raw pixel, int: 1 for grey, 3 for blue, green, red, 4 for those and alpha, as of
   * Spark's image source; null for grey images that are already as the network takes them.
   */
  public static final String CHANNELS = "channels";

  /** Why the image can't be read, string; null if it can. */
  public static final String FAULT = "fault";

  private InputSchema() {}

  /**
   * The columns of an input.
   *
   * @param key columns of the key, one or more
   * @param kept the columns to keep
   */
  static StructType of(StructType key, StructType kept) {
    StructType start = new StructType().add(KEY, key, false);
    StructType columns = kept.isEmpty() ? start : start.add(KEPT, kept, false);
    return columns
        .add(LABEL, DataTypes.StringType)
        .add(SPLIT, DataTypes.StringType)
        .add(GROUP, DataTypes.IntegerType)
        .add(IMAGE, DataTypes.BinaryType)
        .add(ENCODED, DataTypes.BooleanType)
        .add(PAGE, DataTypes.IntegerType)
        .add(HEIGHT, DataTypes.IntegerType)
        .add(WIDTH, DataTypes.IntegerType)
        .add(CHANNELS, DataTypes.IntegerType)
        .add(FAULT, DataTypes.StringType);
  }

  /**
   * Records as rows of an input: raw pixels in a network's format, the id the key.
   *
   * @param records of {@link RecordSchema}
   */
  static Dataset<Row> ofRecords(Dataset<Row> records) {
    return records.select(
        struct(col(RecordSchema.ID)).as(KEY),
        col(LABEL).cast(DataTypes.StringType).as(LABEL),
        col(SPLIT),
        col(GROUP),
        col(IMAGE),
        lit(false).as(ENCODED),
        lit(0).as(PAGE),
        col(HEIGHT),
        col(WIDTH),
        lit(null).cast(DataTypes.IntegerType).as(CHANNELS),
        lit(null).cast(DataTypes.StringType).as(FAULT));
  }
}
