package mnist.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import mnist.testing.Deadline;
import mnist.testing.OwnJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process loads a library once or never, so what becomes of one that can't is tried in another.
 */
class OnnxRuntimeIT {

  @TempDir Path empty;

  @Test
  void whereItCannotBeLoadedTheDriverFallsBackAndAnExecutorFails() throws Exception {
    ProcessBuilder builder =
        OwnJvm.of(
                List.of(
                    "-Xmx512m", "-XX:TieredStopAtLevel=1", "-Donnxruntime.native.path=" + empty),
                InferenceJvm.class)
            .redirectErrorStream(true);
    Process process = Deadline.start(builder, Deadline.OF_A_PROGRAM);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .containsPattern(
            "WARN +Inference: not applying this model by ONNX Runtime: Native library 'onnxruntime' not found")
        .contains("auto: dl4j\n")
        .containsPattern(
            "executor: Cannot load ONNX Runtime on \\S+: Native library 'onnxruntime' not found.*; set runtime.inference = auto, or"
                + " build the jar for its platform\n");
  }
}
