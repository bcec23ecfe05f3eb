package mnist.jobs;

import mnist.config.Settings;
import org.apache.spark.SparkConf;
import org.apache.spark.package$;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first lines of a run's log: what runs, on what, with which settings. */
final class Banner {
  private static final Logger LOG = LoggerFactory.getLogger(Banner.class);

  private Banner() {}

  static void log(BuildInfo build, String job, SparkConf conf, Settings settings) {
    LOG.info("mnist-spark {} (commit {}): {}", build.version(), build.commit(), job);
    LOG.info(
        "Spark {}, DL4J {}, Java {} ({}), {} {}, master {}",
        package$.MODULE$.SPARK_VERSION(),
        build.dl4j(),
        System.getProperty("java.version"),
        System.getProperty("java.vendor"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        conf.get("spark.master", "none"));
    settings.effective().forEach((key, value) -> LOG.info("  {} = {}", key, value));
  }
}
