package mnist.jobs;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.jobs.data.InputData;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.evaluation.EvaluationScope;
import mnist.jobs.evaluation.ModelEvaluation;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.options.DataOption;
import mnist.jobs.options.OutputOption;
import mnist.jobs.options.TrainingOptions;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.runner.UserMistakes;
import mnist.jobs.scoring.ModelScoring;
import mnist.jobs.training.ModelRetraining;
import mnist.jobs.training.ModelTraining;
import mnist.jobs.training.Preflight;
import mnist.records.Split;
import mnist.store.ModelStore;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All stages in one application. */
@Command(description = "Runs ingest, train, evaluate, score and retrain, one after the other.")
final class PipelineJob implements Job {

  @Mixin final DataOption data = new DataOption();
  @Mixin final OutputOption output = new OutputOption();
  @Mixin final TrainingOptions training = new TrainingOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public Optional<String> config() {
    return common.config();
  }

  @Override
  public Map<String, Object> overrides() {
    return common.with(training.overrides());
  }

  @Override
  public boolean examinesExecutors() {
    return true;
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    StageSettings.training(context.settings());
    StageSettings.score(context.settings());
    StageSettings.answers(context.settings());
    Path directory = output.directory(context);
    FileSystem files = directory.getFileSystem(context.hadoop());
    requireNew(files, directory);
    Preflight.require(context, directory, data.location());
    try (InputData input = InputData.insideNew(directory, data.location(), context)) {
      return run(context, directory, input);
    }
  }

  private JobResult run(JobContext context, Path directory, InputData input) throws Exception {
    ModelStore models = ModelStore.at(new Path(directory, "store"), context.hadoop());
    Path evaluation = new Path(directory, "evaluation");
    Path scores = new Path(directory, "scores");

    Path ingested = new Path(directory, "data");
    NamedRecords records = input.recordsKeptIn(ingested);
    ModelTraining.Trained trained;
    try {
      requireSplits(records);
      trained = ModelTraining.run(context, records, models, Optional.empty(), TrainJob.NAME);
    } catch (Exception e) {
      // Of a mistake of the user's nothing stays, so that the same command may run again; but what
      // training has made is worth more than that, and another process may have put something here.
      FileSystem files = directory.getFileSystem(context.hadoop());
      if (!files.exists(models.path()) && UserMistakes.explain(e).isPresent()) {
        if (records.ingested().path().equals(ingested)) {
          files.delete(ingested, true);
        }
        if (files.listStatus(directory).length == 0) {
          files.delete(directory, false);
        }
      }
      throw e;
    }
    Map<String, Object> evaluated =
        ModelEvaluation.run(
            context,
            records,
            trained.version(),
            Optional.empty(),
            evaluation,
            EvaluationScope.TEST_IMAGES);
    Map<String, Object> scored =
        ModelScoring.run(context, records.of(Split.TEST), trained.version(), scores);
    Map<String, Object> retrained =
        ModelRetraining.run(
            context, records, models, StageSettings.retrain(context.settings(), false));

    Map<String, Object> figures = new HashMap<>(trained.figures());
    figures.put("output", directory);
    figures.put("data", records.ingested().path());
    figures.put("store", models.path());
    figures.put("evaluation", evaluation);
    figures.put("report", evaluated.get("report"));
    figures.put("predictions", scored.get("predictions"));
    figures.put("rejected", scored.get("rejected"));
    figures.put("accuracy", evaluated.get("accuracy"));
    figures.put("loss", evaluated.get("loss"));
    figures.put("champion", retrained.get("champion"));
    figures.put("retrain", retrained.get("outcome"));
    return JobResult.done(directory, figures);
  }

  /** Before training, not after it. */
  private static void requireSplits(NamedRecords records) {
    for (Split split : Split.values()) {
      if (records.count(split) == 0) {
        throw new InvalidInputException(
            "Cannot run the pipeline on "
                + records.ingested().path()
                + ": expected images of every split, but "
                + split.value()
                + " has none; give training and test files, and a data.validation-fraction that"
                + " holds some out");
      }
    }
  }

  private static void requireNew(FileSystem files, Path directory) throws IOException {
    if (files.exists(directory)) {
      throw new InvalidInputException(
          "Cannot write " + directory + ": it already exists; choose another output or delete it");
    }
  }
}
