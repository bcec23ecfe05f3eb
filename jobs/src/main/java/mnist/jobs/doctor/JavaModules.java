package mnist.jobs.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * The packages that Java 17 keeps closed and Spark reflects into. spark-submit opens them for the
 * driver and Spark for executors; whatever else starts a JVM has to as well.
 */
final class JavaModules {
  static final String CHECK = "java modules";

  /** Without those of other modules, which Spark needs for Kerberos only. */
  private static final Pattern OPENED = Pattern.compile("--add-opens=java\\.base/([\\w.]+)=");

  private JavaModules() {}

  /** Those that are closed to this process, such as java.nio. */
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
