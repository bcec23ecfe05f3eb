package mnist.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.model.DigitModel;
import mnist.model.ModelState;
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
 * Applies a model to images on executors: the model is broadcast once, each task makes one network
 * of it and feeds it minibatches. Close it when the predictions have been computed; it holds the
 * broadcast.
 */
public final class Scorer implements AutoCloseable {

  private static final String IMAGE = "image";

  private static final StructType REQUIRED =
      new StructType()
          .add(PredictionSchema.ID, DataTypes.LongType)
          .add(IMAGE, DataTypes.BinaryType);

  private final DigitModel model;
  private final int batchSize;
  private final Broadcast<ModelState> state;

  /**
   * @param batchSize images a minibatch, 1 or more
   * @throws InvalidInputException if the batch size is below 1
   */
  public Scorer(JavaSparkContext spark, DigitModel model, int batchSize) {
    if (batchSize < 1) {
      throw new InvalidInputException(
          "score.batch-size must be 1 or more (images), but was " + batchSize);
    }
    this.model = model;
    this.batchSize = batchSize;
    this.state = spark.broadcast(new ModelState(model));
  }

  /**
   * Predictions, in {@link PredictionSchema}, for the images that the model takes.
   *
   * @param records columns {@code id} long and {@code image} binary, and, where known, {@code
   *     label} int, {@code height} int and {@code width} int
   * @throws InvalidInputException if {@code id} or {@code image} is missing or of another type
   */
  public Dataset<Row> predictions(Dataset<Row> records) {
    checkColumns(records.schema());
    MapPartitionsFunction<Row, Row> predict = new PredictPartition(state, batchSize);
    return records
        .filter(rejection(records).isNull())
        .select(col(PredictionSchema.ID), label(records), col(IMAGE))
        .mapPartitions(predict, Encoders.row(PredictionSchema.SCHEMA));
  }

  /**
   * The images that the model doesn't take: columns {@code id} long and {@code reason} string.
   * Every record is either here or in {@link #predictions}.
   *
   * @throws InvalidInputException if {@code id} or {@code image} is missing or of another type
   */
  public Dataset<Row> rejects(Dataset<Row> records) {
    checkColumns(records.schema());
    Column reason = rejection(records);
    return records.filter(reason.isNotNull()).select(col(PredictionSchema.ID), reason.as("reason"));
  }

  /** Why the model doesn't take an image; null where it does. */
  private Column rejection(Dataset<Row> records) {
    int pixels = model.height() * model.width();
    Column reason =
        when(col(PredictionSchema.ID).isNull(), lit("the id is null"))
            .when(col(IMAGE).isNull(), lit("the image is null"))
            .when(
                length(col(IMAGE)).notEqual(pixels),
                concat(
                    lit("the image has "),
                    length(col(IMAGE)),
                    lit(" bytes, but the model takes " + pixels)));
    if (Arrays.asList(records.columns()).containsAll(Arrays.asList("height", "width"))) {
      reason =
          reason.when(
              col("height").notEqual(model.height()).or(col("width").notEqual(model.width())),
              concat(
                  lit("the image is "),
                  col("height"),
                  lit(" x "),
                  col("width"),
                  lit(" pixels, but the model takes " + model.height() + " x " + model.width())));
    }
    return reason;
  }

  private static void checkColumns(StructType schema) {
    for (StructField expected : REQUIRED.fields()) {
      Optional<StructField> found =
          Arrays.stream(schema.fields())
              .filter(field -> field.name().equals(expected.name()))
              .findFirst();
      if (found.isEmpty()) {
        throw new InvalidInputException(
            ("Cannot score: records have no column '%s'; expected id bigint and image binary, but "
                    + "found %s")
                .formatted(expected.name(), String.join(", ", schema.fieldNames())));
      }
      if (!found.get().dataType().equals(expected.dataType())) {
        throw new InvalidInputException(
            "Cannot score: column '%s' of the records must be %s, but was %s"
                .formatted(
                    expected.name(),
                    expected.dataType().catalogString(),
                    found.get().dataType().catalogString()));
      }
    }
  }

  private static Column label(Dataset<Row> records) {
    boolean known = Arrays.asList(records.columns()).contains(PredictionSchema.LABEL);
    Column label = known ? col(PredictionSchema.LABEL) : lit(null);
    return label.cast(DataTypes.IntegerType).as(PredictionSchema.LABEL);
  }

  @Override
  public void close() {
    state.destroy();
  }
}
