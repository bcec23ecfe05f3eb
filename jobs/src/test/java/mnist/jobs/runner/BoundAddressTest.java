package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import mnist.InvalidInputException;
import org.apache.spark.SparkConf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundAddressTest {
  private final SparkConf conf = new SparkConf(false);

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0", ""})
  void addressesOfThisMachineAreRight(String address) {
    assertThatCode(() -> BoundAddress.require(conf, Map.of("SPARK_LOCAL_IP", address)))
        .doesNotThrowAnyException();
  }

  /** 192.0.2.0/24 is kept for texts, and .invalid for names that nobody has. */
  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "host.invalid", "12:30"})
  void othersAreNamed(String address) {
    assertThatThrownBy(() -> BoundAddress.require(conf, Map.of("SPARK_LOCAL_IP", address)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("SPARK_LOCAL_IP must be an address of this machine (")
        .hasMessageContaining("127.0.0.1")
        .hasMessageEndingWith("), but was " + address + "; unset it or give one of these");
    conf.set("spark.driver.bindAddress", address);
    assertThatThrownBy(() -> BoundAddress.require(conf, Map.of()))
        .hasMessageStartingWith("spark.driver.bindAddress must be");
  }
}
