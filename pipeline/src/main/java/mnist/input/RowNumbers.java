package mnist.input;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Numbers rows in the order of the input's splits, from 0. */
final class RowNumbers {

  private RowNumbers() {}

  /**
   * The same rows with a column {@link RecordSchema#ID} before the others.
   *
   * @param rows partition {@code i} is split {@code i}
   * @param counts rows of each split
   */
  static Dataset<Row> of(Dataset<Row> rows, List<Long> counts) {
    long[] firsts = new long[counts.size()];
    for (int i = 1; i < firsts.length; i++) {
      firsts[i] = firsts[i - 1] + counts.get(i - 1);
    }
    StructType numbered = new StructType().add(RecordSchema.ID, DataTypes.LongType, false);
    for (StructField column : rows.schema().fields()) {
      numbered = numbered.add(column);
    }
    Function2<Integer, Iterator<Row>, Iterator<Row>> number =
        (split, part) -> numbered(part, firsts[split]);
    return rows.sparkSession()
        .createDataFrame(rows.toJavaRDD().mapPartitionsWithIndex(number, true), numbered);
  }

  private static Iterator<Row> numbered(Iterator<Row> rows, long first) {
    return new Iterator<>() {
      private long next = first;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        Object[] values = new Object[row.length() + 1];
        values[0] = next++;
        for (int i = 0; i < row.length(); i++) {
          values[i + 1] = row.get(i);
        }
        return RowFactory.create(values);
      }
    };
  }
}
