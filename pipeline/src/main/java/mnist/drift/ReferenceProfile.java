package mnist.drift;

import static mnist.input.RecordSchema.IMAGE;
import static mnist.input.RecordSchema.LABEL;
import static mnist.score.PredictionSchema.CONFIDENCE;
import static mnist.score.PredictionSchema.ENERGY;
import static mnist.score.PredictionSchema.PREDICTION;
import static mnist.score.PredictionSchema.PROBABILITY;

import java.util.List;
import mnist.calibration.Calibration;
import mnist.model.ImageFormat;
import mnist.profile.Measure;
import mnist.profile.Profile;
import mnist.profile.ProfileCounts;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Profiles that others are compared with; each in one Spark job. */
public final class ReferenceProfile {

  private ReferenceProfile() {}

  /**
   * Of images and their classes.
   *
   * @param records columns {@code image} binary, all of the format, and {@code label} int
   */
  public static Profile ofImages(Dataset<Row> records, ImageFormat format) {
    int height = format.height();
    int width = format.width();
    return records
        .select(IMAGE, LABEL)
        .javaRDD()
        .aggregate(
            new ProfileCounts(format.classes()),
            (counts, row) -> {
              counts.addImage(row.getAs(0), height, width);
              counts.add(Measure.LABEL, row.getInt(1));
              return counts;
            },
            ProfileCounts::merge)
        .profile();
  }

  /**
   * Of a model's answers.
   *
   * @param predictions in {@link mnist.score.PredictionSchema}
   * @param calibration of the model
   */
  public static Profile ofAnswers(Dataset<Row> predictions, Calibration calibration, int classes) {
    AnswerCounter counter = AnswerCounter.of(calibration);
    return predictions
        .select(PREDICTION, PROBABILITY, CONFIDENCE, ENERGY)
        .javaRDD()
        .aggregate(
            new ProfileCounts(classes),
            (counts, row) -> {
              counter.add(counts, row.getInt(0), row.getFloat(2), row.getFloat(3));
              counter.addCalibrated(counts, row.getInt(0), array(row.getList(1)));
              return counts;
            },
            ProfileCounts::merge)
        .profile();
  }

  private static float[] array(List<Float> probabilities) {
    float[] array = new float[probabilities.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = probabilities.get(i);
    }
    return array;
  }
}
