package mnist.deliveries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.files.JsonFiles;
import mnist.files.Sha256;
import mnist.input.InputFile;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.records.DataFingerprint;
import mnist.records.DividedRecords;
import mnist.records.HoldOut;
import mnist.records.IngestedData;
import mnist.store.ModelStore;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/**
 * One data set of a store's deliveries: training images of those in the window, and a part of the
 * older ones; and held out images of all deliveries, as many of each, so that no style of writing
 * is forgotten because it is old. Which image is in a part follows from its content: a larger part
 * has the same ones and more. Images of the test split aren't in it.
 *
 * @param shares of the deliveries that give any, by number
 * @param corrections of the deliveries in which people said what images are that were there, by
 *     number
 */
public record Composition(List<Share> shares, List<Correction> corrections) {

  /** Of the draws of parts, the same for every store. */
  private static final long REPLAY_DRAW = 0x7265706c6179L;

  private static final long VALIDATION_DRAW = 0x76616c6964L;

  /**
   * What a delivery gives.
   *
   * @param delivery its name
   * @param id its id
   * @param train part of its training images, 0 to 1
   * @param validation part of its held out images, 0 to 1
   */
  public record Share(String delivery, String id, double train, double validation)
      implements Serializable {

    private double of(Split split) {
      return switch (split) {
        case TRAIN -> train;
        case VALIDATION -> validation;
        case TEST -> 0;
      };
    }
  }

  /**
   * A delivery in which people said what images are that were there.
   *
   * @param delivery its name
   * @param id its id
   */
  public record Correction(String delivery, String id) {}

  public Composition {
    shares = List.copyOf(shares);
    corrections = List.copyOf(corrections);
  }

  /**
   * Divides the task among deliveries. Those that brought nothing new don't count.
   *
   * @param remembered by number
   */
  static Composition of(List<Delivery> remembered, CompositionSettings settings) {
    List<Delivery> giving =
        remembered.stream()
            .filter(d -> d.count(Split.TRAIN) > 0 || d.count(Split.VALIDATION) > 0)
            .toList();
    Set<String> inWindow =
        settings
            .window()
            .of(giving.stream().filter(d -> d.count(Split.TRAIN) > 0).toList())
            .stream()
            .map(Delivery::name)
            .collect(Collectors.toSet());
    long most =
        EqualShares.of(
            giving.stream().map(d -> d.count(Split.VALIDATION)).toList(),
            settings.maxValidationImages());
    List<Share> shares = new ArrayList<>();
    for (Delivery delivery : giving) {
      double train = inWindow.contains(delivery.name()) ? 1 : settings.replayFraction();
      long held = delivery.count(Split.VALIDATION);
      Share share =
          new Share(
              delivery.name(),
              delivery.id(),
              delivery.count(Split.TRAIN) == 0 ? 0 : train,
              held == 0 ? 0 : Math.min(1, (double) most / held));
      if (share.train() > 0 || share.validation() > 0) {
        shares.add(share);
      }
    }
    return new Composition(
        shares,
        remembered.stream()
            .filter(Delivery::corrects)
            .map(delivery -> new Correction(delivery.name(), delivery.id()))
            .toList());
  }

  /**
   * How many images of each split it would have, about.
   *
   * @param remembered by number
   */
  static Map<Split, Long> foreseen(List<Delivery> remembered, CompositionSettings settings) {
    Composition composition = of(remembered, settings);
    return composition.expected(composition.sources(remembered));
  }

  /** The deliveries that give images, in the order of the shares. */
  private List<Delivery> sources(List<Delivery> remembered) {
    Set<String> giving = shares.stream().map(Share::delivery).collect(Collectors.toSet());
    return remembered.stream().filter(delivery -> giving.contains(delivery.name())).toList();
  }

  /** Names of the deliveries that give images, then those of others that correct them. */
  public List<String> deliveries() {
    return Stream.concat(
            shares.stream().map(Share::delivery), corrections.stream().map(Correction::delivery))
        .distinct()
        .toList();
  }

  /** What each delivery gives, for people. */
  String described() {
    return shares.stream()
        .map(
            share ->
                String.format(
                    Locale.ROOT,
                    "%s (%.3g of its training images, %.3g of those held out)",
                    share.delivery(),
                    share.train(),
                    share.validation()))
        .collect(Collectors.joining(", "));
  }

  /** A name for the data: equal for equal images, whatever they are put together by. */
  private String key(long fileBytes) {
    return Sha256.hex(DataFingerprint.FORMAT_VERSION + "\n" + fileBytes + "\n" + decisive());
  }

  /** What decides the images and their classes. */
  private String decisive() {
    return JsonFiles.toLine(shares)
        + (corrections.isEmpty() ? "" : "\n" + JsonFiles.toLine(corrections));
  }

  /** Where a store keeps the data. */
  Path place(ModelStore models, long fileBytes) {
    return new Path(KeptData.directory(models.path()), key(fileBytes));
  }

  /**
   * The data, found in a directory, or made there.
   *
   * @param remembered by number, as it was made of
   */
  IngestedData findOrKeepAs(
      Path directory,
      SparkSession spark,
      Deliveries deliveries,
      List<Delivery> remembered,
      long fileBytes) {
    List<Delivery> sources = sources(remembered);
    DataFingerprint first = deliveries.fingerprint(sources.get(0));
    spark.sparkContext().setJobDescription("put the deliveries together");
    try {
      return new DividedRecords(
              records(DeliveredRecords.of(spark, deliveries.directory(), sources, remembered)),
              expected(sources),
              described(first, fileBytes))
          .findOrKeepAs(directory);
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private Dataset<Row> records(Dataset<Row> delivered) {
    Map<Integer, Share> byNumber = new HashMap<>();
    shares.forEach(share -> byNumber.put(DeliveryName.number(share.delivery()), share));
    UDF3<Long, String, byte[], Boolean> isGiven =
        (id, name, image) -> {
          Split split = Split.of(name);
          double part = byNumber.get(DeliveryName.numberOf(id)).of(split);
          long draw = split == Split.TRAIN ? REPLAY_DRAW : VALIDATION_DRAW;
          return part >= 1 || part > 0 && new HoldOut(draw, part).holdsOut(image);
        };
    return delivered.where(
        udf(isGiven, DataTypes.BooleanType)
            .apply(col(RecordSchema.ID), col(RecordSchema.SPLIT), col(RecordSchema.IMAGE)));
  }

  private Map<Split, Long> expected(List<Delivery> sources) {
    Map<Split, Long> expected = new EnumMap<>(Split.class);
    for (int i = 0; i < shares.size(); i++) {
      for (Split split : Split.values()) {
        long images = Math.round(shares.get(i).of(split) * sources.get(i).count(split));
        expected.merge(split, images, Long::sum);
      }
    }
    return expected;
  }

  private DataFingerprint described(DataFingerprint first, long fileBytes) {
    return new DataFingerprint(
        DataFingerprint.FORMAT_VERSION,
        null,
        Stream.concat(
                shares.stream()
                    .map(
                        share ->
                            new InputFile(share.delivery(), Sha256.hex(JsonFiles.toLine(share)))),
                corrections.stream()
                    .map(each -> new InputFile("corrections of " + each.delivery(), each.id())))
            .toList(),
        Map.of(),
        null,
        first.height(),
        first.width(),
        first.classes(),
        first.classNames(),
        first.preparation(),
        first.seed(),
        first.validationFraction(),
        first.holdOutBy(),
        fileBytes,
        0,
        deliveries());
  }
}
