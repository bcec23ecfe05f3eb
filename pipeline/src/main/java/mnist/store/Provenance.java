package mnist.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import mnist.Host;
import mnist.model.Processor;
import org.apache.hadoop.util.VersionInfo;

/**
 * What a version was made by: the software and the machine of the driver.
 *
 * @param versions of mnist-spark, spark, hadoop, dl4j, nd4j, onednn, onnxruntime and java
 * @param os the operating system and its version
 * @param arch the processor's architecture, as Java names it
 * @param processor the processor's model name; the architecture where that can't be told
 * @param gitCommit what mnist-spark was built from, with -dirty if files had been changed; unknown
 *     if it wasn't built from a git repository
 * @param host name of the machine
 */
public record Provenance(
    Map<String, String> versions,
    String os,
    String arch,
    String processor,
    String gitCommit,
    String host) {

  private static final String UNKNOWN = "unknown";

  public Provenance {
    versions = versions == null ? Map.of() : Map.copyOf(versions);
  }

  /** Of this process. */
  public static Provenance current() {
    Properties build = buildProperties();
    Map<String, String> versions = new TreeMap<>();
    versions.put("mnist-spark", property(build, "version"));
    versions.put("dl4j", property(build, "dl4j.version"));
    versions.put("nd4j", property(build, "nd4j.version"));
    versions.put("onednn", property(build, "onednn.version"));
    versions.put("onnxruntime", property(build, "onnxruntime.version"));
    versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
    versions.put("hadoop", VersionInfo.getVersion());
    versions.put("java", System.getProperty("java.runtime.version"));
    return new Provenance(
        versions,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Processor.current().name(),
        property(build, "git.commit"),
        Host.name().orElse(UNKNOWN));
  }

  private static Properties buildProperties() {
    Properties properties = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** What a development environment that doesn't filter resources leaves unset is unknown. */
  private static String property(Properties properties, String key) {
    String value = properties.getProperty(key, "");
    return value.isBlank() || value.contains("${") ? UNKNOWN : value;
  }
}
