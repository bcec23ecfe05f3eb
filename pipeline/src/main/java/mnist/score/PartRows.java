package mnist.score;

import java.nio.ByteBuffer;
import java.util.AbstractMap.SimpleEntry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import mnist.input.RecordSchema;
import mnist.review.ReviewImage;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of parts, in order, as they come from {@link ScoreSplits}: predictions or rejects. Of a
 * split that couldn't be read to its end there are none.
 */
final class PartRows implements Function2<Integer, Iterator<Row>, Iterator<Row>> {

  private static final long serialVersionUID = 1;

  /** Columns: the part's key; where the row belongs in it; why a split can't be read, or null. */
  static final String KEY = "(part)";

  static final String PLACE = "(place)";
  private static final String BINS = "(bins)";
  private static final String REVIEWED = "(reviewed)";
  private static final String FAULT = "(fault)";

  private final int[] parts;
  private final boolean isOfPredictions;
  private final int kept;
  private final int carried;
  private final PartTallies tallies;
  private final PredictionPredicate isAccepted;
  private final AnswerCount counted;
  private final int classes;
  private final Reviewed reviewed;

  private PartRows(
      int[] parts,
      boolean isOfPredictions,
      int kept,
      int carried,
      PartTallies tallies,
      PredictionPredicate isAccepted,
      AnswerCount counted,
      int classes,
      Reviewed reviewed) {
    this.parts = parts;
    this.isOfPredictions = isOfPredictions;
    this.kept = kept;
    this.carried = carried;
    this.tallies = tallies;
    this.isAccepted = isAccepted;
    this.counted = counted;
    this.classes = classes;
    this.reviewed = reviewed;
  }

  /**
   * Predictions: {@link #PLACE}, what is carried, and {@link PredictionSchema#PREDICTED}. All rows
   * are counted.
   *
   * @param parts of each task the part
   * @param carried how many columns are
   * @param isAccepted tells which predictions are counted as accepted
   * @param counted counts them
   * @param classes of the predictions
   * @param reviewed which of them people look at
   */
  static PartRows predictions(
      int[] parts,
      int carried,
      PartTallies tallies,
      PredictionPredicate isAccepted,
      AnswerCount counted,
      int classes,
      Reviewed reviewed) {
    return new PartRows(
        parts, true, carried, carried, tallies, isAccepted, counted, classes, reviewed);
  }

  /**
   * Rejects: the first of what is carried, and {@link RecordSchema#REASON}.
   *
   * @param kept how many columns rejects have of what is carried
   */
  static PartRows rejects(int[] parts, int kept, int carried) {
    return new PartRows(parts, false, kept, carried, null, null, null, 0, Reviewed.NONE);
  }

  /** The columns of what {@link ScoreSplits} makes. */
  static StructType schema(StructType carried) {
    StructType schema =
        new StructType()
            .add(KEY, DataTypes.IntegerType, false)
            .add(PLACE, DataTypes.LongType, false)
            .add(FAULT, DataTypes.StringType);
    for (StructField column : carried.fields()) {
      // A row that tells of a fault has none of them.
      schema = schema.add(column.name(), column.dataType(), true);
    }
    return schema
        .add(RecordSchema.REASON, DataTypes.StringType)
        .add(BINS, DataTypes.BinaryType)
        .add(REVIEWED, DataTypes.BinaryType)
        .add(PredictionSchema.PREDICTION, DataTypes.IntegerType)
        .add(PredictionSchema.PROBABILITY, DataTypes.BinaryType)
        .add(PredictionSchema.CONFIDENCE, DataTypes.FloatType)
        .add(PredictionSchema.ENERGY, DataTypes.FloatType);
  }

  @Override
  public Iterator<Row> call(Integer task, Iterator<Row> rows) {
    return new Iterator<>() {
      private final PartTally tally = new PartTally(classes, reviewed.images());
      private int faulty = -1;
      private Row next;
      private boolean isAtEnd;

      @Override
      public boolean hasNext() {
        while (next == null && !isAtEnd) {
          if (rows.hasNext()) {
            next = take(rows.next());
          } else {
            isAtEnd = true;
            if (tallies != null) {
              tallies.add(new SimpleEntry<>(parts[task], tally));
            }
          }
        }
        return next != null;
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Row taken = next;
        next = null;
        return taken;
      }

      /** Null for what isn't wanted. */
      private Row take(Row row) {
        int split = (int) (row.getLong(1) >>> ScoreSplits.ROW_BITS);
        if (!row.isNullAt(2)) {
          faulty = split;
          tally.faulty(split, row.getString(2));
          return null;
        }
        if (split == faulty) {
          return null;
        }
        int reason = 3 + carried;
        if (row.isNullAt(reason)) {
          if (!isOfPredictions) {
            return null;
          }
          return prediction(row, reason + 1, tally);
        }
        tally.rejected(row.getString(reason));
        return isOfPredictions ? null : reject(row, reason);
      }
    };
  }

  /**
   * @param bins index of the image's bins, before the image and the prediction
   */
  private Row prediction(Row row, int bins, PartTally tally) {
    Object[] values = new Object[carried + 5];
    values[0] = row.get(1);
    for (int i = 0; i < carried; i++) {
      values[i + 1] = row.get(i + 3);
    }
    byte[] bytes = row.getAs(bins + 3);
    float[] probabilities = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(probabilities);
    int prediction = row.getInt(bins + 2);
    float confidence = row.getFloat(bins + 4);
    float energy = row.getFloat(bins + 5);
    tally.predicted(isAccepted.test(confidence, energy));
    counted.count(tally.profile(), row.getAs(bins), prediction, probabilities, energy);
    byte[] image = row.getAs(bins + 1);
    if (image != null) {
      String key = reviewed.key(row, 3);
      tally
          .review()
          .offer(new ReviewImage(row.getLong(1), key, prediction, confidence, energy, image));
    }
    values[carried + 1] = prediction;
    values[carried + 2] = probabilities;
    values[carried + 3] = confidence;
    values[carried + 4] = energy;
    return RowFactory.create(values);
  }

  private Row reject(Row row, int reason) {
    Object[] values = new Object[kept + 1];
    for (int i = 0; i < kept; i++) {
      values[i] = row.get(i + 3);
    }
    values[kept] = row.get(reason);
    return RowFactory.create(values);
  }
}
