package mnist.records;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.Sha256;
import mnist.input.ImageInput;
import mnist.input.InputFile;
import mnist.input.InputSchema;
import mnist.input.InputSurvey;
import mnist.input.KeyText;
import mnist.input.OtherSize;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.prepare.Preparation;
import mnist.prepare.PreparedImages;
import mnist.records.TallyAccumulator.Tally;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input that has been read once, so that it is known what its records are.
 *
 * @param input the images
 * @param pictures what is done to them
 * @param settings on this input
 * @param survey what it holds
 * @param classes what its labels mean
 * @param size of the images that are taken, which most have
 * @param rows the input's, prepared
 */
record SurveyedInput(
    ImageInput input,
    PreparedImages pictures,
    IngestSettings settings,
    InputSurvey survey,
    ClassNames classes,
    InputSurvey.Size size,
    Dataset<Row> rows) {

  /** Part of the training images; of MNIST's, all but a few in ten thousand. */
  private static final double LIKE_MNIST = 0.99;

  /** What decides what ingested data hold: equal for equal data. */
  private record Key(
      int formatVersion,
      List<InputFile> files,
      Set<Split> splits,
      IngestSettings settings,
      PreparedImages pictures) {}

  /**
   * Reads an input.
   *
   * @throws InvalidInputException if it holds no images, none that can be read, or no labels
   */
  static SurveyedInput of(ImageInput input, PreparedImages pictures, IngestSettings settings) {
    boolean asStored = !pictures.ofAll() && !pictures.transpose();
    Dataset<Row> rows = prepared(input, pictures, settings);
    InputSurvey survey = input.survey(rows, asStored);
    if (survey.count() == 0) {
      throw new InvalidInputException(
          "Invalid input " + input.name() + ": expected images, but found 0",
          "give files that hold some");
    }
    InputSurvey.Size size =
        survey
            .commonestSize()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Invalid input %s: none of its %d images can be read"
                            .formatted(input.name(), survey.count()),
                        "try the job score, whose rejects say why"));
    if (survey.labels().isEmpty()) {
      throw new InvalidInputException(
          "Cannot find labels for " + input.name() + ": no image has one",
          "put image files into a directory for each class, such as 7/a.png, give a table of names"
              + " and labels with --labels, or name a table's column with --label-column");
    }
    ClassNames classes = ClassNames.of(survey.labels(), settings);
    return new SurveyedInput(
        input, pictures, settings.on(survey, classes), survey, classes, size, rows);
  }

  private static Dataset<Row> prepared(
      ImageInput input, PreparedImages pictures, IngestSettings settings) {
    return pictures
        .of(input)
        .withColumn(
            InputSchema.SPLIT, coalesce(col(InputSchema.SPLIT), lit(settings.split().value())));
  }

  /** How many images there are, for people. */
  String counts() {
    return survey.count()
        + " images: "
        + Stream.of(Split.values())
            .filter(split -> survey.count(split) > 0)
            .map(split -> survey.count(split) + " " + split.value())
            .collect(Collectors.joining(", "));
  }

  /** What may be meant otherwise, with the options that say so. */
  List<String> hints() {
    List<String> hints = new ArrayList<>();
    ClassNames.outOfRange(survey.labels(), settings).ifPresent(hints::add);
    if (survey.sizes().size() > 1) {
      hints.add(
          "images have %d sizes: if they show digits on paper, give --prepare mnist, or else bring them to one size"
              .formatted(survey.sizes().size()));
    }
    return hints;
  }

  /** A name for what is ingested from it: equal for equal data and settings. */
  String key() {
    return Sha256.hex(
        JsonFiles.toLine(
            new Key(
                DataFingerprint.FORMAT_VERSION,
                survey.filesWithGroups(),
                survey.splits().keySet(),
                settings,
                pictures)));
  }

  /**
   * Records of {@link RecordSchema}, and why one by itself can't be used; validation images aren't
   * held out yet.
   */
  Dataset<Row> records() {
    Dataset<Row> numbered = input.numbered(rows, survey);
    Column given = col(InputSchema.LABEL);
    Column classOf = classes.label(given);
    Column noClass =
        when(
            given.isNotNull().and(classOf.isNull()),
            concat(lit("the label is none of the classes: "), given));
    Dataset<Row> records =
        numbered
            .withColumn(RecordSchema.KEY, KeyText.of(numbered.schema()))
            .withColumn(RecordSchema.REASON, coalesce(col(RecordSchema.REASON), noClass))
            .withColumn(RecordSchema.LABEL, classOf)
            .withColumn(
                RecordSchema.REASON,
                coalesce(
                    col(RecordSchema.REASON),
                    OtherSize.reason(size.height(), size.width(), "most are"),
                    Quarantine.reason(settings.classes())));
    return records.select(
        Stream.of(RecordSchema.quarantineSchema().fieldNames())
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  /**
   * The files to write. Which images are held out or can't be used shows when they are read; of how
   * many are there, it is known.
   */
  Shards shards() {
    Map<Split, Long> rows = new EnumMap<>(Split.class);
    rows.putAll(survey.splits());
    long train = survey.count(Split.TRAIN);
    long heldOut = Math.round(settings.validationFraction() * train);
    rows.put(Split.TRAIN, train - heldOut);
    rows.merge(Split.VALIDATION, heldOut, Long::sum);
    return Shards.of(rows, size.pixels(), settings.fileBytes());
  }

  /** How many files some records take. */
  int files(long records) {
    return Shards.files(records, size.pixels(), settings.fileBytes());
  }

  /** Tells training and validation images that are also test images; empty if there are none. */
  Optional<TestCopies> testCopies() {
    if (survey.count(Split.TEST) == 0) {
      return Optional.empty();
    }
    Dataset<Row> images =
        prepared(input.only(Split.TEST), pictures, settings)
            .where(
                col(RecordSchema.SPLIT)
                    .equalTo(Split.TEST.value())
                    .and(col(RecordSchema.REASON).isNull()));
    return Optional.of(TestCopies.of(images, survey.count(Split.TEST)));
  }

  /**
   * What is known of the data once they are written.
   *
   * @param quarantined records that can't be used
   */
  DataFingerprint fingerprint(Tally tally, long quarantined) {
    boolean byGroup = settings.holdOutBy() == HoldOutBy.GROUP;
    return new DataFingerprint(
            DataFingerprint.FORMAT_VERSION,
            null,
            byGroup ? survey.filesWithGroups() : survey.files(),
            tally.splits(),
            tally.pixels(),
            size.height(),
            size.width(),
            settings.classes(),
            classes.names(),
            preparation(tally).label(),
            settings.seed(),
            settings.validationFraction(),
            byGroup ? settings.holdOutBy().label() : null,
            settings.fileBytes(),
            quarantined)
        .withId();
  }

  /** As MNIST's images are, if they were made so or turn out to be so. */
  private Preparation preparation(Tally tally) {
    boolean isMnist =
        pictures.preparation() == Preparation.MNIST
            || (tally.train() > 0 && tally.likeMnist() >= LIKE_MNIST * tally.train());
    return isMnist ? Preparation.MNIST : Preparation.NONE;
  }
}
