package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  private static final List<String> CPUINFO =
      List.of(
          "processor\t: 0",
          "model name\t: Some CPU @ 2.80GHz",
          "flags\t\t: fpu sse avx avx2 f16c",
          "",
          "processor\t: 1",
          "model name\t: Some CPU @ 2.80GHz",
          "flags\t\t: fpu sse avx avx2 f16c");

  @Test
  void namesWhatABuildNeedsAndTheProcessorLacks() {
    Processor processor = Processor.parse(CPUINFO);

    assertThat(processor.model()).isEqualTo("Some CPU @ 2.80GHz");
    assertThat(processor.missing("-onednn-avx2")).containsExactly("fma");
    assertThat(processor.missing("-avx512")).contains("avx512f", "avx512bw").doesNotContain("avx2");
    assertThat(processor.missing("-onednn")).isEmpty();
    assertThat(processor.missing("")).isEmpty();
  }

  @Test
  void missesNothingWhereTheSystemDoesNotTell() {
    Processor processor = Processor.parse(List.of());

    assertThat(processor.model()).isEqualTo(System.getProperty("os.arch"));
    assertThat(processor.missing("-onednn-avx2")).isEmpty();
  }
}
