package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;

/** What is read of Linux's descriptions of a machine and of a process. */
class ProcessorTest {

  private static final List<String> CPUINFO =
      List.of(
          "processor\t: 0",
          "model\t\t: 106",
          "model name\t: Some Processor: 2.80GHz",
          "flags\t\t: fpu  avx2 fma ",
          "vmx flags\t: vnmi",
          "",
          "processor\t: 1",
          "model name\t: Another",
          "flags\t\t: none");

  @Test
  void isTheFirstOfSeveral() {
    assertThat(Processor.of("amd64", CPUINFO, "unnamed"))
        .isEqualTo(new Processor("amd64", "Some Processor: 2.80GHz", Set.of("fpu", "avx2", "fma")));
  }

  @Test
  void isUnknownWhereNothingDescribesIt() {
    Processor unknown = new Processor("aarch64", "unnamed", Set.of());

    assertThat(Processor.of("aarch64", List.of(), "unnamed")).isEqualTo(unknown);
    assertThat(Processor.of("aarch64", List.of("flagship: avx2", "flags"), "unnamed"))
        .isEqualTo(unknown);
  }

  @Test
  void mustHaveTheInstructionsThatAreAskedFor() {
    Processor processor = Processor.of("amd64", CPUINFO, "unnamed");

    assertThatThrownBy(() -> NativeRuntime.requireProcessorHas(InstructionSet.AVX512, processor))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot run avx512 kernels on ")
        .hasMessageEndingWith(
            ": its processor (Some Processor: 2.80GHz) has no avx512f, avx512bw, avx512dq,"
                + " avx512vl; set runtime.kernels = avx2, for all machines alike");
    assertThatCode(
            () -> {
              NativeRuntime.requireProcessorHas(InstructionSet.AVX2, processor);
              NativeRuntime.requireProcessorHas(InstructionSet.NATIVE, processor);
              NativeRuntime.requireProcessorHas(
                  InstructionSet.AVX512, new Processor("amd64", "unknown", Set.of()));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void openBlasIsFoundAmongWhatIsLoaded() {
    assertThat(
            NativeRuntime.openBlasIn(
                Stream.of(
                    "7f00-7f01 r-xp 00000000 08:01 42                 /usr/lib/libc.so.6",
                    "7f02-7f03 rw-p 00000000 00:00 0",
                    "7f04-7f05 r-xp 00000000 08:01 43    /home/some one/libopenblas.so.0",
                    "7f06-7f07 r-xp 00000000 08:01 43    /other/libopenblas.so.0")))
        .contains("/home/some one/libopenblas.so.0");
    assertThat(NativeRuntime.openBlasIn(Stream.of("7f02-7f03 rw-p 00000000 00:00 0", "")))
        .isEmpty();
  }

  @Test
  void kernelsSayWhatOpenBlasUses() {
    KernelSet kernels = NativeRuntime.kernels();

    assertThat(kernels.instructionSet()).isEqualTo(NativeRuntime.instructionSet().label());
    assertThat(kernels.openBlas()).isNotBlank().isNotEqualTo(KernelSet.UNKNOWN);
  }
}
