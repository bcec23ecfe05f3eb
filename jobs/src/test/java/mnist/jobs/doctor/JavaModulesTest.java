package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class JavaModulesTest {
  private static final String OPENS = JavaModuleOptions.defaultModuleOptions();
  private static final List<String> CLOSED = List.of("java.nio", "java.net");

  private final SparkConf conf = new SparkConf(false);

  @Test
  void tellsOpenPackagesFromClosedOnes() {
    // Tests are started with Spark's options.
    assertThat(JavaModules.closed()).isEmpty();
    assertThat(
            JavaModules.closed(
                "--add-opens=java.base/java.nio=ALL-UNNAMED"
                    + " --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
                    + " --add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED"))
        .containsExactly("jdk.internal.misc");
    assertThat(JavaModules.check("driver", true, List.of(), conf))
        .isEqualTo(Finding.ok("java modules", "driver", "open to Spark"));
  }

  @Test
  void givesTheDriversOptionInFull() {
    assertThat(JavaModules.check("driver", true, CLOSED, conf))
        .isEqualTo(
            Finding.fault(
                "java modules",
                "driver",
                "2 packages that Spark needs are closed, such as java.nio",
                "add --driver-java-options '" + OPENS + "'"));
  }

  @Test
  void keepsTheOptionsThatExecutorsHave() {
    conf.set(
        "spark.executor.extraJavaOptions",
        "-Djava.net.preferIPv6Addresses=false " + OPENS + " -Da=b");

    assertThat(JavaModules.check("executor 0 on b", false, CLOSED, conf))
        .extracting(Finding::remedy)
        .isEqualTo("add --conf 'spark.executor.extraJavaOptions=-Da=b " + OPENS + "'");
  }
}
