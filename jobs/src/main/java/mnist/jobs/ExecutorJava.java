package mnist.jobs;

import java.util.List;
import mnist.InvalidInputException;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Looks whether executors run a Java that can load our classes. It asks with Spark's own classes
 * only, since ours are what an older Java refuses.
 */
final class ExecutorJava {
  private static final String VERSION =
      "java_method('java.lang.System', 'getProperty', 'java.specification.version')";

  private ExecutorJava() {}

  /**
   * Asks every task slot.
   *
   * @throws InvalidInputException if one is below Java 17
   */
  static void check(SparkSession spark) {
    if (spark.sparkContext().isLocal()) {
      return;
    }
    int slots = spark.sparkContext().defaultParallelism();
    check(
        spark
            .range(0, slots, 1, slots)
            .selectExpr(VERSION)
            .distinct()
            .as(Encoders.STRING())
            .collectAsList());
  }

  /**
   * @param versions such as "1.8", "11", "17"
   */
  static void check(List<String> versions) {
    for (String version : versions) {
      int feature = Integer.parseInt(version.replaceFirst("^1\\.", ""));
      if (feature < 17) {
        throw new InvalidInputException(
            "Executors must run Java 17 or later, but one runs Java "
                + feature
                + "; install a JDK 17 there and name it by --conf spark.executorEnv.JAVA_HOME");
      }
    }
  }
}
