package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ExecutorCountTest {

  private static SparkConf conf(String master) {
    return new SparkConf(false).set("spark.master", master);
  }

  @Test
  void followsFromTheMasterOrTheSettings() {
    assertThat(ExecutorCount.of(conf("local-cluster[3, 4, 1024]"))).hasValue(3);
    assertThat(ExecutorCount.of(conf("local-cluster[3,4,1024]").set("spark.executor.cores", "2")))
        .hasValue(6);
    assertThat(ExecutorCount.of(conf("yarn"))).hasValue(2);
    assertThat(ExecutorCount.of(conf("k8s://https://h").set("spark.executor.instances", "5")))
        .hasValue(5);
    assertThat(
            ExecutorCount.of(
                conf("spark://h:7077")
                    .set("spark.cores.max", "6")
                    .set("spark.executor.cores", "2")))
        .hasValue(3);
  }

  @Test
  void isUpToTheClusterOtherwise() {
    assertThat(ExecutorCount.of(conf("spark://h:7077"))).isEmpty();
    assertThat(ExecutorCount.of(conf("yarn").set("spark.dynamicAllocation.enabled", "true")))
        .isEmpty();
  }
}
