package mnist.input;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scala.util.Properties;

/** The packages that read tables which Spark alone can't, as spark-submit's options. */
final class ReaderPackages {

  /** The first two numbers of a version. */
  private static final Pattern LINE = Pattern.compile("\\d+\\.\\d+");

  private ReaderPackages() {}

  /**
   * What to add to spark-submit to read such tables, by the Spark and the Scala that run.
   *
   * @param sparkVersion such as 3.5.6
   * @return empty for forms that Spark reads by itself
   */
  static Optional<String> options(Form form, String sparkVersion) {
    return options(form, sparkVersion, Properties.versionNumberString());
  }

  static Optional<String> options(Form form, String sparkVersion, String scalaVersion) {
    String scala = line(scalaVersion);
    return Optional.ofNullable(
        switch (form) {
          case AVRO ->
              "--packages org.apache.spark:spark-avro_%s:%s".formatted(scala, sparkVersion);
          case DELTA ->
              ("--packages io.delta:delta-spark_%s:<version> --conf"
                      + " spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension --conf"
                      + " spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog")
                  .formatted(scala);
          // By itself it asks for Hive's catalog, also where a path is given.
          case ICEBERG ->
              ("--packages org.apache.iceberg:iceberg-spark-runtime-%s_%s:<version> --conf"
                      + " spark.sql.catalog.default_iceberg=org.apache.iceberg.spark.SparkCatalog"
                      + " --conf spark.sql.catalog.default_iceberg.type=hadoop --conf"
                      + " spark.sql.catalog.default_iceberg.warehouse=<any directory>")
                  .formatted(line(sparkVersion), scala);
          default -> null;
        });
  }

  private static String line(String version) {
    Matcher line = LINE.matcher(version);
    return line.lookingAt() ? line.group() : version;
  }
}
