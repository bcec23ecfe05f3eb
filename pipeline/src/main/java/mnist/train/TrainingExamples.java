package mnist.train;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.ObjIntConsumer;
import mnist.InvalidInputException;
import mnist.input.RecordSchema;
import mnist.model.ImageFormat;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The training split in order of id, in shards that are broadcast: an executor fetches a shard from
 * its peers when a task first needs it, and Spark spills it to disk when memory is short. The
 * driver passes on one shard at a time.
 */
final class TrainingExamples implements Serializable {

  /** Approximate pixels per shard: small enough for slow networks, large enough to be few. */
  private static final int SHARD_BYTES = 8 << 20;

  private final List<Broadcast<PackedExamples>> shards = new ArrayList<>();

  /** Position of each shard's first example, and of the end. */
  private final List<Integer> starts = new ArrayList<>(List.of(0));

  /**
   * Packs and broadcasts.
   *
   * @throws InvalidInputException if a label is null or outside the classes
   */
  static TrainingExamples broadcast(
      JavaSparkContext spark, Dataset<Row> training, ImageFormat format) {
    return broadcast(spark, training, format, SHARD_BYTES);
  }

  /**
   * @param shardBytes approximate pixels per shard, 1 or more
   */
  static TrainingExamples broadcast(
      JavaSparkContext spark, Dataset<Row> training, ImageFormat format, int shardBytes) {
    long count = checkedCount(training, format.classes());
    int bytes = Math.multiplyExact(format.height(), format.width());
    int partitions = Math.toIntExact(count / Math.max(1, shardBytes / bytes) + 1);
    FlatMapFunction<Iterator<Row>, PackedExamples> pack =
        rows -> Collections.singletonList(PackedExamples.of(rows, bytes)).iterator();
    JavaRDD<PackedExamples> packed =
        training
            .select(RecordSchema.ID, RecordSchema.LABEL, RecordSchema.IMAGE)
            .repartitionByRange(partitions, training.col(RecordSchema.ID))
            .sortWithinPartitions(RecordSchema.ID)
            .toJavaRDD()
            .mapPartitions(pack);
    TrainingExamples examples = new TrainingExamples();
    boolean whole = false;
    try {
      packed
          .toLocalIterator()
          .forEachRemaining(shard -> examples.add(spark.broadcast(shard), shard));
      whole = true;
      return examples;
    } finally {
      if (!whole) {
        examples.destroy();
      }
    }
  }

  private static long checkedCount(Dataset<Row> training, int classes) {
    Column usable = coalesce(col(RecordSchema.LABEL).between(0, classes - 1), lit(false));
    Column unusable = when(not(usable), struct(RecordSchema.ID, RecordSchema.LABEL));
    Row row = training.agg(count(lit(1)), min(unusable)).head();
    if (!row.isNullAt(1)) {
      throw new InvalidInputException(
          "Cannot train: label must be in 0..%d, but was %s (id=%s)"
              .formatted(classes - 1, row.getStruct(1).get(1), row.getStruct(1).get(0)),
          "check the labels, or set the number of classes");
    }
    return row.getLong(0);
  }

  private void add(Broadcast<PackedExamples> broadcast, PackedExamples shard) {
    shards.add(broadcast);
    starts.add(Math.addExact(size(), shard.size()));
  }

  int size() {
    return starts.get(starts.size() - 1);
  }

  /** Passes on the shard with the example at this position, and its index in that shard. */
  void at(int position, ObjIntConsumer<PackedExamples> consumer) {
    int found = Collections.binarySearch(starts, position);
    int shard = found >= 0 ? found : -found - 2;
    while (starts.get(shard + 1) <= position) {
      shard++;
    }
    consumer.accept(shards.get(shard).value(), position - starts.get(shard));
  }

  void destroy() {
    shards.forEach(Broadcast::destroy);
  }
}
