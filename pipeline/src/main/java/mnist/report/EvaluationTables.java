package mnist.report;

import java.util.ArrayList;
import java.util.List;
import mnist.calibration.ConfidenceHistogram;
import mnist.evaluate.Assessment.ConfusedImages;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;
import mnist.report.Figures.ClassFigures;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** An evaluation as DataFrames of one partition. */
public final class EvaluationTables {

  private EvaluationTables() {}

  /**
   * A row for each class, by class: columns {@code class} int, {@code precision}, {@code recall},
   * {@code recall_low}, {@code recall_high} (its 95 % interval), {@code f1} double in 0..1, {@code
   * support} long.
   */
  public static Dataset<Row> perClass(SparkSession spark, Evaluation evaluation) {
    return Figures.PER_CLASS.table(spark, ClassFigures.of(evaluation));
  }

  /**
   * A row for each class, by class: columns {@code truth} int and, for each class, {@code
   * predicted_<class>} long: the number of examples of class {@code truth} that were taken for it.
   */
  public static Dataset<Row> confusionMatrix(SparkSession spark, Evaluation evaluation) {
    ConfusionMatrix matrix = evaluation.confusionMatrix();
    StructType schema = new StructType().add("truth", DataTypes.IntegerType, false);
    for (int prediction = 0; prediction < matrix.classes(); prediction++) {
      schema = schema.add("predicted_" + prediction, DataTypes.LongType, false);
    }
    List<Row> rows = new ArrayList<>();
    for (int truth = 0; truth < matrix.classes(); truth++) {
      List<Object> cells = new ArrayList<>();
      cells.add(truth);
      cells.addAll(matrix.rows().get(truth));
      rows.add(RowFactory.create(cells.toArray()));
    }
    return spark.createDataFrame(rows, schema).coalesce(1);
  }

  /**
   * A row for each kind of error that is listed, the most frequent first: columns {@code truth} and
   * {@code prediction} int, {@code count} long, {@code ids} string: of images, with blanks between.
   */
  static Dataset<Row> confusions(SparkSession spark, List<ConfusedImages> confusions) {
    return Figures.CONFUSIONS.table(spark, confusions);
  }

  /**
   * A row for each bin of confidences, from the lowest: columns {@code low} and {@code high}, what
   * it is above and what it goes to, {@code examples} long, {@code correct} long, {@code
   * confidence} (their mean) and {@code accuracy} double; both 0 where there are no examples.
   */
  static Dataset<Row> reliability(SparkSession spark, ConfidenceHistogram confidences) {
    return FigureList.of(
            Figures.BIN_LOW,
            Figures.BIN_HIGH,
            Figures.BIN_EXAMPLES,
            Figures.BIN_CORRECT,
            Figures.BIN_CONFIDENCE,
            Figures.BIN_ACCURACY)
        .table(spark, confidences.reliability());
  }

  /**
   * A row for each percent of coverage, from the least: columns {@code coverage} double, {@code
   * min_confidence} float, the least that is accepted, {@code accepted} long, {@code errors} long
   * among them, {@code accuracy} double of them.
   */
  static Dataset<Row> coverage(SparkSession spark, ConfidenceHistogram confidences) {
    return FigureList.of(
            Figures.COVERAGE,
            Figures.MIN_CONFIDENCE,
            Figures.ACCEPTED,
            Figures.ERRORS,
            Figures.ACCEPTED_ACCURACY)
        .table(spark, confidences.coverageByPercent());
  }
}
