package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import mnist.model.Architecture;
import mnist.testing.Deadline;
import mnist.testing.OwnJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * oneDNN falls back to reference kernels, which take two to three hundred times as long, without a
 * word; its log, of a process for each instruction set, tells what ran.
 */
class KernelChoiceTest {

  /** A processor without the set has the next one below. */
  @ParameterizedTest
  @ValueSource(strings = {"AVX2", "AVX512_CORE"})
  void nothingIsComputedByReferenceKernels(String instructionSet) throws Exception {
    assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
    ProcessBuilder program =
        OwnJvm.of(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"), EachArchitectureJvm.class);
    program.environment().put("DNNL_MAX_CPU_ISA", instructionSet);
    program.environment().put("DNNL_VERBOSE", "1");
    program.redirectErrorStream(true);
    Process process = Deadline.start(program, Deadline.OF_A_PROGRAM);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    List<String> executed =
        output.lines().filter(line -> line.startsWith("onednn_verbose,exec,")).toList();
    assertThat(executed.stream().filter(line -> line.contains(",backward_weights,")))
        .hasSizeGreaterThanOrEqualTo(Architecture.values().length);
    assertThat(executed).noneMatch(line -> line.contains(",ref"));
  }
}
