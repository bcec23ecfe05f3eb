package mnist.score;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of predictions. */
public final class PredictionSchema {

  /** The record's id: long. */
  public static final String ID = "id";

  /** The class that the record has: int, null where unknown. */
  public static final String LABEL = "label";

  /** The most probable class: int. */
  public static final String PREDICTION = "prediction";

  /** The probability of each class: array of float, summing to 1. */
  public static final String PROBABILITY = "probability";

  /** The probability of the prediction: float, 0 to 1. */
  public static final String CONFIDENCE = "confidence";

  /**
   * How unlike training the image is: float, as {@link mnist.model.Energy} defines it. In the
   * pipeline only: what is published has {@link #NOVELTY} in its place.
   */
  public static final String ENERGY = "energy";

  /**
   * Not in the schema: mnist.calibration makes it of {@link #ENERGY}. Float, 0 to 1: the share of
   * the model's validation images that are less unlike training.
   */
  public static final String NOVELTY = "novelty";

  /** Not in the schema: mnist.calibration adds these where they're asked for. */
  public static final String ACCEPTED = "accepted";

  /** See {@link #ACCEPTED}. */
  public static final String CALIBRATED = "calibrated";

  /**
   * What a model tells of an image: {@code prediction} int, the most probable class; {@code
   * probability} array of float, one per class, summing to 1; {@code confidence} float, the
   * probability of the prediction; {@code energy} float, how unlike training the image is.
   */
  public static final StructType PREDICTED =
      new StructType()
          .add(PREDICTION, DataTypes.IntegerType, false)
          .add(PROBABILITY, DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add(CONFIDENCE, DataTypes.FloatType, false)
          .add(ENERGY, DataTypes.FloatType, false);

  /**
   * Of records: {@code id} long; {@code label} int, null where unknown; then {@link #PREDICTED}.
   */
  public static final StructType SCHEMA =
      after(
          new StructType()
              .add(ID, DataTypes.LongType, false)
              .add(LABEL, DataTypes.IntegerType, true));

  private PredictionSchema() {}

  /** {@link #PREDICTED} after some columns that tell the image. */
  static StructType after(StructType carried) {
    StructType all = carried;
    for (StructField column : PREDICTED.fields()) {
      all = all.add(column);
    }
    return all;
  }

  /** The same where some images have no prediction, but null. */
  static StructType afterWithNulls(StructType carried) {
    StructType all = carried;
    for (StructField column : PREDICTED.fields()) {
      all = all.add(column.name(), column.dataType(), true);
    }
    return all;
  }
}
