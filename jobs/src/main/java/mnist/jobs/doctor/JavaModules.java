package mnist.jobs.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * The packages that Spark reflects into though Java 17 closes them. spark-submit opens them for the
 * driver and Spark for executors; anything else that starts a JVM has to do so too.
 */
final class JavaModules {
  static final String CHECK = "java modules";

  /** Those of java.base; Spark needs other modules' for Kerberos only. */
  private static final Pattern OPENED = Pattern.compile("--add-opens=java\\.base/([\\w.]+)=");

  private JavaModules() {}

  /** Those closed in this process, such as java.nio. */
  static List<String> closed() {
    return closed(JavaModuleOptions.defaultModuleOptions());
  }

  /**
   * @param options that would open them all
   */
  static List<String> closed(String options) {
    List<String> closed = new ArrayList<>();
    Matcher option = OPENED.matcher(options);
    while (option.find()) {
      if (!Object.class.getModule().isOpen(option.group(1), JavaModules.class.getModule())) {
        closed.add(option.group(1));
      }
    }
    return List.copyOf(closed);
  }

  /**
   * @param driver whether the process is the driver
   * @param closed packages, as {@link #closed} gives them
   */
  static Finding check(String where, boolean driver, List<String> closed, SparkConf conf) {
    if (closed.isEmpty()) {
      return Finding.ok(CHECK, where, "open to Spark");
    }
    return Finding.fault(
        CHECK,
        where,
        "%d packages that Spark needs are closed, such as %s"
            .formatted(closed.size(), closed.get(0)),
        "add " + JavaOptions.flag(driver, conf, JavaModuleOptions.defaultModuleOptions()));
  }
}
