package mnist.jobs;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.InvalidInputException;
import mnist.input.ImageInputs;
import mnist.input.Split;
import mnist.jobs.data.InputData;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.evaluation.EvaluationScope;
import mnist.jobs.evaluation.ModelEvaluation;
import mnist.jobs.options.OutputOption;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.LibraryFailures;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.scoring.ModelScoring;
import mnist.jobs.scoring.ScoringRequest;
import mnist.jobs.training.ModelRetraining;
import mnist.jobs.training.ModelTraining;
import mnist.jobs.training.Preflight;
import mnist.store.ModelStore;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All stages in one application. */
@Command(description = "Runs ingest, train, evaluate, score and retrain, one after the other.")
final class PipelineJob extends TrainingJob {
  @Mixin final OutputOption output = new OutputOption();

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public Set<String> settings() {
    return settingsAnd("score", "retrain");
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    StageSettings.training(context.settings());
    StageSettings.score(context.settings());
    StageSettings.answers(context.settings());
    StageSettings.maxRejectFraction(context.settings());
    StageSettings.maxFailedFiles(context.settings());
    StageSettings.imagesPerFile(context.settings());
    StageSettings.retrain(context.settings());
    Path directory = output.directory(context);
    Preflight.require(context, directory, data.location());
    context.take(directory);
    try (InputData input = InputData.insideNew(directory, data.location(), context)) {
      return run(context, directory, input);
    }
  }

  private JobResult run(JobContext context, Path directory, InputData input) throws Exception {
    ModelStore models = ModelStore.at(new Path(directory, "store"), context.hadoop());
    Path evaluation = new Path(directory, "evaluation");
    Path scores = new Path(directory, "scores");

    Path kept = new Path(directory, "data");
    NamedRecords records = input.recordsKeptIn(kept);
    ModelTraining.Trained trained;
    try {
      trained = train(context, records, models);
    } catch (Exception e) {
      if (records.ingested().path().equals(kept)) {
        deleteIfRefused(e, kept, models, context.hadoop());
      }
      throw e;
    }
    JobOutcome evaluated =
        ModelEvaluation.run(
            context,
            records,
            trained.version(),
            Optional.empty(),
            evaluation,
            EvaluationScope.TEST_IMAGES);
    Map<String, Object> scored =
        ModelScoring.run(
                context,
                ScoringRequest.of(
                    ScoringRequest.Source.of(
                        () ->
                            ImageInputs.ofIngested(
                                context.spark(), records.ingested().path(), Split.TEST)),
                    "the test images",
                    trained.version(),
                    scores))
            .require();
    Map<String, Object> retrained =
        new ModelRetraining(context, models, StageSettings.retrain(context.settings()))
            .run(records)
            .figures();

    Map<String, Object> figures = new HashMap<>(trained.outcome().figures());
    figures.put("output", directory);
    figures.put("data", records.ingested().path());
    figures.put("store", models.path());
    figures.put("evaluation", evaluation);
    figures.put("report", evaluated.figures().get("report"));
    figures.put("predictions", scored.get("predictions"));
    figures.put("rejected", scored.get("rejected"));
    figures.put("accuracy", evaluated.figures().get("accuracy"));
    figures.put("loss", evaluated.figures().get("loss"));
    figures.put("champion", retrained.get("champion"));
    figures.put("retrain", retrained.get("outcome"));
    return JobResult.done(directory, figures)
        .summed(
            evaluated.summaryAnd(
                data.location().submit("--input", "score", "--model", models.path())));
  }

  private ModelTraining.Trained train(JobContext context, NamedRecords records, ModelStore models) {
    requireSplits(records);
    context.goesOn(
        "its training "
            + (StageSettings.keepsCheckpoints(context.settings()) ? "goes on" : "starts again")
            + " with "
            + Shell.submit("train", "--data", records.ingested().path(), "--store", models.path())
            + " and the same settings");
    return ModelTraining.run(context, records, models, Optional.empty(), TrainJob.NAME);
  }

  /**
   * Of a mistake of the user's nothing stays, so that the same command may run again; but what
   * training has made is worth more than that.
   *
   * @param made by this run; the directory around it is deleted only if nothing else is in it
   */
  private static void deleteIfRefused(
      Exception thrown, Path made, ModelStore models, Configuration conf) throws IOException {
    FileSystem files = made.getFileSystem(conf);
    if (files.exists(models.path()) || LibraryFailures.explain(thrown).isEmpty()) {
      return;
    }
    files.delete(made, true);
    if (files.listStatus(made.getParent()).length == 0) {
      files.delete(made.getParent(), false);
    }
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
                + " has none",
            "give training and test files, and a data.validation-fraction that holds some out");
      }
    }
  }
}
