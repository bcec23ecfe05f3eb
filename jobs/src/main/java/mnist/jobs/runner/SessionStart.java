package mnist.jobs.runner;

import java.net.BindException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.jobs.doctor.DoctorSettings;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark, or tells why the master doesn't take the application. */
final class SessionStart {
  private static final String MASTER = "spark.master";

  private SessionStart() {}

  /**
   * Starts a session. Spark alone waits for YARN's queue for ever, and says of a master that
   * doesn't answer no more than that something has stopped.
   *
   * @throws InvalidInputException if the master isn't one, or Spark can't run with its settings
   * @throws UnavailableException if the master doesn't answer in time, or the driver's disk is full
   */
  static SparkSession of(SparkConf conf, DoctorSettings settings) {
    LocalDirectories.require(conf, System.getenv());
    Watch watch = new Watch(Thread.currentThread(), settings.slotTimeoutSeconds());
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) {
      throw explain(e, conf, watch);
    } finally {
      watch.stop();
    }
  }

  private static RuntimeException explain(Exception e, SparkConf conf, Watch watch) {
    // Without Spark's name of the error before it, and the dot behind it.
    String said =
        String.valueOf(e.getMessage())
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst("^\\[[A-Z_.]+] ", "")
            .replaceFirst("\\.$", "");
    String problem = "Cannot start Spark: " + said;
    if (watch.isOver() || said.contains("LiveListenerBus is stopped")) {
      return new UnavailableException(
          "doctor.slot-timeout-seconds",
          "Cannot start Spark: %s hasn't taken the application within %d s"
              .formatted(conf.get(MASTER), watch.seconds),
          "check that it runs and has a place free, or wait longer with doctor.slot-timeout-seconds",
          e);
    }
    if (said.contains("pplication has already ended")) {
      return new UnavailableException(
          problem, "see the cluster manager's pages for why, and run again", e);
    }
    if (said.contains("aster URL")) {
      return new InvalidInputException(
          MASTER,
          problem,
          "give local[N], local-cluster[N,CORES,MEMORY], spark://HOST:PORT, yarn or k8s://URL",
          e);
    }
    if (said.contains("Asked to launch cluster")) {
      return new InvalidInputException(
          MASTER,
          problem,
          "give local-cluster[executors,cores,MiB] more, or executors less by --conf"
              + " spark.executor.memory",
          e);
    }
    if (e instanceof BindException) {
      return said.contains("assign requested address")
          ? new InvalidInputException(
              "spark.driver.bindAddress",
              problem,
              "unset SPARK_LOCAL_IP and spark.driver.bindAddress, or set them to an address of this"
                  + " machine",
              e)
          : new UnavailableException(
              problem, "end what holds the port, or set another one, and run again", e);
    }
    if (said.contains("--driver-memory")) {
      return new InvalidInputException(
          "spark.driver.memory", problem, "give --driver-memory 1g or more", e);
    }
    if (said.contains("--executor-memory")) {
      return new InvalidInputException(
          "spark.executor.memory", problem, "give --executor-memory 1g or more", e);
    }
    if (e instanceof IllegalArgumentException && LibraryFailures.explain(e).isEmpty()) {
      return new InvalidInputException(problem, "correct what spark-submit was given", e);
    }
    // Spark's own are checked ones, though Scala declares none.
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  /** Interrupts a thread when time is up. */
  private static final class Watch {
    private final Thread watched;
    private final long seconds;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread watcher = new Thread(this::watch, "session-start");
    private volatile boolean over;

    Watch(Thread watched, long seconds) {
      this.watched = watched;
      this.seconds = seconds;
      watcher.setDaemon(true);
      watcher.start();
    }

    private void watch() {
      try {
        if (!stopped.await(seconds, TimeUnit.SECONDS)) {
          over = true;
          watched.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    boolean isOver() {
      return over;
    }

    void stop() {
      stopped.countDown();
      try {
        watcher.join();
      } catch (InterruptedException e) {
        over = true;
      }
      if (over) {
        // By ourselves, and what it was for is over too.
        Thread.interrupted();
      }
    }
  }
}
