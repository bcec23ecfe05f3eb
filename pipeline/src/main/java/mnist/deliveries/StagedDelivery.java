package mnist.deliveries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.Sha256;
import mnist.files.StagedDirectory;
import mnist.files.StorageFailure;
import mnist.input.Broadcasts;
import mnist.input.InputFile;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.progress.RunProgress;
import mnist.records.DataFingerprint;
import mnist.records.DividedRecords;
import mnist.records.ImageHash;
import mnist.store.Decision;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images that may become the next delivery of a store, compared with those that it has. Nothing is
 * written before it is published, so that it can be examined and left.
 *
 * <p>Of equal images one stays: the store's; otherwise the one of the split that sees least (test,
 * then validation), and of that the one with the lowest id. A training image that the store's rule
 * holds out is a validation image; those that the input says are for validation or test stay so.
 */
public final class StagedDelivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StagedDelivery.class);

  /** In the order in which one of equal images is taken. */
  private static final List<Split> SPLITS = List.of(Split.TEST, Split.VALIDATION, Split.TRAIN);

  private static final String RANK = "rank";
  private static final String FIRST = "first";
  private static final String COPIES = "copies";
  private static final String KNOWN = "known";
  private static final String KNOWN_LABEL = "known_label";
  private static final String CONTENT = "content";

  private final SparkSession spark;
  private final Deliveries store;
  private final Optional<Decision> since;
  private final Arrival arrival;
  private final String adopted;
  private final SplitRule rule;
  private final List<Delivery> before;
  private final Optional<Dataset<Row>> known;
  private final int number;
  private final List<Delivery> keptOut;

  /** A row for each image that is neither repeated: its id, rank and label, and what is known. */
  private final Dataset<Row> distinct;

  private final Map<Split, Long> fresh = new EnumMap<>(Split.class);
  private long knownCount;
  private long relabelled;
  private long repeated;
  private String contentHash;
  private Optional<Delivery> sameAs = Optional.empty();

  /**
   * @param since what the store had decided last
   * @param before deliveries whose images the store has
   * @param learned records that count as the store's where there are none of {@code before}
   * @param number that it will have
   * @param adopted as of {@link Delivery#adopted}; splits of such data stay as they are
   * @param keptOut forgotten deliveries whose content isn't taken again
   */
  StagedDelivery(
      SparkSession spark,
      Deliveries store,
      Optional<Decision> since,
      Arrival arrival,
      SplitRule rule,
      List<Delivery> before,
      Optional<Dataset<Row>> learned,
      int number,
      String adopted,
      List<Delivery> keptOut) {
    this.spark = spark;
    this.store = store;
    this.since = since;
    this.arrival = arrival;
    this.rule = rule;
    this.before = List.copyOf(before);
    this.known =
        before.isEmpty()
            ? learned
            : Optional.of(DeliveredRecords.of(spark, store.directory(), before, before));
    this.number = number;
    this.adopted = adopted;
    this.keptOut = List.copyOf(keptOut);
    this.distinct = distinct().persist();
    try {
      compare();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    keepOut();
  }

  /** The images as they came, those among them that aren't new. */
  public Arrival arrival() {
    return arrival;
  }

  /** How many new images it has. */
  public long count() {
    return fresh.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether a challenger's data are others with it: it has new ones, or corrects classes. */
  public boolean matters() {
    return count(Split.TRAIN) > 0 || count(Split.VALIDATION) > 0 || foreseen().corrects();
  }

  /** How many new images a split would get. */
  public long count(Split split) {
    return fresh.getOrDefault(split, 0L);
  }

  /** Records of the images that the store has; empty if none are known. */
  public Optional<Dataset<Row>> knownImages() {
    return known;
  }

  /** How many images the store has. */
  public long known() {
    return knownCount;
  }

  /** How many of those came with another class than they had. */
  public long relabelled() {
    return relabelled;
  }

  /** How many images were in it before. */
  public long repeated() {
    return repeated;
  }

  /** The forgotten delivery with the same content, for whose sake nothing of this one is taken. */
  public Optional<Delivery> sameAs() {
    return sameAs;
  }

  /** How many records came that can't be used. */
  public long quarantined() {
    return sameAs.isPresent() ? 0 : arrival.images().fingerprint().quarantined();
  }

  /** Those, with the ids that they will have. */
  private Dataset<Row> quarantine() {
    return arrival
        .images()
        .quarantine()
        .where(lit(sameAs.isEmpty()))
        .withColumn(RecordSchema.ID, col(RecordSchema.ID).plus(lit(DeliveryName.firstId(number))));
  }

  /** The new images, columns as of {@link RecordSchema}, with the ids that they will have. */
  public Dataset<Row> newImages() {
    Dataset<Row> firsts =
        distinct
            .where(sameAs.isPresent() ? lit(false) : col(KNOWN).isNull())
            .select(
                col(FIRST).getField(RecordSchema.ID).as(RecordSchema.ID),
                col(FIRST).getField(RANK).as(RANK));
    Column split = lit(null);
    for (Split each : SPLITS) {
      split = when(col(RANK).equalTo(SPLITS.indexOf(each)), lit(each.value())).otherwise(split);
    }
    Dataset<Row> records =
        arrival
            .images()
            .records()
            .join(firsts, RecordSchema.ID)
            .withColumn(RecordSchema.SPLIT, split)
            .withColumn(
                RecordSchema.ID, col(RecordSchema.ID).plus(lit(DeliveryName.firstId(number))));
    return DeliveredRecords.inOrder(records);
  }

  /** Each image of the delivery once. */
  private Dataset<Row> distinct() {
    Column split = col(RecordSchema.SPLIT);
    Column held =
        adopted == null
            ? when(
                    split.equalTo(Split.TRAIN.value()).and(rule.holdOut().isHeldOut(rule.by())),
                    lit(Split.VALIDATION.value()))
                .otherwise(split)
            : split;
    Column rank = lit(null);
    for (Split each : SPLITS) {
      rank = when(held.equalTo(each.value()), lit(SPLITS.indexOf(each))).otherwise(rank);
    }
    Column[] hashes = ImageHash.columns();
    Dataset<Row> firsts =
        ImageHash.addedTo(arrival.images().records().withColumn(RANK, rank))
            .groupBy(hashes)
            .agg(
                min(struct(col(RANK), col(RecordSchema.ID), col(RecordSchema.LABEL))).as(FIRST),
                functions.count(lit(1)).as(COPIES));
    Dataset<Row> ofStore =
        ImageHash.addedTo(
                known.orElseGet(
                    () -> DeliveredRecords.of(spark, store.directory(), List.of(), List.of())))
            .select(
                Stream.concat(
                        Stream.of(hashes),
                        Stream.of(lit(true).as(KNOWN), col(RecordSchema.LABEL).as(KNOWN_LABEL)))
                    .toArray(Column[]::new));
    return firsts.join(ofStore, ImageHash.COLUMNS.toArray(String[]::new), "left_outer");
  }

  private void compare() {
    spark.sparkContext().setJobDescription("compare the delivery with the store's images");
    try {
      Column isKnown = col(KNOWN).isNotNull();
      Column label = col(FIRST).getField(RecordSchema.LABEL);
      long content = 0;
      for (Row row :
          distinct
              .withColumn(
                  CONTENT,
                  xxhash64(
                      Stream.concat(Stream.of(ImageHash.columns()), Stream.of(label, col(COPIES)))
                          .toArray(Column[]::new)))
              .groupBy(
                  col(FIRST).getField(RANK).as(RANK),
                  isKnown.as(KNOWN),
                  isKnown.and(label.notEqual(col(KNOWN_LABEL))).as(KNOWN_LABEL))
              .agg(
                  functions.count(lit(1)),
                  sum(col(COPIES)),
                  max(col(FIRST).getField(RecordSchema.ID)),
                  expr("bit_xor(" + CONTENT + ")"))
              .collectAsList()) {
        requireOwnIds(row.getLong(5));
        content ^= row.getLong(6);
        long images = row.getLong(3);
        repeated += row.getLong(4) - images;
        if (row.getBoolean(1)) {
          knownCount += images;
          relabelled += row.getBoolean(2) ? images : 0;
        } else {
          fresh.merge(SPLITS.get(row.getInt(0)), images, Long::sum);
        }
      }
      contentHash = String.format(Locale.ROOT, "%016x", content);
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  /** Takes nothing of what is forgotten, whatever its files are called now. */
  private void keepOut() {
    sameAs = keptOut.stream().filter(this::hasContentOf).findFirst();
    sameAs.ifPresent(
        delivery -> {
          LOG.warn(
              "{} has the content of {}, which is forgotten, so none of its images are taken; to"
                  + " take them, run: deliveries forget {} --take-again --reason TEXT, and then"
                  + " the same command again",
              arrival.source(),
              delivery.name(),
              delivery.name());
          fresh.clear();
          knownCount = 0;
          relabelled = 0;
          repeated = 0;
        });
  }

  private boolean hasContentOf(Delivery delivery) {
    return delivery.contentHash() == null
        ? hashes(delivery.contents()).equals(hashes(arrival.images().fingerprint().files()))
        : delivery.contentHash().equals(contentHash);
  }

  private static List<String> hashes(List<InputFile> files) {
    return files.stream().map(InputFile::sha256).toList();
  }

  /** Ids of what was put together tell of other deliveries. */
  private void requireOwnIds(long id) {
    if (id >= DeliveryName.firstId(1)) {
      throw new InvalidInputException(
          "Cannot take %s: it was put together from deliveries".formatted(arrival.source()),
          "give the files that these were read from");
    }
  }

  /**
   * Makes it a delivery.
   *
   * @param examination as of {@link Delivery#examination}
   * @return empty if another process has published one meanwhile, so that this one has to be staged
   *     again
   * @throws mnist.InvalidInputException if the store can't be written
   * @throws mnist.UnavailableException if storage fails, or the store is another meanwhile
   */
  public Optional<Delivery> publish(Map<String, Object> examination) {
    store.requireStill(since);
    Configuration conf = spark.sessionState().newHadoopConf();
    spark.sparkContext().setJobDescription("write the delivery");
    try (StagedDirectory staged = StagedDirectory.inside(store.directory(), conf)) {
      DataFingerprint made =
          new DividedRecords(newImages(), fresh, described())
              .writeInto(staged.path(), quarantine());
      if (arrival.labelling().isPresent() && knownCount > 0) {
        Corrections.write(said(), staged.path());
      }
      Delivery delivery = delivery(made, examination, staged.path(), conf);
      JsonFiles.write(new Path(staged.path(), DeliveryStorage.FILE), delivery, conf);
      store.requireStill(since);
      if (!staged.publishAs(new Path(store.directory(), delivery.name()))) {
        return Optional.empty();
      }
      store.recordTaken(delivery);
      return Optional.of(delivery);
    } catch (IOException e) {
      throw StorageFailure.of(
          "Cannot write a delivery into " + store.directory(),
          "choose a store in a directory that can be written",
          e);
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  /**
   * What people said of images that the store has, also where they only confirm a class: what made
   * it may be forgotten.
   */
  private Dataset<Row> said() {
    return distinct
        .where(col(KNOWN).isNotNull())
        .select(
            Stream.concat(
                    Stream.of(ImageHash.columns()),
                    Stream.of(col(FIRST).getField(RecordSchema.LABEL).as(RecordSchema.LABEL)))
                .toArray(Column[]::new));
  }

  /** What it would be, but for what is known when it is written. */
  Delivery foreseen() {
    return delivery("not taken", this::count, Map.of(), Map.of(), Map.of());
  }

  private Delivery delivery(
      DataFingerprint made, Map<String, Object> examination, Path staged, Configuration conf)
      throws IOException {
    FileSystem files = staged.getFileSystem(conf);
    Map<String, Long> parts = new HashMap<>();
    Map<String, String> hashes = new HashMap<>();
    for (FileStatus file : RunProgress.filesIn(staged, files)) {
      if (!file.getPath().getName().startsWith("_")) {
        String path =
            file.getPath().toUri().getPath().substring(staged.toUri().getPath().length() + 1);
        parts.put(path, file.getLen());
        try (InputStream in = files.open(file.getPath())) {
          hashes.put(path, Sha256.ofStream(in));
        }
      }
    }
    return delivery(made.id(), split -> made.counts(split).records(), examination, parts, hashes);
  }

  private Delivery delivery(
      String id,
      ToLongFunction<Split> counts,
      Map<String, Object> examination,
      Map<String, Long> parts,
      Map<String, String> hashes) {
    Map<String, Long> images = new HashMap<>();
    for (Split split : Split.values()) {
      images.put(split.value(), counts.applyAsLong(split));
    }
    return new Delivery(
        Delivery.FORMAT_VERSION,
        DeliveryName.of(number),
        id,
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        arrival.source(),
        adopted,
        arrival.files(),
        arrival.images().fingerprint().files(),
        contentHash,
        rule,
        images,
        knownCount,
        relabelled,
        repeated,
        quarantined(),
        sameAs.map(Delivery::name).orElse(null),
        arrival.labelling().orElse(null),
        examination,
        parts,
        hashes);
  }

  /** Which images are new depends on those that the store has. */
  private DataFingerprint described() {
    DataFingerprint came = arrival.images().fingerprint();
    List<InputFile> files = new ArrayList<>(came.files());
    files.add(
        new InputFile(
            "deliveries before",
            Sha256.hex(before.stream().map(Delivery::id).collect(Collectors.joining("\n")))));
    return new DataFingerprint(
        DataFingerprint.FORMAT_VERSION,
        null,
        files,
        Map.of(),
        null,
        came.height(),
        came.width(),
        came.classes(),
        came.classNames(),
        came.preparation(),
        rule.seed(),
        rule.validationFraction(),
        rule.holdOutBy(),
        came.fileBytes(),
        quarantined());
  }

  @Override
  public void close() {
    Broadcasts.unlessStopping(spark.sparkContext(), distinct::unpersist);
  }
}
