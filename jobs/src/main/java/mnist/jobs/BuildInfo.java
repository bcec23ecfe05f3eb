package mnist.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the build wrote down about itself.
 *
 * @param version of this project
 * @param commit of git, 40 hexadecimal digits, with "-dirty" if files differed from it; "unknown"
 *     outside git
 * @param spark version that it was compiled against
 * @param dl4j version of DL4J and ND4J
 */
record BuildInfo(String version, String commit, String spark, String dl4j) {

  static BuildInfo load() {
    Properties build = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean dirty = Boolean.parseBoolean(build.getProperty("dirty"));
    return new BuildInfo(
        build.getProperty("version"),
        build.getProperty("commit") + (dirty ? "-dirty" : ""),
        build.getProperty("spark"),
        build.getProperty("dl4j"));
  }
}
