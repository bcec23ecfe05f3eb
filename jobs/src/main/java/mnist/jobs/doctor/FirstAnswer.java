package mnist.jobs.doctor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mnist.files.Causes;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Whether executors answer at all and run a Java that can load our classes. The question uses
 * Spark's classes only, since an older Java refuses ours.
 */
final class FirstAnswer {
  static final String JAVA = "java";

  private static final int LEAST_JAVA = 17;
  private static final String VERSION =
      "java_method('java.lang.System', 'getProperty', 'java.specification.version')";

  private FirstAnswer() {}

  /**
   * Asks by as many tasks as there are slots.
   *
   * @return what keeps the run from starting; empty if nothing does
   */
  static Optional<Finding> fault(SparkSession spark, DoctorSettings settings)
      throws InterruptedException {
    SparkContext context = spark.sparkContext();
    int slots = context.defaultParallelism();
    JavaFutureAction<List<Row>> versions =
        spark.range(0, slots, 1, slots).selectExpr(VERSION).toJavaRDD().collectAsync();
    try {
      return oldJava(
          versions.get(settings.slotTimeoutSeconds(), TimeUnit.SECONDS).stream()
              .map(row -> row.getString(0))
              .toList());
    } catch (TimeoutException e) {
      return Optional.of(
          NoSlot.explain(context.getConf(), Capacity.of(context), settings.slotTimeoutSeconds()));
    } catch (ExecutionException e) {
      return Optional.of(failed(context.getConf(), e));
    } finally {
      versions.cancel(true);
    }
  }

  private static Finding failed(SparkConf conf, ExecutionException e) {
    return Finding.unavailable(
        NoSlot.CHECK,
        "run",
        "%s: a first task failed: %s".formatted(conf.get("spark.master"), Causes.innermost(e)),
        "see in the executors' logs why they end");
  }

  /**
   * @param versions such as "1.8", "11", "17"
   */
  static Optional<Finding> oldJava(List<String> versions) {
    return versions.stream()
        .mapToInt(version -> Integer.parseInt(version.replaceFirst("^1\\.", "")))
        .filter(version -> version < LEAST_JAVA)
        .mapToObj(
            version ->
                Finding.fault(
                    JAVA,
                    "executors",
                    "one runs Java %d, and %d or later is needed".formatted(version, LEAST_JAVA),
                    "install a JDK 17 there and add --conf spark.executorEnv.JAVA_HOME=DIRECTORY"))
        .findFirst();
  }
}
