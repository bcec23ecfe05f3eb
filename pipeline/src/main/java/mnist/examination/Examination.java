package mnist.examination;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.calibration.AcceptanceRule;
import mnist.calibration.Calibration;
import mnist.calibration.EnergyQuantiles;
import mnist.calibration.FixedPointSum;
import mnist.calibration.TemperatureScaling;
import mnist.drift.ReferenceProfile;
import mnist.drift.VersionProfile;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.model.DigitModel;
import mnist.model.ImageFormat;
import mnist.profile.Profile;
import mnist.records.HoldOut;
import mnist.records.HoldOutBy;
import mnist.records.ImageHash;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts what findings are told of, in five Spark jobs: classes, contents, pixels, the champion's
 * answers, and its answers to a few images looked at every way. Of large deliveries the champion
 * reads a sample, drawn by the images' hashes, so that it is the same however often they are
 * delivered.
 */
public final class Examination {
  private static final String HASH = ImageHash.COLUMNS.get(0);
  private static final String OTHER_HASH = ImageHash.COLUMNS.get(1);

  /** Of the draws of the samples. */
  private static final long SCORED = 0x73636f726564L;

  private static final long TURNED = 0x7475726e6564L;

  /** Groups that each kind of images is cut into, so that each kind has several examples. */
  private static final int BUCKETS = 8;

  private static final List<Check> OF_CHAMPION =
      List.of(
          Check.NEW_CLASSES,
          Check.LABEL_AGREEMENT,
          Check.CLASS_AGREEMENT,
          Check.ORIENTATION,
          Check.NOISE,
          Check.NEW_STYLE,
          Check.PIXEL_DRIFT);

  private static final List<Check> OF_CLASSES =
      List.of(Check.MISSING_CLASSES, Check.NEW_CLASSES, Check.CLASS_BALANCE);

  private final JavaSparkContext spark;
  private final Known known;
  private final ScoreSettings scoring;
  private final ExaminationSettings settings;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Check, String> notExamined = new EnumMap<>(Check.class);

  private Examination(
      JavaSparkContext spark, Known known, ScoreSettings scoring, ExaminationSettings settings) {
    this.spark = spark;
    this.known = known;
    this.scoring = scoring;
    this.settings = settings;
  }

  /**
   * Examines a delivery.
   *
   * @param delivery columns {@code id} long, {@code image} binary, {@code label} int and {@code
   *     split} string; of the size and classes that the champion takes
   * @param scoring by which the champion is applied
   */
  public static Findings of(
      JavaSparkContext spark,
      Dataset<Row> delivery,
      Known known,
      ScoreSettings scoring,
      ExaminationSettings settings) {
    RecordSchema.check(
        "delivery",
        delivery.schema(),
        RecordSchema.ID,
        RecordSchema.IMAGE,
        RecordSchema.LABEL,
        RecordSchema.SPLIT);
    return new Examination(spark, known, scoring, settings).examine(delivery);
  }

  private Findings examine(Dataset<Row> delivery) {
    ContentChecks contents = new ContentChecks(contents(delivery));
    findings.addAll(contents.findings(settings));
    if (known.images().isEmpty()) {
      notExamined.put(
          Check.COPIES_OF_HELD_OUT, "the images that the store has seen so far aren't known");
    }
    classes(delivery);
    if (known.champion().isPresent()) {
      champion(known.champion().get(), delivery, contents.images());
    } else {
      OF_CHAMPION.forEach(check -> notExamined.put(check, "the store has no champion"));
    }
    return Findings.of(contents.images(), findings, notExamined, settings);
  }

  private void classes(Dataset<Row> delivery) {
    if (known.perClass().isEmpty()) {
      OF_CLASSES.forEach(
          check ->
              notExamined.put(check, "how many images of each class are known isn't recorded"));
      return;
    }
    Long[] counts = new Long[known.perClass().size()];
    Arrays.fill(counts, 0L);
    for (Row row :
        delivery
            .where(isOfTest(col(RecordSchema.SPLIT)).equalTo(false))
            .where(col(RecordSchema.LABEL).between(0, counts.length - 1))
            .groupBy(RecordSchema.LABEL)
            .count()
            .collectAsList()) {
      counts[row.getInt(0)] = row.getLong(1);
    }
    if (Arrays.stream(counts).allMatch(count -> count == 0)) {
      OF_CLASSES.forEach(check -> notExamined.put(check, "no image is there to train on"));
      return;
    }
    findings.addAll(new ClassChecks(known.perClass(), List.of(counts)).findings(settings));
  }

