package mnist.jobs;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.InvalidInputException;
import mnist.input.Split;
import mnist.jobs.data.InputData;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.experiments.Grid;
import mnist.jobs.experiments.GridCell;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.options.DataOption;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.RunDirectories;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.training.ModelTraining;
import mnist.jobs.training.Preflight;
import mnist.model.DigitModel;
import mnist.score.PredictionSchema;
import mnist.score.Scorer;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.train.Averaging;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what averaging costs in accuracy. */
@Command(
    description =
        "Measures what averaging costs: trains for every number of workers, averaging frequency and"
            + " seed, and compares validation accuracy with a single process's after as many"
            + " examples. The same command goes on where it was stopped.")
final class GridJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(GridJob.class);

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
      names = "--workers",
      paramLabel = "LIST",
      hideParamSyntax = true,
      split = ",",
      description = "Numbers of workers (default: ${DEFAULT-VALUE}).",
      defaultValue = "2,4,8")
  List<Integer> workers;

  @Option(
      names = "--averaging-frequencies",
      paramLabel = "LIST",
      hideParamSyntax = true,
      split = ",",
      description =
          "Minibatches between averagings, or epoch for once per epoch (default: ${DEFAULT-VALUE}).",
      defaultValue = "1,5,10,20,epoch")
  List<String> frequencies;

  @Option(
      names = "--seeds",
      paramLabel = "LIST",
      hideParamSyntax = true,
      split = ",",
      description = "Seeds of the trainings (default: ${DEFAULT-VALUE}).",
      defaultValue = "1,2,3")
  List<Long> seeds;

  @Option(
      names = "--stock",
      paramLabel = "LIST",
      hideParamSyntax = true,
      split = ",",
      description =
          "Workers and frequencies, as 4:10, that dl4j-spark's own averaging is measured in; or none"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "2:10,4:10,8:5,8:20")
  List<String> stock;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images (default: ${bundle:default.train.epochs}).")
  Integer epochs;

  @Mixin final DataOption data = new DataOption();
  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return "grid";
  }

  @Override
  public Optional<String> config() {
    return common.config();
  }

  @Override
  public Set<String> settings() {
    return TrainingJob.settingsAnd("score");
  }

  @Override
  public Map<String, Object> overrides() {
    Map<String, Object> overrides = new HashMap<>();
    overrides.put("train.epochs", epochs);
    return common.with(data.with(overrides));
  }

  @Override
  public boolean examinesExecutors() {
    return true;
  }

  @Override
  public JobResult run(JobContext given) throws Exception {
    // Equal examples for all: none may stop early.
    JobContext context =
        given.with(Map.of("train.patience", given.settings().integer("train.epochs")));
    List<GridCell> cells = cells();
    for (GridCell cell : cells) {
      // All of them first, since a mistake in the last shouldn't cost the others.
      StageSettings.training(context.settings().with(cell.settings(seeds.get(0))));
    }
    Path directory = context.output(Optional.ofNullable(output));
    context.goesOnThere("--output", output, directory);
    ModelStore models = ModelStore.at(new Path(directory, "models"), context.hadoop());
    models.requireWritable();
    context.take(directory);
    int most = cells.stream().mapToInt(GridCell::workers).max().getAsInt();
    Preflight.require(context.with(Map.of("train.workers", most)), directory, data.location());
    try (InputData input = InputData.inside(directory, data.location(), context)) {
      NamedRecords records = input.recordsFor(models);
      Grid grid = new Grid(records.count(Split.VALIDATION));
      int done = 0;
      for (long seed : seeds) {
        for (GridCell cell : cells) {
          done++;
          LOG.info("{} of {}: {}, seed {}", done, cells.size() * seeds.size(), cell, seed);
          grid.add(cell, seed, answers(context.with(cell.settings(seed)), records, models));
        }
      }
      System.err.println("\n" + grid.table().render());
      Map<String, Object> figures = grid.figures();
      figures.put("output", directory);
      return JobResult.done(directory, figures)
          .summed(new JobOutcome(figures, summary(grid, directory)).summaryAnd(next(grid.best())));
    }
  }

  private static List<String> summary(Grid grid, Path directory) {
    List<String> lines = new ArrayList<>(grid.summary());
    lines.add("output: " + Shell.path(directory));
    return lines;
  }

  private String next(GridCell best) {
    List<Object> words = new ArrayList<>(List.of("train"));
    config().ifPresent(file -> words.addAll(List.of("--config", file)));
    words.addAll(best.options());
    return data.location().submit("--data", words.toArray());
  }

  private Grid.Answers answers(JobContext context, NamedRecords records, ModelStore models)
      throws Exception {
    StoredVersion version =
        ModelTraining.run(context, records, models, Optional.empty(), name()).version();
    return new Grid.Answers(
        version.manifest().modelHash(),
        wrong(context, version.load(context.hadoop()), records.of(Split.VALIDATION)));
  }

  private static Set<Long> wrong(JobContext context, DigitModel model, Dataset<Row> validation) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    Set<Long> wrong = new HashSet<>();
    try (Scorer scorer = new Scorer(spark, model, StageSettings.score(context.settings()))) {
      scorer
          .predictions(validation)
          .filter(col(PredictionSchema.LABEL).notEqual(col(PredictionSchema.PREDICTION)))
          .select(PredictionSchema.ID)
          .collectAsList()
          .forEach(row -> wrong.add(row.getLong(0)));
    }
    return wrong;
  }

  private List<GridCell> cells() {
    List<GridCell> cells = new ArrayList<>(List.of(GridCell.SINGLE));
    for (int count : workers) {
      for (String frequency : frequencies) {
        cells.add(new GridCell(Averaging.DETERMINISTIC, count, frequency(frequency)));
      }
    }
    for (String cell : stock) {
      if (!cell.equals("none")) {
        cells.add(stock(cell));
      }
    }
    return cells;
  }

  private static GridCell stock(String cell) {
    // No epochs: dl4j-spark drops what doesn't fill a round, so that nothing would be left.
    String expected = "cells like 4:10 (workers:frequency)";
    String[] parts = cell.split(":");
    if (parts.length != 2) {
      throw InvalidInputException.ofSetting("--stock", expected, cell);
    }
    return new GridCell(
        Averaging.DL4J,
        number("--stock", expected, parts[0]),
        number("--stock", expected, parts[1]));
  }

  private static int frequency(String text) {
    return text.equals("epoch")
        ? GridCell.EPOCH
        : number("--averaging-frequencies", "whole numbers, or epoch", text);
  }

  private static int number(String option, String expected, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw InvalidInputException.ofSetting(option, expected, text);
    }
  }
}
