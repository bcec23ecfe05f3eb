package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderPackagesTest {

  @ParameterizedTest
  @CsvSource({
    "AVRO, 3.5.6, 2.12.18, org.apache.spark:spark-avro_2.12:3.5.6",
    "AVRO, 4.0.1, 2.13.16, org.apache.spark:spark-avro_2.13:4.0.1",
    "DELTA, 3.5.6, 2.13.8, io.delta:delta-spark_2.13:<version>",
    "ICEBERG, 3.5.6, 2.12.18, org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:<version>",
    "ICEBERG, 4.0.1-vendor.1, 2.13.16, org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:<version>"
  })
  void fitTheSparkAndTheScalaThatRun(Form form, String spark, String scala, String coordinates) {
    assertThat(ReaderPackages.options(form, spark, scala).orElseThrow() + " ")
        .startsWith("--packages " + coordinates + " ");
  }

  @Test
  void theScalaThatRunsIsTheOneOnTheClassPath() {
    String jar = SparkSession.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    String scala = jar.replaceFirst(".*/spark-sql(?:-api)?_([^-]+)-.*", "$1");

    assertThat(ReaderPackages.options(Form.DELTA, "3.5.6").orElseThrow())
        .contains("io.delta:delta-spark_" + scala + ":");
  }

  @Test
  void whatSparkReadsNeedsNone() {
    assertThat(ReaderPackages.options(Form.PARQUET, "3.5.6")).isEmpty();
  }
}
