package mnist.jobs.doctor;

import static mnist.jobs.doctor.Facts.NATIVES;
import static mnist.jobs.doctor.Facts.driver;
import static mnist.jobs.doctor.Facts.executor;
import static mnist.jobs.doctor.Facts.natives;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mnist.jobs.doctor.ProcessFacts.Natives;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {

  @Test
  void namesBuildAndProcessor() {
    assertThat(NativeLibrary.check(driver()))
        .isEqualTo(Finding.ok("native library", "driver", "linux-x86_64-onednn-avx2 on Xeon"));
  }

  @Test
  void aJarForAnotherPlatformHasToBeBuiltAgain() {
    Natives none = new Natives("linux-arm64", List.of(), "Neoverse", List.of(), null, null);

    assertThat(NativeLibrary.check(natives(executor(3, "arm"), none)))
        .isEqualTo(
            Finding.fault(
                "native library",
                "executor 3 on arm",
                "the jar has none for linux-arm64",
                "build the jar with mvn -pl jobs -am package -DskipTests"
                    + " -Dnative.platform=linux-arm64 -Dnative.extension="));
  }

  @Test
  void aProcessorWithoutWhatTheBuildNeedsIsNamed() {
    Natives old =
        new Natives(
            "linux-x86_64", List.of("-onednn-avx2"), "Core 2", List.of("avx2", "fma"), null, null);

    assertThat(NativeLibrary.check(natives(executor(0, "old"), old)))
        .isEqualTo(
            Finding.fault(
                "native library",
                "executor 0 on old",
                "linux-x86_64-onednn-avx2 needs avx2, fma, which Core 2 lacks",
                "build the jar with mvn -pl jobs -am package -DskipTests"
                    + " -Dnative.platform=linux-x86_64 -Dnative.extension="));
  }

  @Test
  void aLibraryThatDoesNotLoadSaysWhy() {
    Natives broken =
        new Natives(
            "linux-x86_64",
            List.of("-onednn-avx2"),
            "Xeon",
            List.of(),
            null,
            "UnsatisfiedLinkError: no libgomp");

    assertThat(NativeLibrary.check(natives(driver(), broken)))
        .isEqualTo(
            Finding.fault(
                "native library",
                "driver",
                "linux-x86_64-onednn-avx2 doesn't load: UnsatisfiedLinkError: no libgomp",
                "install what it needs there, or let it be unpacked where that works by"
                    + " -Dorg.bytedeco.javacpp.cachedir=DIRECTORY among the process's Java"
                    + " options"));
  }

  @Test
  void processorsThatTrainShouldBeAlike() {
    Natives other = new Natives("linux-x86_64", NATIVES.builds(), "EPYC", List.of(), null, null);
    RunProcess driver = new RunProcess(natives(driver(), other), 0);
    RunProcess first = new RunProcess(executor(0, "a"), 1);
    RunProcess second = new RunProcess(natives(executor(1, "b"), other), 1);

    assertThat(NativeLibrary.alike(List.of(driver, first))).isEmpty();
    assertThat(NativeLibrary.alike(List.of(driver, first, second)))
        .containsExactly(
            Finding.warning(
                "processors",
                "run",
                "EPYC: executor 1; Xeon: executor 0",
                "take executors of one kind where a run has to give the same model again"));
  }

  @Test
  void kernelsThatTheProcessorHasNotAreTheRunsMistake() {
    Natives older =
        new Natives(
            "linux-x86_64",
            List.of("-onednn-avx2"),
            "EPYC",
            List.of(),
            "Cannot run avx512 kernels on old; set runtime.kernels = avx2, for all machines alike",
            null);

    assertThat(NativeLibrary.check(natives(executor(0, "old"), older)))
        .isEqualTo(
            Finding.fault(
                "native library",
                "executor 0 on old",
                "Cannot run avx512 kernels on old",
                "set runtime.kernels = avx2, for all machines alike"));
  }

  @Test
  void buildsNeedWhatTheirNameSays() {
    assertThat(NativeLibrary.needed("-onednn-avx2")).containsExactly("avx2", "fma", "f16c");
    assertThat(NativeLibrary.needed("-avx512")).contains("avx512f", "avx512bw");
    assertThat(NativeLibrary.needed("-onednn")).isEmpty();
    assertThat(NativeLibrary.needed("")).isEmpty();
  }
}
