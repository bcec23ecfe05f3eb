package mnist.jobs;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.InvalidInputException;
import mnist.records.Ingest;
import mnist.records.IngestedData;
import mnist.records.Split;
import mnist.store.ModelStore;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All stages in one application. */
@Command(description = "Runs ingest, train, evaluate, score and retrain, one after the other.")
final class PipelineJob implements Job {

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "An ingested directory, or IDX files as for ingest (default: the bundled MNIST).")
  String data;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "New directory to write (default: one under jobs/target/runs).")
  String output;

  @Mixin final TrainingOptions training = new TrainingOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public Map<String, Object> overrides() {
    return training.overrides();
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    Path directory = context.output(output);
    requireNew(context, directory);
    StageSettings.training(context.settings());
    ModelStore models = ModelStore.at(new Path(directory, "store"), context.hadoop());
    Path evaluation = new Path(directory, "evaluation");
    Path scores = new Path(directory, "scores");

    IngestedData records = ingest(context, new Path(directory, "data"));
    ModelTraining.Trained trained =
        ModelTraining.run(context, records, data, models, TrainJob.NAME);
    Map<String, Object> evaluated =
        ModelEvaluation.run(context, records, trained.version(), evaluation);
    Map<String, Object> scored =
        ModelScoring.run(context, records.records(Split.TEST), trained.version(), scores);
    Map<String, Object> retrained = RetrainJob.run(context, records, data, models);

    Map<String, Object> figures = new HashMap<>(trained.figures());
    figures.put("output", directory);
    figures.put("data", records.path());
    figures.put("store", models.path());
    figures.put("evaluation", evaluation);
    figures.put("predictions", scored.get("predictions"));
    figures.put("rejected", scored.get("rejected"));
    figures.put("accuracy", evaluated.get("accuracy"));
    figures.put("loss", evaluated.get("loss"));
    figures.put("champion", retrained.get("champion"));
    figures.put("retrain", retrained.get("outcome"));
    return JobResult.done(directory, figures);
  }

  private IngestedData ingest(JobContext context, Path target) throws Exception {
    try (InputData input = InputData.beside(target, context)) {
      Path path = input.path(data);
      if (IngestedData.isIngested(path, context.hadoop())) {
        return IngestedData.open(context.spark(), path);
      }
      return context.step(
          "ingest " + InputData.describe(data),
          () -> {
            Ingest.run(
                context.spark(),
                List.of(path.toString()),
                target,
                StageSettings.ingest(context.settings()));
            return IngestedData.open(context.spark(), target);
          });
    }
  }

  private static void requireNew(JobContext context, Path directory) throws IOException {
    if (directory.getFileSystem(context.hadoop()).exists(directory)) {
      throw new InvalidInputException(
          "Cannot write " + directory + ": it already exists; choose another output or delete it");
    }
  }
}