  private List<ContentGroup> contents(Dataset<Row> delivery) {
    Column label = col(RecordSchema.LABEL);
    Column split = col(RecordSchema.SPLIT);
    Dataset<Row> contents =
        ImageHash.addedTo(delivery)
            .groupBy(HASH, OTHER_HASH)
            .agg(
                count(lit(1)).as("images"),
                min(RecordSchema.ID).as("example"),
                min(label).as("least"),
                max(label).as("most"),
                max(isOfTest(split).equalTo(false)).as("outside_test"),
                max(split.equalTo(Split.TRAIN.value())).as("trained"));
    Column isKnown = lit(false);
    Column isHeldOut = lit(false);
    Column isRelabelled = lit(false);
    Column isTrained = lit(false);
    if (known.images().isPresent()) {
      Dataset<Row> before =
          ImageHash.addedTo(known.images().get())
              .groupBy(col(HASH).as("known_hash"), col(OTHER_HASH).as("known_other_hash"))
              .agg(
                  min(label).as("known_least"),
                  max(label).as("known_most"),
                  max(isOfTest(split)).as("known_test"),
                  max(split.equalTo(Split.VALIDATION.value())).as("known_validation"));
      // Named apart: a join by names takes Scala's collections.
      contents =
          contents.join(
              before,
              col(HASH)
                  .equalTo(col("known_hash"))
                  .and(col(OTHER_HASH).equalTo(col("known_other_hash"))),
              "left");
      Column isTest = coalesce(col("known_test"), lit(false));
      Column isValidation = coalesce(col("known_validation"), lit(false));
      isKnown = col("known_test").isNotNull();
      isHeldOut = isTest.or(isValidation);
      isRelabelled =
          coalesce(
              col("least").notEqual(col("known_least")).or(col("most").notEqual(col("known_most"))),
              lit(false));
      isTrained = isTest.and(col("outside_test")).or(isValidation.and(col("trained")));
    }
    return contents
        .groupBy(
            col("images").gt(1).as("repeated"),
            coalesce(col("least").lt(col("most")), lit(false)).as("conflicting"),
            isKnown.as("known"),
            isHeldOut.as("held_out"),
            isRelabelled.as("relabelled"),
            isTrained.as("would_train"),
            bucket(col(HASH)).as("bucket"))
        .agg(count(lit(1)), sum("images"), min("example"))
        .drop("bucket")
        .collectAsList()
        .stream()
        .map(
            row ->
                new ContentGroup(
                    row.getBoolean(0),
                    row.getBoolean(1),
                    row.getBoolean(2),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8)))
        .toList();
  }

  /** What the champion says of the labels and of the images. */
  private void champion(StoredVersion version, Dataset<Row> delivery, long images) {
    List<Integer> news =
        IntStream.range(0, known.perClass().size())
            .filter(label -> !known.has(label))
            .boxed()
            .toList();
    Dataset<Row> labelled =
        delivery
            .where(col(RecordSchema.LABEL).isNotNull())
            .where(not(col(RecordSchema.LABEL).isin(news.toArray())));
    DigitModel model = version.load(spark.hadoopConfiguration());
    pixels(
        version,
        new ImageFormat(model.height(), model.width(), model.classes()),
        sample(
            delivery.where(col(RecordSchema.LABEL).isNotNull()),
            SCORED,
            settings.scored(),
            images));
    Optional<Calibration> calibration = Calibration.of(version, spark.hadoopConfiguration());
    EnergyQuantiles energies = calibration.map(Calibration::energyQuantiles).orElse(null);
    if (energies == null) {
      for (Check check : List.of(Check.NOISE, Check.NEW_STYLE)) {
        notExamined.put(
            check, "champion %s doesn't know what is novel to it".formatted(version.name()));
      }
    }
    try (Scorer scorer = new Scorer(spark, model, scoring)) {
      Answers answers =
          answers(
              scorer,
              sample(labelled, SCORED, settings.scored(), images),
              calibration.map(Calibration::temperature).orElse(1.0),
              energies);
      LabelChecks labels = new LabelChecks(answers, model.classes(), version.name());
      findings.addAll(labels.findings(settings));
      labels
          .obstacle(settings)
          .ifPresent(
              reason -> {
                notExamined.put(Check.LABEL_AGREEMENT, reason);
                notExamined.put(Check.CLASS_AGREEMENT, reason);
              });
      if (energies != null) {
        boolean reads = calibration.get().calibratedLoss() < Math.log(model.classes()) / 2;
        new NoveltyChecks(answers, reads, version.name())
            .finding(settings)
            .ifPresent(findings::add);
      }
      orientation(
              scorer, model, sample(labelled, TURNED, settings.turned(), images), version.name())
          .finding(settings)
          .ifPresent(findings::add);
    }
  }

  /** What the images look like beside the champion's training images. */
  private void pixels(StoredVersion version, ImageFormat format, Dataset<Row> images) {
    Optional<Profile> reference = VersionProfile.of(version, spark.hadoopConfiguration());
    if (reference.isEmpty()) {
      notExamined.put(
          Check.PIXEL_DRIFT,
          "champion %s doesn't know what its images looked like".formatted(version.name()));
      return;
    }
    PixelDrift drift =
        new PixelDrift(reference.get(), ReferenceProfile.ofImages(images, format), version.name());
    Optional<String> obstacle = drift.obstacle(settings);
    if (obstacle.isPresent()) {
      notExamined.put(Check.PIXEL_DRIFT, obstacle.get());
      return;
    }
    try {
      drift.finding(settings).ifPresent(findings::add);
    } catch (InvalidInputException e) {
      notExamined.put(Check.PIXEL_DRIFT, e.problem());
    }
  }

  private Answers answers(
      Scorer scorer, Dataset<Row> images, double temperature, EnergyQuantiles energies) {
    AcceptanceRule familiar = new AcceptanceRule(0f, energies, (float) settings.maxNovelty());
    Column confidence =
        array_max(new TemperatureScaling(temperature).scaled(col(PredictionSchema.PROBABILITY)))
            .cast(DataTypes.DoubleType);
    Dataset<Row> answered =
        scorer
            .predicted(images.select(RecordSchema.ID, RecordSchema.LABEL, RecordSchema.IMAGE))
            .withColumn("calibrated", confidence)
            .withColumn("novel", not(familiar.isFamiliar(col(PredictionSchema.ENERGY))));
    return new Answers(
        answered
            .groupBy(
                col(RecordSchema.LABEL),
                col(PredictionSchema.PREDICTION),
                col("calibrated").geq(settings.minConfidence()).as("sure"),
                col("novel"),
                bucket(xxhash64(col(RecordSchema.ID))).as("bucket"))
            .agg(count(lit(1)), FixedPointSum.sum(col("calibrated")), min(RecordSchema.ID))
            .drop("bucket")
            .collectAsList()
            .stream()
            .map(
                row ->
                    new AnswerGroup(
                        row.getInt(0),
                        row.getInt(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getLong(4),
                        FixedPointSum.mean(row.getLong(5), 1),
                        row.getLong(6)))
            .toList());
  }

  /** Looks at each of a few images every way. */
  private static OrientationCheck orientation(
      Scorer scorer, DigitModel model, Dataset<Row> images, String champion) {
    int height = model.height();
    int width = model.width();
    List<View> views = View.others(height == width);
    FlatMapFunction<Row, Row> everyWay =
        row -> {
          byte[] image = row.getAs(2);
          List<Row> seen = new ArrayList<>();
          seen.add(RowFactory.create(row.get(0), row.get(1), -1, image));
          for (int i = 0; i < views.size(); i++) {
            seen.add(
                RowFactory.create(
                    row.get(0), row.get(1), i, views.get(i).of(image, height, width)));
          }
          return seen.iterator();
        };
    StructType schema =
        new StructType()
            .add(RecordSchema.ID, DataTypes.LongType)
            .add(RecordSchema.LABEL, DataTypes.IntegerType)
            .add("view", DataTypes.IntegerType)
            .add(RecordSchema.IMAGE, DataTypes.BinaryType);
    List<Row> read =
        scorer
            .predicted(
                images
                    .select(RecordSchema.ID, RecordSchema.LABEL, RecordSchema.IMAGE)
                    .flatMap(everyWay, Encoders.row(schema)))
            .select(
                col(RecordSchema.ID),
                col("view"),
                col(RecordSchema.LABEL).equalTo(col(PredictionSchema.PREDICTION)))
            .collectAsList();
    Set<Long> all = new HashSet<>();
    Set<Long> asTheyAre = new HashSet<>();
    for (Row row : read) {
      all.add(row.getLong(0));
      if (row.getInt(1) < 0 && row.getBoolean(2)) {
        asTheyAre.add(row.getLong(0));
      }
    }
    Map<View, List<Long>> explained = new HashMap<>();
    for (Row row : read) {
      if (row.getInt(1) >= 0 && row.getBoolean(2) && !asTheyAre.contains(row.getLong(0))) {
        explained
            .computeIfAbsent(views.get(row.getInt(1)), view -> new ArrayList<>())
            .add(row.getLong(0));
      }
    }
    explained.values().forEach(Collections::sort);
    return new OrientationCheck(all.size(), asTheyAre.size(), explained, champion);
  }

  private static Dataset<Row> sample(Dataset<Row> images, long draw, int wanted, long all) {
    return all <= wanted
        ? images
        : images.where(new HoldOut(draw, (double) wanted / all).isHeldOut(HoldOutBy.IMAGE));
  }

  private static Column bucket(Column hash) {
    return pmod(hash, lit(BUCKETS));
  }

  private static Column isOfTest(Column split) {
    return split.equalTo(Split.TEST.value());
  }
}
