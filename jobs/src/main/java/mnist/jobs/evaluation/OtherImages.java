package mnist.jobs.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
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
import mnist.prepare.PreparedImages;
import mnist.robustness.Exposure;
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

/**
 * Sets of images that are neither a stored model's own nor changed ones: opened first, so that what
 * is wrong with one is known before anything is scored, and then scored.
 */
final class OtherImages implements AutoCloseable {
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

  private static final String OTHERS = "give others by --non-digits";

  private final JobContext context;
  private final StoredVersion version;
  private final DigitModel model;
  private final Path output;

  private final List<InputData> inputs = new ArrayList<>();
  private final List<Labelled> labelled = new ArrayList<>();
  private final List<WithoutDigit> withoutDigit = new ArrayList<>();

  /** Names of rows that there are. */
  private final Set<String> taken = new TreeSet<>(Robustness.reservedNames());

  /** Images with their classes. */
  private record Labelled(String name, NamedRecords data) {}

  /**
   * Images that show none of the model's classes.
   *
   * @param prepared as {@link PreparedImages#of} has them
   */
  private record WithoutDigit(String name, Dataset<Row> prepared) {}

  /**
   * @param output that is being made, beside which images are ingested until this is closed
   */
  OtherImages(JobContext context, StoredVersion version, DigitModel model, Path output) {
    this.context = context.with(BY_LOOKING);
    this.version = version;
    this.model = model;
    this.output = output;
  }

  /**
   * Opens the test split of sets, which is all of them where nothing tells splits. Each is named
   * after the last part of its path, with a number if that is taken.
   *
   * @param elsewhere paths of images with their classes
   * @param nonDigits paths of images that show none of the model's classes
   * @throws InvalidInputException if there is none in one of them that the model can be tried on
   */
  void open(List<String> elsewhere, List<String> nonDigits) throws Exception {
    for (String set : elsewhere) {
      labelled.add(labelled(name(set), input(set)));
    }
    for (String set : nonDigits) {
      withoutDigit.add(withoutDigit(name(set), input(set)));
    }
  }

  private InputData input(String set) {
    InputData input =
        InputData.beside(output, new DataLocation(Optional.of(set), List.of()), context);
    inputs.add(input);
    return input;
  }

  private String name(String set) {
    String last = context.path(set).getName();
    String name = last;
    for (int number = 2; !taken.add(name); number++) {
      name = "%s (%d)".formatted(last, number);
    }
    return name;
  }

  private Labelled labelled(String name, InputData input) throws Exception {
    NamedRecords data = input.recordsFor(version);
    ModelCompatibility.require(model, version, data);
    ModelEvaluation.requireImages(Split.TEST, data);
    return new Labelled(name, data);
  }

  /**
   * They aren't ingested, since labels that are no classes of the model would be refused. That a
   * picture shows no digit is a finding, as it is in a set of blank paper; that none can be read,
   * or that all are of another size, is a mistake of who gave the set.
   */
  private WithoutDigit withoutDigit(String name, InputData input) {
    ImageInput images =
        input.images(StageSettings.input(context.settings(), List.of())).only(Split.TEST);
    String test = Split.TEST.value();
    Dataset<Row> prepared =
        ModelPreparation.of(version, context.settings(), images.form().isReady())
            .of(images)
            .where(coalesce(col(InputSchema.SPLIT), lit(test)).equalTo(test));
    List<Row> first = prepared.select(RecordSchema.REASON).takeAsList(1);
    if (first.isEmpty()) {
      throw new InvalidInputException(
          "Cannot try %s: expected images of the test split in %s, but it has none"
              .formatted(version.path(), name),
          OTHERS);
    }
    Column reason = col(RecordSchema.REASON);
    if (prepared.where(reason.isNull().or(PreparedImages.showsNoDigit())).isEmpty()) {
      throw new InvalidInputException(
          "Cannot try %s: expected images that it can take in %s, but it can take none; of the first, %s"
              .formatted(version.path(), name, first.get(0).getString(0)),
          OTHERS);
    }
    return new WithoutDigit(name, prepared);
  }

  /** A row for each set of images with their classes. */
  List<RobustnessRow> rows(RobustnessEvaluator evaluator) {
    List<RobustnessRow> rows = new ArrayList<>();
    for (Labelled set : labelled) {
      long rejected = set.data().fingerprint().quarantined();
      if (rejected > 0) {
        LOG.warn("{}: {} images can't be taken, and count as mistakes", set.name(), rejected);
      }
      rows.add(evaluator.row(set.name(), set.data().of(Split.TEST), rejected, Exposure.NEVER));
    }
    return rows;
  }

  /** A row for each set of images that show none of the model's classes. */
  List<NonDigitRow> nonDigits(RobustnessEvaluator evaluator) {
    List<NonDigitRow> rows = new ArrayList<>();
    for (WithoutDigit set : withoutDigit) {
      Column image = when(col(RecordSchema.REASON).isNull(), col(InputSchema.IMAGE));
      NonDigitRow row =
          evaluator.nonDigits(set.name(), set.prepared().select(image.as(InputSchema.IMAGE)));
      if (row.rejected() > 0) {
        LOG.warn("{}: {} images can't be taken, and count as refused", set.name(), row.rejected());
      }
      rows.add(row);
    }
    return rows;
  }

  @Override
  public void close() {
    inputs.forEach(InputData::close);
  }
}
