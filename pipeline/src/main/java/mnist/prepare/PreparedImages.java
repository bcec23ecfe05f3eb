package mnist.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.input.ImageInput;
import mnist.input.InputSchema;
import mnist.input.OtherSize;
import mnist.input.RecordSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Images as a network takes them: pictures prepared, and what is in the network's format as it is.
 *
 * @param preparation of pictures: image files, and images that Spark has decoded
 * @param ofAll whether images that are in the network's format already are prepared like pictures
 * @param height rows of a prepared image, pixels; 0 for any, where pictures aren't prepared
 * @param width columns of a prepared image, pixels; 0 for any, where pictures aren't prepared
 * @param transpose whether images are stored column by column
 */
public record PreparedImages(
    Preparation preparation, boolean ofAll, int height, int width, boolean transpose)
    implements Serializable {

  /** All as they are, of any size. */
  public static final PreparedImages AS_THEY_ARE =
      new PreparedImages(Preparation.NONE, false, 0, 0, false);

  /** All drawn as MNIST's are, and of their size. */
  public static final PreparedImages LIKE_MNIST =
      new PreparedImages(Preparation.MNIST, true, 28, 28, false);

  public PreparedImages {
    if (preparation == Preparation.MNIST && (height == 0 || width == 0)) {
      throw new IllegalArgumentException("a prepared image has a size");
    }
  }

  /**
   * For a model.
   *
   * @param asked what is done to all images; empty to do to pictures what the model takes them for
   * @param transpose whether images are stored column by column
   */
  public static PreparedImages of(
      InputContract model, Optional<Preparation> asked, boolean transpose) {
    return new PreparedImages(
        asked.orElse(Preparation.named("input.preparation", model.preparation())),
        asked.equals(Optional.of(Preparation.MNIST)),
        model.height(),
        model.width(),
        transpose);
  }

  /** The same for images that are in a network's format already. */
  public PreparedImages ofReady() {
    return ofAll ? this : AS_THEY_ARE.transposed(transpose);
  }

  /** The same for images that are stored column by column, or not. */
  public PreparedImages transposed(boolean isTransposed) {
    return new PreparedImages(preparation, ofAll, height, width, isTransposed);
  }

  private static final StructType PREPARED =
      RecordSchema.of(RecordSchema.IMAGE, RecordSchema.HEIGHT, RecordSchema.WIDTH)
          .add(RecordSchema.REASON, DataTypes.StringType);

  private static final String BOTH = "prepared";

  /**
   * The input's images, prepared: columns {@link InputSchema#KEY}, {@link InputSchema#KEPT} where
   * there are some, {@link InputSchema#LABEL}, {@link InputSchema#SPLIT}, {@link
   * InputSchema#GROUP}, {@code image} binary of {@code height * width} pixels, its {@code height}
   * and {@code width}, int, and {@link RecordSchema#REASON}, string: why the network can't take the
   * image, null if it can; otherwise {@code image} may be null or of another size. Rows and their
   * order are the input's.
   */
  public Dataset<Row> of(ImageInput input) {
    Dataset<Row> rows = input.rows();
    Dataset<Row> prepared =
        input.form().isReady() && !ofAll && !transpose
            ? rows.withColumn(RecordSchema.REASON, reason())
            : rows.withColumn(BOTH, PrepareImage.of(new PrepareImage(this), PREPARED))
                .withColumn(InputSchema.IMAGE, col(BOTH).getField(RecordSchema.IMAGE))
                .withColumn(InputSchema.HEIGHT, col(BOTH).getField(RecordSchema.HEIGHT))
                .withColumn(InputSchema.WIDTH, col(BOTH).getField(RecordSchema.WIDTH))
                .withColumn(RecordSchema.REASON, col(BOTH).getField(RecordSchema.REASON));
    List<Column> columns = new ArrayList<>();
    Stream.of(
            InputSchema.KEY,
            InputSchema.KEPT,
            InputSchema.LABEL,
            InputSchema.SPLIT,
            InputSchema.GROUP,
            InputSchema.IMAGE,
            InputSchema.HEIGHT,
            InputSchema.WIDTH,
            RecordSchema.REASON)
        .filter(List.of(prepared.columns())::contains)
        .map(name -> col(name))
        .forEach(columns::add);
    return prepared.select(columns.toArray(Column[]::new));
  }

  /**
   * Whether a picture was read, and preparation found that it doesn't show one digit: of rows that
   * {@link #of} made, boolean; null where the network can take the image.
   */
  public static Column showsNoDigit() {
    return col(RecordSchema.REASON).isin(NoDigitException.REASONS.toArray());
  }

  /**
   * One image file, without Spark: what {@link #of} makes of it in a directory of others.
   *
   * @param file all bytes of an image file; of a TIFF the first page is taken
   * @param steps takes what becomes of it
   * @return {@code height * width} pixels, or why the network can't take the image
   */
  public PreparedDigit ofFile(byte[] file, PreparationSteps steps) {
    Row row = new PrepareImage(this, steps.watcher()).call(file, true, 0, null, null, null, null);
    int reason = PREPARED.fieldIndex(RecordSchema.REASON);
    return row.isNullAt(reason)
        ? new PreparedDigit.Digit(row.getAs(PREPARED.fieldIndex(RecordSchema.IMAGE)))
        : new PreparedDigit.NoDigit(row.getString(reason));
  }

  /** The same for raw pixels as {@link PrepareImage}'s, which Spark can tell faster. */
  private Column reason() {
    if (height == 0) {
      return col(InputSchema.FAULT);
    }
    return coalesce(col(InputSchema.FAULT), OtherSize.reason(height, width, "the model takes"));
  }
}
