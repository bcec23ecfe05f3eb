package mnist.input;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** What tasks get once an executor and not with each task. */
public final class Broadcasts {

  private Broadcasts() {}

  /** Hadoop's configuration of a session: over a thousand entries. */
  public static Broadcast<SerializableConfiguration> hadoopConf(SparkSession spark) {
    Configuration conf = spark.sessionState().newHadoopConf();
    return of(spark, new SerializableConfiguration(conf));
  }

  public static <T> Broadcast<T> of(SparkSession spark, T value) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(value);
  }

  /**
   * Frees it on executors and waits for their answers: one that comes when the session has been
   * stopped, as after a user's mistake, Spark shows as a stack trace. The driver's copy is
   * collected with the object.
   */
  public static void release(SparkSession spark, Broadcast<?> broadcast) {
    unlessStopping(spark.sparkContext(), () -> broadcast.unpersist(true));
  }

  /**
   * Gives back what Spark holds, unless it is stopping, when nobody answers: Spark would show that
   * as a stack trace, and frees all of it anyway.
   */
  public static void unlessStopping(SparkContext spark, Runnable giveBack) {
    if (!spark.isStopped()) {
      giveBack.run();
    }
  }
}
