package mnist.records;

import java.util.HashSet;
import java.util.Set;
import mnist.Seeds;
import mnist.input.RecordSchema;
import mnist.input.Split;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/**
 * Divides each split into a number of shards, one partition each. A record's shard is a hash of its
 * id alone, so that files hold the same rows on any cluster, and each has its share of every class
 * however the input is ordered.
 *
 * @param perSplit shards per split, 1 or more
 */
record Shards(int perSplit) {

  /** The seed of Spark's hash partitioning. */
  private static final int SPARK_HASH_SEED = 42;

  /**
   * The records in {@code 3 * perSplit} partitions, sorted by id in each.
   *
   * @param records of {@link RecordSchema}
   */
  Dataset<Row> arrange(Dataset<Row> records) {
    return partitioned(records)
        // Writing by split asks for this order; were it less, Spark would sort again, by split
        // alone.
        .sortWithinPartitions(RecordSchema.SPLIT, RecordSchema.ID);
  }

  private Dataset<Row> partitioned(Dataset<Row> records) {
    int[] keys = partitionKeys(Split.values().length * perSplit);
    int shards = perSplit;
    Column key =
        functions
            .udf(
                (UDF2<Long, String, Integer>)
                    (id, split) -> keys[Split.of(split).ordinal() * shards + shard(id, shards)],
                DataTypes.IntegerType)
            .apply(functions.col(RecordSchema.ID), functions.col(RecordSchema.SPLIT));
    return records.repartition(keys.length, key);
  }

  /** The shard of a record, 0 to shards - 1; neighbouring ids are spread over all of them. */
  static int shard(long id, int shards) {
    return (int) Math.floorMod(Seeds.first(id), (long) shards);
  }

  /**
   * A number for each partition that Spark's hash partitioning puts there. A DataFrame can't name
   * its partitions itself, and hashing the shards' numbers would put several into one.
   */
  private static int[] partitionKeys(int partitions) {
    int[] keys = new int[partitions];
    Set<Integer> found = new HashSet<>();
    for (int key = 0; found.size() < partitions; key++) {
      int partition = Math.floorMod(Murmur3_x86_32.hashInt(key, SPARK_HASH_SEED), partitions);
      if (found.add(partition)) {
        keys[partition] = key;
      }
    }
    return keys;
  }
}
