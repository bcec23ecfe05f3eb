package mnist.jobs.runner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  static void log(Job job, SparkConf conf, Settings settings) {
    Provenance provenance = Provenance.current();
    Map<String, String> versions = provenance.versions();
    LOG.info(
        "mnist-spark {} (commit {}): {}",
        versions.get("mnist-spark"),
        provenance.gitCommit(),
        job.name());
    LOG.info(
        "Spark {}, DL4J {}, Java {}, {} {}, {}, master {}",
        versions.get("spark"),
        versions.get("dl4j"),
        versions.get("java"),
        provenance.os(),
        provenance.arch(),
        provenance.processor(),
        conf.get("spark.master", "none"));
    lines(settings, job.settings()).forEach(LOG::info);
  }

  /**
   * The settings that a job uses, one per line; those that differ from their default with that.
   *
   * @param used keys, and first parts of keys
   */
  static List<String> lines(Settings settings, Collection<String> used) {
    Map<String, String> defaults = Settings.of(Map.of()).effective();
    List<String> lines = new ArrayList<>();
    settings
        .effective()
        .forEach(
            (key, value) -> {
              if (used.contains(key) || used.contains(key.replaceFirst("\\..*", ""))) {
                String usual = defaults.get(key);
                lines.add(
                    "  "
                        + key
                        + " = "
                        + value
                        + (value.equals(usual) ? "" : " (default " + usual + ")"));
              }
            });
    return lines;
  }
}
