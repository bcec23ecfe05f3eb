package mnist.bench.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;

/**
 * From a command to a model, against another library's training alone.
 *
 * @param submitSeconds from the start of {@code jobs/bin/submit train}, with its default settings,
 *     to its end, by when the model is published
 * @param accuracy of that model on the validation images, 0..1
 * @param djlSeconds that DJL with libtorch takes for five epochs of the reference network in
 *     minibatches of 64, without its start-up
 */
public record ColdStart(double submitSeconds, double accuracy, double djlSeconds) {

  /** The validation accuracy that the model is to have. */
  public static final double ACCURACY = 0.9915;

  public static final int EPOCHS = 5;

  public double ratio() {
    return submitSeconds / djlSeconds;
  }

  /**
   * Measures.
   *
   * @param launcher {@code jobs/bin/submit}
   * @param djl a plan of DJL's, whose repetitions are the epochs
   */
  public static ColdStart measure(Path launcher, Plan djl, Path logs)
      throws IOException, Processes.FailedProcess {
    Path store = Path.of(djl.work(), "cold");
    long began = System.nanoTime();
    Processes.run(
        List.of(launcher.toString(), "train", "--store", store.toString()),
        Map.of(),
        logs.resolve("cold-start.log"));
    double submitSeconds = (System.nanoTime() - began) / 1e9;
    JsonNode result = new ObjectMapper().readTree(Files.readString(store.resolve("result.json")));
    Measured measured = new Processes(logs).measure(djl, 0);
    double djlSeconds =
        measured.imagesPerS().stream().mapToDouble(rate -> djl.trainImages() / rate).sum();
    return new ColdStart(submitSeconds, result.get("validation_accuracy").asDouble(), djlSeconds);
  }
}
