package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkConfsTest {

  private static SparkConf user() {
    return new SparkConf(false);
  }

  @Test
  void addsWhatTheUserLeftOpen() {
    SparkConf conf = SparkConfs.of(user(), "train");

    assertThat(conf.get("spark.ui.showConsoleProgress")).isEqualTo("false");
    assertThat(conf.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("1");
    assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("UTC");
    assertThat(conf.contains("spark.master")).isFalse();
  }

  @Test
  void theUserWins() {
    SparkConf conf =
        SparkConfs.of(
            user()
                .set("spark.ui.showConsoleProgress", "true")
                .set("spark.sql.session.timeZone", "Europe/Vaduz")
                .set("spark.master", "local[3]"),
            "train");

    assertThat(conf.get("spark.ui.showConsoleProgress")).isEqualTo("true");
    assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("Europe/Vaduz");
    assertThat(conf.get("spark.master")).isEqualTo("local[3]");
  }

  @Test
  void handsOnWhatHoldsTheDriversKernels() {
    Map<String, String> environment =
        Map.of("OPENBLAS_CORETYPE", "Haswell", "DNNL_MAX_CPU_ISA", "AVX2", "OPENBLAS_VERBOSE", "2");
    SparkConf user = user().set("spark.executorEnv.DNNL_MAX_CPU_ISA", "SSE41");

    SparkConf conf = SparkConfs.of(user, "train", environment);

    assertThat(conf.get("spark.executorEnv.OPENBLAS_CORETYPE")).isEqualTo("Haswell");
    assertThat(conf.get("spark.executorEnv.DNNL_MAX_CPU_ISA")).isEqualTo("SSE41");
    assertThat(conf.contains("spark.executorEnv.OPENBLAS_VERBOSE")).isFalse();
  }

  @Test
  void namesTheApplicationUnlessTheUserDid() {
    assertThat(SparkConfs.of(user(), "train").get("spark.app.name")).isEqualTo("mnist-spark train");
    assertThat(SparkConfs.of(user().setAppName("mnist.jobs.Main"), "train").get("spark.app.name"))
        .isEqualTo("mnist-spark train");
    assertThat(SparkConfs.of(user().setAppName("nightly"), "train").get("spark.app.name"))
        .isEqualTo("nightly");
  }

  @Test
  void leavesTheUsersConfAlone() {
    SparkConf user = user();
    SparkConfs.of(user, "train");

    assertThat(user.getAll()).isEmpty();
  }
}
