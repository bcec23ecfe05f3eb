package mnist.jobs.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mnist.InvalidInputException;
import mnist.input.ImageInput;
import mnist.input.InputSchema;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.jobs.data.DataLocation;
import mnist.jobs.data.InputData;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.scoring.ModelPreparation;
import mnist.model.DigitModel;
import mnist.robustness.Corruption;
import mnist.robustness.Exposure;
import mnist.robustness.NonDigit;
import mnist.robustness.NonDigitRow;
import mnist.robustness.Robustness;
import mnist.robustness.RobustnessEvaluator;
import mnist.robustness.RobustnessRow;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a stored model on sets of images that are neither its own nor changed ones. */
final class OtherImages {
  private static final Logger LOG = LoggerFactory.getLogger(OtherImages.class);

  /** Each set is found out about by looking, whatever is said of the evaluated data. */
  private static final Map<String, Object> BY_LOOKING =
      Map.of(
          "input.format", "auto",
          "input.image-column", "auto",
          "input.label-column", "auto",
          "input.id-column", "auto",
          "input.labels", "auto",
          "input.transpose", false,
          "input.label-offset", 0,
          "input.split", Split.TEST.value(),
          // An image that can't be taken is one that isn't read rightly.
          "data.max-bad-fraction", 1.0);

  private final JobContext context;
  private final StoredVersion version;
  private final DigitModel model;
  private final RobustnessEvaluator evaluator;
  private final Path output;

  /** Names of rows that there are. */
  private final Set<String> taken = new TreeSet<>(List.of(Robustness.PRINTED));

  /**
   * @param evaluator of the model
   * @param output that is being made, beside which images are ingested for a while
   */
  OtherImages(
      JobContext context,
      StoredVersion version,
      DigitModel model,
      RobustnessEvaluator evaluator,
      Path output) {
    this.context = context.with(BY_LOOKING);
    this.version = version;
    this.model = model;
    this.evaluator = evaluator;
    this.output = output;
    for (Corruption corruption : Corruption.values()) {
      taken.add(corruption.label());
    }
    for (NonDigit kind : NonDigit.values()) {
      taken.add(kind.label());
    }
  }

  /**
   * A row for each set, named after the last part of its path.
   *
   * @param sets paths of images with their classes
   */
  List<RobustnessRow> rows(List<String> sets) throws Exception {
    List<RobustnessRow> rows = new ArrayList<>();
    for (String set : sets) {
      try (InputData input = input(set)) {
        rows.add(row(name(set), input.recordsFor(version)));
      }
    }
    return rows;
  }

  /**
   * The same of images that show none of the model's classes.
   *
   * @param sets paths of images
   */
  List<NonDigitRow> nonDigits(List<String> sets) throws Exception {
    List<NonDigitRow> rows = new ArrayList<>();
    for (String set : sets) {
      try (InputData input = input(set)) {
        rows.add(nonDigits(name(set), input));
      }
    }
    return rows;
  }

  private InputData input(String set) {
    return InputData.beside(output, new DataLocation(Optional.of(set), List.of()), context);
  }

  private String name(String set) {
    String last = context.path(set).getName();
    return taken.add(last) ? last : set;
  }

  private RobustnessRow row(String name, NamedRecords data) {
    ModelCompatibility.require(model, version, data);
    ModelEvaluation.requireImages(Split.TEST, data);
    long rejected = data.fingerprint().quarantined();
    if (rejected > 0) {
      LOG.warn("{}: {} images can't be taken, and count as mistakes", name, rejected);
    }
    return evaluator.row(name, data.of(Split.TEST), rejected, Exposure.NEVER);
  }

  /** They aren't ingested, since labels that are no classes of the model would be refused. */
  private NonDigitRow nonDigits(String name, InputData input) {
    ImageInput images = input.images(StageSettings.input(context.settings(), List.of()));
    Dataset<Row> prepared =
        ModelPreparation.of(version, context.settings(), images.form().isReady()).of(images);
    Column image = when(col(RecordSchema.REASON).isNull(), col(InputSchema.IMAGE));
    Dataset<Row> taken = prepared.select(image.as(InputSchema.IMAGE));
    if (taken.isEmpty()) {
      throw new InvalidInputException(
          "Cannot try %s: expected images in %s, but it has none".formatted(version.path(), name),
          "give others by --non-digits");
    }
    return evaluator.nonDigits(name, taken);
  }
}
