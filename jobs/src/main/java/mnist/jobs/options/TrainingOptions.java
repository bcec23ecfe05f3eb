package mnist.jobs.options;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of the jobs that train. */
public final class TrainingOptions {
  @Option(
      names = "--architecture",
      paramLabel = "NAME",
      description =
          "reference, lenet, vgg, vgg-wide or vgg-deep (default: ${bundle:default.model.architecture}).")
  private String architecture;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images (default: ${bundle:default.train.epochs}).")
  private Integer epochs;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Replicas, best the number of task slots (default: ${bundle:default.train.workers}).")
  private Integer workers;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Examples per minibatch of all workers together (default:"
              + " ${bundle:default.train.batch-size}).")
  private Integer batchSize;

  @Option(
      names = "--averaging-frequency",
      paramLabel = "N",
      description =
          "Minibatches between averagings (default: ${bundle:default.train.averaging-frequency}).")
  private Integer averagingFrequency;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Adam's highest (default: ${bundle:default.train.learning-rate}).")
  private Double learningRate;

  @Option(
      names = "--averaging",
      paramLabel = "NAME",
      description = "deterministic or dl4j (default: ${bundle:default.train.averaging}).")
  private String averaging;

  public Map<String, Object> overrides() {
    Map<String, Object> overrides = new HashMap<>();
    overrides.put("model.architecture", architecture);
    overrides.put("train.epochs", epochs);
    overrides.put("train.workers", workers);
    overrides.put("train.batch-size", batchSize);
    overrides.put("train.averaging-frequency", averagingFrequency);
    overrides.put("train.averaging", averaging);
    overrides.put("train.learning-rate", learningRate);
    return overrides;
  }
}
