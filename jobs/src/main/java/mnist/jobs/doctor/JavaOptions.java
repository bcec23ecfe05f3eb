package mnist.jobs.doctor;

import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/** The spark-submit option that adds a JVM option to a process. */
final class JavaOptions {

  private JavaOptions() {}

  /**
   * What to write on spark-submit's command line. It repeats the JVM options already set, which it
   * would replace otherwise.
   *
   * @param driver whether the process is the driver
   */
  static String flag(boolean driver, SparkConf conf, String option) {
    String key = driver ? "spark.driver.extraJavaOptions" : "spark.executor.extraJavaOptions";
    String given =
        conf.get(key, "")
            // Spark puts these in front of what the user gave.
            .replaceFirst("^-Djava\\.net\\.preferIPv6Addresses=\\S* ", "")
            .replace(JavaModuleOptions.defaultModuleOptions(), "")
            // An earlier value of the same property.
            .replaceAll(Pattern.quote(option.replaceFirst("=.*", "=")) + "\\S*", "")
            .replaceAll(" +", " ")
            .strip();
    String all = given.isEmpty() ? option : given + " " + option;
    return driver ? "--driver-java-options '" + all + "'" : "--conf '" + key + "=" + all + "'";
  }
}
