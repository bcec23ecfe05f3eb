package mnist.input;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Function1;

/** Reads one partition of a table without starting tasks for the others. */
final class OneSplit {

  private OneSplit() {}

  private interface Pruning extends Function1<Object, Object>, Serializable {}

  static Dataset<Row> of(Dataset<Row> rows, int index) {
    RDD<Row> all = rows.rdd();
    Pruning only = partition -> (Integer) partition == index;
    RDD<Row> one = PartitionPruningRDD.create(all, only);
    return rows.sparkSession()
        .createDataFrame(new JavaRDD<>(one, all.elementClassTag()), rows.schema());
  }
}
