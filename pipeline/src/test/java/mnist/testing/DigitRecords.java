package mnist.testing;

import java.util.ArrayList;
import java.util.List;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Records as DataFrames, without files. */
public final class DigitRecords {

  /** What records have, but for {@code split}. */
  public static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("image", DataTypes.BinaryType)
          .add("label", DataTypes.IntegerType)
          .add("height", DataTypes.IntegerType)
          .add("width", DataTypes.IntegerType);

  private DigitRecords() {}

  /** One record a digit, with its place in the list as id. */
  public static Dataset<Row> of(SparkSession spark, List<Digit> digits) {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < digits.size(); id++) {
      Digit digit = digits.get(id);
      rows.add(
          RowFactory.create(
              (long) id, digit.image(), digit.label(), SyntheticDigits.SIDE, SyntheticDigits.SIDE));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }
}
