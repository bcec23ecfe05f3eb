package mnist.prepare;

import static org.apache.spark.sql.functions.col;

import mnist.input.ImageInput;
import mnist.input.KeyText;
import mnist.input.RecordSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The first images of an input, before and after their preparation, for people to look at. */
public final class SampleImages {

  /** Columns: a name; the picture reduced; why there is no prepared image; the prepared image. */
  public static final String NAME = "name";

  public static final String ORIGINAL = "original";

  private static final StructType BOTH =
      new StructType()
          .add(
              ORIGINAL,
              RecordSchema.of(RecordSchema.HEIGHT, RecordSchema.WIDTH, RecordSchema.IMAGE))
          .add(RecordSchema.IMAGE, DataTypes.BinaryType)
          .add(RecordSchema.REASON, DataTypes.StringType);

  private SampleImages() {}

  /**
   * Columns {@link #NAME} string, the key; {@link #ORIGINAL} struct of {@code height}, {@code
   * width} and {@code image}, the picture in grey, reduced, null if it can't be decoded; {@code
   * reason}; and {@code image}, prepared.
   *
   * @param count of images
   * @param side of the reduced picture at most, pixels
   */
  public static Dataset<Row> of(PreparedImages preparation, ImageInput input, int count, int side) {
    Column both = PrepareImage.of(new SampleImage(new PrepareImage(preparation), side), BOTH);
    Dataset<Row> rows = input.rows();
    Dataset<Row> sampled =
        rows.select(KeyText.of(rows.schema()).as(NAME), both.as("both"))
            .select(
                col(NAME),
                col("both").getField(ORIGINAL).as(ORIGINAL),
                col("both").getField(RecordSchema.REASON).as(RecordSchema.REASON),
                col("both").getField(RecordSchema.IMAGE).as(RecordSchema.IMAGE));
    // The first ones, read one split after the other: a limit would read some of each.
    return rows.sparkSession().createDataFrame(sampled.takeAsList(count), sampled.schema());
  }
}
