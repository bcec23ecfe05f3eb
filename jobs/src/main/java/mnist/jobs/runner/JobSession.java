package mnist.jobs.runner;

import java.util.function.Supplier;
import mnist.jobs.doctor.DoctorSettings;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** A job's Spark session, which starts when it is first asked for. */
final class JobSession implements Supplier<SparkSession>, AutoCloseable {
  private final SparkConf conf;
  private final DoctorSettings patience;
  private final StopNotice stop;
  private SparkSession started;

  JobSession(SparkConf conf, DoctorSettings patience, StopNotice stop) {
    this.conf = conf;
    this.patience = patience;
    this.stop = stop;
  }

  @Override
  public synchronized SparkSession get() {
    if (started == null) {
      started = SessionStart.of(conf, patience);
      stop.watch(started.sparkContext());
    }
    return started;
  }

  /** With which file systems are opened: the session's, if it has started. */
  synchronized Configuration hadoop() {
    return started == null
        ? SparkHadoopUtil.get().newConfiguration(conf)
        : started.sparkContext().hadoopConfiguration();
  }

  /** What a job has thrown, or that Spark had stopped. */
  synchronized Exception explain(Exception thrown, String job) {
    return started == null ? thrown : SparkStopped.explain(thrown, job, started.sparkContext());
  }

  @Override
  public synchronized void close() {
    if (started != null) {
      started.close();
      started = null;
    }
  }
}
