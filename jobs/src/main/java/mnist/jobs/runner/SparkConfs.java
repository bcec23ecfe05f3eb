package mnist.jobs.runner;

import java.util.Map;
import mnist.model.NativeRuntime;
import org.apache.spark.SparkConf;

/** The Spark settings of a run. */
public final class SparkConfs {

  /** Of the application; above this package, which doesn't know it. */
  private static final String MAIN_CLASS = "mnist.jobs.Main";

  /** Better than Spark's own for these jobs. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          // File names and messages have the same digits wherever a run was.
          "spark.executor.defaultJavaOptions", "-Duser.language=en",
          // What goes to all executors are a network's parameters every round, which don't get
          // smaller.
          "spark.broadcast.compress", "false",
          // Jobs draw their own progress, in the same place.
          "spark.ui.showConsoleProgress", "false",
          // Tasks fill the cores; ND4J would start a thread for each core in every task.
          "spark.executorEnv.OMP_NUM_THREADS", "1",
          // dl4j-spark's averaging leaves a broadcast behind each time; the default is 30 minutes.
          "spark.cleaner.periodicGC.interval", "2min",
          // A worker's result is some megabytes; above this, it would take a second trip.
          "spark.task.maxDirectResultSize", "16m",
          // A worker runs where its images are in memory; to wait for that longer than they take to
          // read would leave executors idle that came late.
          "spark.locality.wait", "200ms",
          // Tables are small.
          "spark.sql.shuffle.partitions", "8",
          // Times read the same wherever a run was.
          "spark.sql.session.timeZone", "UTC");

  private SparkConfs() {}

  /**
   * The jobs' defaults, overridden by the user's settings.
   *
   * @param user what spark-submit passed on: spark-defaults.conf and --conf
   * @param job names the application unless the user did
   */
  public static SparkConf of(SparkConf user, String job) {
    return of(user, job, System.getenv());
  }

  /**
   * @param environment the driver's; what holds its kernels to others than the best is handed on
   */
  public static SparkConf of(SparkConf user, String job, Map<String, String> environment) {
    SparkConf conf = new SparkConf(false);
    DEFAULTS.forEach(conf::set);
    // Executors of some cluster managers inherit nothing, and a model must come from one set.
    NativeRuntime.kernelVariables(environment).forEach(conf::setExecutorEnv);
    for (scala.Tuple2<String, String> entry : user.getAll()) {
      conf.set(entry._1(), entry._2());
    }
    // A task that runs out of memory would end the driver, which runs it, with exit code 52.
    if (conf.get("spark.master", "").matches("local(\\[.*)?")) {
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    // spark-submit names an application after its class unless told otherwise.
    if (conf.get("spark.app.name", MAIN_CLASS).equals(MAIN_CLASS)) {
      conf.setAppName("mnist-spark " + job);
    }
    return conf;
  }
}
