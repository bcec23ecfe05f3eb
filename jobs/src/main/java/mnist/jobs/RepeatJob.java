package mnist.jobs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.evaluate.Evaluation;
import mnist.input.Split;
import mnist.jobs.data.InputData;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.evaluation.EvaluationScope;
import mnist.jobs.evaluation.ModelEvaluation;
import mnist.jobs.experiments.Repetitions;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.RunDirectories;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.training.ModelTraining;
import mnist.jobs.training.Preflight;
import mnist.report.EvaluationReport;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingRun;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains by the same settings and several seeds: one training alone may be a lucky one. */
@Command(
    description =
        "Trains by the same settings with several seeds, and says how the models do: each, on average"
            + " and how far apart. The same command goes on where it was stopped.")
final class RepeatJob extends TrainingJob {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatJob.class);

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where the models and the result go; models that are there aren't trained again (default:"
              + " a new one "
              + RunDirectories.PLACE
              + ").")
  String output;

  @Option(
      names = "--seeds",
      paramLabel = "LIST",
      hideParamSyntax = true,
      split = ",",
      description =
          "Seeds of the trainings; what is held out is decided by the setting seed (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "1,2,3")
  List<Long> seeds;

  @Option(
      names = "--test",
      description =
          "Evaluate on the test split too, when all have been trained; choose settings without it"
              + " (default: not).")
  boolean test;

  @Override
  public String name() {
    return "repeat";
  }

  @Override
  public Set<String> settings() {
    return settingsAnd("score");
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    StageSettings.training(context.settings());
    StageSettings.score(context.settings());
    Path directory = context.output(Optional.ofNullable(output));
    context.goesOnThere("--output", output, directory);
    ModelStore models = ModelStore.at(new Path(directory, "models"), context.hadoop());
    models.requireWritable();
    context.take(directory);
    Preflight.require(context, directory, data.location());
    try (InputData input = InputData.inside(directory, data.location(), context)) {
      NamedRecords records = input.recordsFor(models);
      if (test) {
        // Before training, not after it.
        ModelEvaluation.requireImages(Split.TEST, records);
      }
      List<StoredVersion> versions = new ArrayList<>();
      Set<Long> distinct = new LinkedHashSet<>(seeds);
      for (long seed : distinct) {
        LOG.info("seed {}, {} of {}", seed, versions.size() + 1, distinct.size());
        versions.add(
            ModelTraining.run(
                    context.with(Map.of("seed", seed)), records, models, Optional.empty(), name())
                .version());
      }
      List<Repetitions.Row> rows = new ArrayList<>();
      for (StoredVersion version : versions) {
        rows.add(row(context, records, version, new Path(directory, "evaluations")));
      }
      Repetitions repetitions = new Repetitions(rows);
      System.err.println("\n" + repetitions.table().render());
      Map<String, Object> figures = repetitions.figures();
      figures.put("output", directory);
      return JobResult.done(directory, figures)
          .summed(List.of(repetitions.summary(), "output: " + Shell.path(directory)));
    }
  }

  private Repetitions.Row row(
      JobContext context, NamedRecords records, StoredVersion version, Path evaluations)
      throws Exception {
    TrainingRun run = version.manifest().training();
    return new Repetitions.Row(
        run.seed(),
        version.manifest().modelHash(),
        number(run, ModelTraining.VALIDATION_ACCURACY),
        run.bestEpoch(),
        run.epochs(),
        number(run, ModelTraining.TRAINING_SECONDS),
        test
            ? Optional.of(
                evaluation(context, records, version, new Path(evaluations, version.name())))
            : Optional.empty());
  }

  private static double number(TrainingRun run, String metric) {
    return ((Number) run.metrics().get(metric)).doubleValue();
  }

  /** The test split is read once for each model: what there is of an earlier run stays. */
  private Evaluation evaluation(
      JobContext context, NamedRecords records, StoredVersion version, Path directory)
      throws Exception {
    if (!directory.getFileSystem(context.hadoop()).exists(directory)) {
      ModelEvaluation.run(
          context, records, version, Optional.empty(), directory, EvaluationScope.TEST_IMAGES);
    }
    return EvaluationReport.read(directory, context.hadoop());
  }
}
