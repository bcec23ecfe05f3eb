package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mnist.testing.Deadline;
import mnist.testing.OwnJvm;
import org.junit.jupiter.api.Test;

/** A process loads its kernels once, so each is tried in one of its own. */
class KernelSetIT {

  @Test
  void settingPinsThem() throws Exception {
    assumeThat(Processor.current().isX86()).isTrue();

    assertThat(run(Map.of(), "avx2")).containsExactly("avx2 (oneDNN AVX2, OpenBLAS Haswell)");
  }

  @Test
  void environmentThatSaysOtherwiseIsNamed() throws Exception {
    assumeThat(Processor.current().isX86()).isTrue();

    assertThat(run(Map.of("OPENBLAS_CORETYPE", "Nehalem", "DNNL_MAX_CPU_ISA", "SSE41"), "avx2"))
        .containsExactly("avx2 (oneDNN SSE41, OpenBLAS Nehalem)");
  }

  @Test
  void secondSetOfAProcessIsTheUsersMistake() throws Exception {
    assumeThat(Processor.current().isX86()).isTrue();

    assertThat(run(Map.of(), "avx2", "native"))
        .containsExactly(
            "avx2 (oneDNN AVX2, OpenBLAS Haswell)",
            "runtime.kernels must be the same for all that one process does: it runs avx2, but was"
                + " asked for native; start another one");
  }

  private static List<String> run(Map<String, String> environment, String... settings)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        OwnJvm.of(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), KernelsJvm.class, settings);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = Deadline.start(builder, Deadline.OF_A_PROGRAM);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith(KernelsJvm.SAYS))
        .map(KernelSetIT::said)
        .toList();
  }

  private static String said(String line) {
    return line.substring(KernelsJvm.SAYS.length());
  }
}
