package mnist.report;

import java.util.ArrayList;
import java.util.List;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** An evaluation as DataFrames of one partition, a row for each class, by class. */
public final class EvaluationTables {

  private EvaluationTables() {}

  /**
   * Columns {@code class} int, {@code precision}, {@code recall}, {@code f1} double in 0..1, {@code
   * support} long.
   */
  public static Dataset<Row> perClass(SparkSession spark, Evaluation evaluation) {
    StructType schema =
        new StructType()
            .add("class", DataTypes.IntegerType, false)
            .add("precision", DataTypes.DoubleType, false)
            .add("recall", DataTypes.DoubleType, false)
            .add("f1", DataTypes.DoubleType, false)
            .add("support", DataTypes.LongType, false);
    List<Row> rows =
        evaluation.perClass().stream()
            .map(
                metrics ->
                    RowFactory.create(
                        metrics.label(),
                        metrics.precision(),
                        metrics.recall(),
                        metrics.f1(),
                        metrics.support()))
            .toList();
    return spark.createDataFrame(rows, schema).coalesce(1);
  }

  /**
   * Columns {@code truth} int and, for each class, {@code predicted_<class>} long: the number of
   * examples of class {@code truth} that were taken for it.
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
}
