package mnist.input;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/**
 * Puts rows into partitions of one's choice. A DataFrame can't name its partitions itself, and
 * hashing their numbers would put several into one.
 */
public final class PartitionKeys {

  /** The seed of Spark's hash partitioning. */
  private static final int SPARK_HASH_SEED = 42;

  private PartitionKeys() {}

  /**
   * A number for each partition that Spark's hash partitioning puts there.
   *
   * @param partitions of {@code repartition(partitions, column of such numbers)}
   */
  public static int[] of(int partitions) {
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
