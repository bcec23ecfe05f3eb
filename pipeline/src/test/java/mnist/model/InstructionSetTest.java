package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstructionSetTest {

  private static final Set<String> SERVER =
      Set.of("sse", "avx2", "fma", "avx512f", "avx512bw", "avx512dq", "avx512vl");

  @Test
  void bestIsTheHighestThatTheProcessorHas() {
    assertThat(best("amd64", SERVER)).isEqualTo(InstructionSet.AVX512);
    assertThat(best("amd64", Set.of("avx2", "fma", "avx512f"))).isEqualTo(InstructionSet.AVX2);
    assertThat(best("amd64", Set.of("sse"))).isEqualTo(InstructionSet.NATIVE);
    assertThat(best("aarch64", SERVER)).isEqualTo(InstructionSet.NATIVE);
  }

  @ParameterizedTest
  @EnumSource
  void isNamedInSettings(InstructionSet set) {
    assertThat(InstructionSet.of(set.label())).isEqualTo(set);
  }

  @Test
  void autoIsThisProcessorsBest() {
    assertThat(InstructionSet.of("auto")).isEqualTo(InstructionSet.best(Processor.current()));
  }

  @Test
  void anotherNameIsTheUsersMistake() {
    assertThatThrownBy(() -> InstructionSet.of("sse"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("runtime.kernels must be one of auto, avx2, avx512, native, but was sse");
  }

  @Test
  void processorLacksWhatItIsKnownNotToHave() {
    Processor known = new Processor("amd64", "some processor", Set.of("avx2"));
    Processor unknown = new Processor("amd64", "some processor", Set.of());

    assertThat(known.lacking(List.of("avx2", "fma"))).containsExactly("fma");
    assertThat(unknown.lacking(List.of("avx2", "fma"))).isEmpty();
  }

  /** As oneDNN's DNNL_MAX_CPU_ISA and OpenBLAS's OPENBLAS_CORETYPE have them. */
  @Test
  void librariesHaveTheirOwnNamesForIt() {
    assertThat(InstructionSet.AVX2.oneDnn()).isEqualTo("AVX2");
    assertThat(InstructionSet.AVX512.oneDnn()).isEqualTo("AVX512_CORE");
    assertThat(InstructionSet.AVX2.openBlas()).isEqualTo("Haswell");
    assertThat(InstructionSet.AVX512.openBlas()).isEqualTo("SkylakeX");
    assertThat(InstructionSet.AVX2.flags()).contains("avx2");
  }

  private static InstructionSet best(String architecture, Set<String> flags) {
    return InstructionSet.best(new Processor(architecture, "some processor", flags));
  }
}
