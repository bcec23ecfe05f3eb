package mnist.score;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import mnist.InvalidInputException;
import mnist.input.Broadcasts;
import mnist.input.OtherSize;
import mnist.input.RecordSchema;
import mnist.model.DigitModel;
import mnist.model.ShippedModel;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Applies a model to images on executors: the model is broadcast once, and each task feeds it
 * minibatches. Close it when the predictions have been computed; it holds the broadcast.
 */
public final class Scorer implements AutoCloseable {

  private final JavaSparkContext spark;
  private final DigitModel model;
  private final int batchSize;
  private final Inference inference;
  private final ShippedModel shipped;
  private final Broadcast<ShippedModel> broadcast;

  /**
   * @throws InvalidInputException if the settings name something that can't apply this model
   */
  public Scorer(JavaSparkContext spark, DigitModel model, ScoreSettings settings) {
    this.spark = spark;
    this.model = model;
    this.batchSize = settings.batchSize();
    this.inference = Inference.of(settings.inference(), model);
    this.shipped = inference.ship(model);
    this.broadcast = spark.broadcast(shipped);
  }

  int classes() {
    return model.classes();
  }

  /** Of the images that the model takes, pixels. */
  int height() {
    return model.height();
  }

  /** Of the images that the model takes, pixels. */
  int width() {
    return model.width();
  }

  /** What applies the model. */
  public Inference inference() {
    return inference;
  }

  /**
   * Predictions, in {@link PredictionSchema}, for the images that the model takes, in the order of
   * the records, partition by partition.
   *
   * @param records columns {@code id} long and {@code image} binary, and, where known, {@code
   *     label} int, {@code height} int and {@code width} int
   * @throws InvalidInputException if {@code id} or {@code image} is missing or of another type
   */
  public Dataset<Row> predictions(Dataset<Row> records) {
    RecordSchema.check("records", records.schema(), RecordSchema.ID, RecordSchema.IMAGE);
    return predicted(
        records
            .filter(rejection(records).isNull())
            .select(col(RecordSchema.ID), label(records), col(RecordSchema.IMAGE)),
        PredictionSchema.SCHEMA);
  }

  /**
   * Predictions for images that the model takes, in their order, partition by partition.
   *
   * @param images columns of any names and types, and the last of them the image: binary, height *
   *     width pixels as the model takes them, or null
   * @return the other columns as they are, then those of {@link PredictionSchema#PREDICTED}, null
   *     where the image is null
   */
  public Dataset<Row> predicted(Dataset<Row> images) {
    StructField[] columns = images.schema().fields();
    StructType carried = new StructType(Arrays.copyOf(columns, columns.length - 1));
    return predicted(images, PredictionSchema.afterWithNulls(carried));
  }

  /** What does the same to one partition. */
  MapPartitionsFunction<Row, Row> ofPartition() {
    return new PredictPartition(broadcast, batchSize);
  }

  private Dataset<Row> predicted(Dataset<Row> images, StructType schema) {
    return images.mapPartitions(ofPartition(), Encoders.row(schema));
  }

  /**
   * The images that the model doesn't take: columns {@code id} long and {@code reason} string.
   * Every record is either here or in {@link #predictions}.
   *
   * @throws InvalidInputException if {@code id} or {@code image} is missing or of another type
   */
  public Dataset<Row> rejects(Dataset<Row> records) {
    RecordSchema.check("records", records.schema(), RecordSchema.ID, RecordSchema.IMAGE);
    Column reason = rejection(records);
    return records
        .filter(reason.isNotNull())
        .select(col(RecordSchema.ID), reason.as(RecordSchema.REASON));
  }

  /** Why the model doesn't take an image; null where it does. */
  private Column rejection(Dataset<Row> records) {
    int pixels = model.height() * model.width();
    Column reason =
        when(col(RecordSchema.ID).isNull(), lit("the id is null"))
            .when(col(RecordSchema.IMAGE).isNull(), lit("the image is null"))
            .when(
                length(col(RecordSchema.IMAGE)).notEqual(pixels),
                concat(
                    lit("the image has "),
                    length(col(RecordSchema.IMAGE)),
                    lit(" bytes, but the model takes " + pixels)));
    if (Arrays.asList(records.columns())
        .containsAll(List.of(RecordSchema.HEIGHT, RecordSchema.WIDTH))) {
      reason = coalesce(reason, OtherSize.reason(model.height(), model.width(), "the model takes"));
    }
    return reason;
  }

  private static Column label(Dataset<Row> records) {
    boolean known = Arrays.asList(records.columns()).contains(RecordSchema.LABEL);
    Column label = known ? col(RecordSchema.LABEL) : lit(null);
    return label.cast(DataTypes.IntegerType).as(PredictionSchema.LABEL);
  }

  @Override
  public void close() {
    Broadcasts.unlessStopping(spark.sc(), broadcast::destroy);
    shipped.discard();
  }
}
