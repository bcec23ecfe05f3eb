package mnist.jobs.doctor;

import static mnist.jobs.doctor.Facts.driver;
import static mnist.jobs.doctor.Facts.executor;
import static mnist.jobs.doctor.Facts.memory;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {

  private static SparkConf conf(String master) {
    return new SparkConf(false).set("spark.master", master);
  }

  private static Finding only(RunProcess process, SparkConf conf) {
    List<Finding> findings = Memory.check(List.of(process), conf);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void addsUpHeapArraysAndTheRest() {
    assertThat(only(new RunProcess(driver(), 2), conf("local[2]")))
        .isEqualTo(Finding.ok("memory", "driver", "heap 1024 + arrays 256 + 384 beside, 1664 MiB"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "k8s://https://host:6443"})
  void anExecutorsContainerMustHoldWhatLiesOutsideTheHeap(String master) {
    SparkConf conf = conf(master).set("spark.executor.memory", "1g");
    RunProcess executor = new RunProcess(executor(1, "b"), 2);

    Finding fault = only(executor, conf);

    assertThat(fault)
        .isEqualTo(
            Finding.fault(
                "memory",
                "executor 1 on b",
                "heap 1024 + arrays 256 + 384 beside, 1664 MiB, but the container has 1408",
                "add --conf spark.executor.memoryOverhead=640m"));
    assertThat(only(executor, conf.set("spark.executor.memoryOverhead", "640m")))
        .isEqualTo(
            Finding.ok(
                "memory",
                "executor 1 on b",
                "heap 1024 + arrays 256 + 384 beside, 1664 MiB of 1664"));
  }

  @Test
  void theContainersDefaultIsAPartOfTheHeap() {
    SparkConf conf = conf("yarn").set("spark.executor.memory", "8g");
    RunProcess executor = new RunProcess(memory(executor(1, "b"), 32768, 8192, 0), 2);

    assertThat(only(executor, conf).status()).isEqualTo(Status.OK);
    assertThat(only(executor, conf.set("spark.executor.memoryOverheadFactor", "0.05")).found())
        .endsWith("8832 MiB, but the container has 8601");
  }

  @Test
  void onlyADriverInAContainerOfItsOwnIsHeldToIt() {
    SparkConf conf = conf("yarn").set("spark.driver.memory", "1g");
    RunProcess driver = new RunProcess(memory(driver(), 16384, 1124, 4096), 0);

    assertThat(only(driver, conf).status()).isEqualTo(Status.OK);
    assertThat(only(driver, conf.set("spark.submit.deployMode", "cluster")))
        .isEqualTo(
            Finding.fault(
                "memory",
                "driver",
                "heap 1124 + arrays 0 + 384 beside, 1508 MiB, but the container has 1408",
                "add --conf spark.driver.memoryOverhead=384m"));
  }

  @Test
  void javaCppMustNotStopAProcessThatIsNoLargerThanItHasToBe() {
    SparkConf conf =
        conf("spark://h:7077").set("spark.executor.extraJavaOptions", "-XX:+UseParallelGC");

    assertThat(only(new RunProcess(memory(executor(0, "b"), 16384, 1024, 1500), 1), conf))
        .isEqualTo(
            Finding.fault(
                "memory",
                "executor 0 on b",
                "heap 1024 + arrays 128 + 384 beside, 1536 MiB, but JavaCPP's limit is 1500",
                "add --conf 'spark.executor.extraJavaOptions=-XX:+UseParallelGC"
                    + " -Dorg.bytedeco.javacpp.maxphysicalbytes=0'"));
    assertThat(only(new RunProcess(memory(driver(), 16384, 1024, 1500), 1), conf("local")))
        .extracting(Finding::remedy)
        .isEqualTo("add --driver-java-options '-Dorg.bytedeco.javacpp.maxphysicalbytes=0'");
  }

  @Test
  void aLimitThatWasSetMustBeWithinTheContainer() {
    SparkConf conf =
        conf("yarn").set("spark.executor.memory", "1g").set("spark.executor.memoryOverhead", "1g");
    RunProcess executor = new RunProcess(executor(0, "b"), 1);

    assertThat(only(executor, conf).status()).isEqualTo(Status.OK);
    String options = "-Dorg.bytedeco.javacpp.maxphysicalbytes=4g";
    assertThat(only(executor, conf.set("spark.executor.extraJavaOptions", options)))
        .isEqualTo(
            Finding.fault(
                "memory",
                "executor 0 on b",
                "JavaCPP's limit of 4096 MiB is above the container's 2048",
                "add --conf 'spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxphysicalbytes=2048m'"));
  }

  @Test
  void aMachineMustHoldItsProcesses() {
    List<RunProcess> processes =
        List.of(
            new RunProcess(memory(driver(), 4096, 1024, 0), 0),
            new RunProcess(memory(executor(0, "a"), 4096, 1280, 0), 1),
            new RunProcess(memory(executor(1, "a"), 4096, 1280, 0), 1));

    assertThat(Memory.check(processes, conf("spark://a:7077")))
        .last()
        .isEqualTo(
            Finding.warning(
                "memory",
                "a",
                "driver, executor 0, executor 1 need 4992 MiB, heaps 3584, and the machine has 4096",
                "add --conf spark.executor.memory=832m"));
  }

  @Test
  void heapsAloneMustFitTheMachine() {
    RunProcess driver = new RunProcess(memory(driver(), 2048, 3072, 0), 2);

    assertThat(Memory.check(List.of(driver), conf("local[2]")))
        .last()
        .isEqualTo(
            Finding.fault(
                "memory",
                "a",
                "driver need 3712 MiB, heaps 3072, and the machine has 2048",
                "add --driver-memory 1408m"));
    RunProcess tiny = new RunProcess(memory(driver(), 1024, 3072, 0), 2);
    assertThat(Memory.check(List.of(tiny), conf("local[2]")))
        .last()
        .extracting(Finding::remedy)
        .isEqualTo("take a machine with more memory, or fewer processes on it");
  }
}
