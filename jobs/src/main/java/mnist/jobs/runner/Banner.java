package mnist.jobs.runner;

import java.util.Map;
import mnist.config.Settings;
import mnist.store.Provenance;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first lines of a run's log: what runs, on what, with which settings. */
final class Banner {
  private static final Logger LOG = LoggerFactory.getLogger(Banner.class);

  private Banner() {}

  static void log(String job, SparkConf conf, Settings settings) {
    Provenance provenance = Provenance.current();
    Map<String, String> versions = provenance.versions();
    LOG.info(
        "mnist-spark {} (commit {}): {}", versions.get("mnist-spark"), provenance.gitCommit(), job);
    LOG.info(
        "Spark {}, DL4J {}, Java {}, {} {}, {}, master {}",
        versions.get("spark"),
        versions.get("dl4j"),
        versions.get("java"),
        provenance.os(),
        provenance.arch(),
        provenance.processor(),
        conf.get("spark.master", "none"));
    settings.effective().forEach((key, value) -> LOG.info("  {} = {}", key, value));
  }
}
