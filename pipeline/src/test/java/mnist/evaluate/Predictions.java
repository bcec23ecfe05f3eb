package mnist.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Predictions as a scorer gives them. */
public final class Predictions {

  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("label", DataTypes.IntegerType)
          .add("prediction", DataTypes.IntegerType)
          .add("probability", DataTypes.createArrayType(DataTypes.FloatType))
          .add("confidence", DataTypes.FloatType)
          .add("energy", DataTypes.FloatType);

  private Predictions() {}

  /** The surer, the more like training. */
  public static Row row(long id, Integer label, int prediction, Float... probability) {
    float confidence = Arrays.stream(probability).max(Float::compare).orElseThrow();
    return RowFactory.create(id, label, prediction, probability, confidence, -10 * confidence);
  }

  public static Dataset<Row> predictions(SparkSession spark, List<Row> rows) {
    return spark.createDataFrame(rows, SCHEMA);
  }

  /** Labels at random, probabilities of a random softmax, the largest of them predicted. */
  public static List<Row> randomRows(Random random, int n, int classes) {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < n; id++) {
      double[] weights = random.doubles(classes, -4, 4).map(Math::exp).toArray();
      double sum = Arrays.stream(weights).sum();
      Float[] probability = new Float[classes];
      int prediction = 0;
      for (int i = 0; i < classes; i++) {
        probability[i] = (float) (weights[i] / sum);
        if (probability[i] > probability[prediction]) {
          prediction = i;
        }
      }
      rows.add(row(id, random.nextInt(classes), prediction, probability));
    }
    return rows;
  }
}
