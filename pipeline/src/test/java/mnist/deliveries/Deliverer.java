package mnist.deliveries;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import mnist.input.FileStamp;
import mnist.input.InputFile;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.records.DataFingerprint;
import mnist.records.DividedRecords;
import mnist.records.HoldOutBy;
import mnist.records.IngestedData;
import mnist.store.ModelStore;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Gives a store deliveries.
 *
 * @param directory takes the store and what is ingested
 */
record Deliverer(SparkSession spark, Path directory, SplitRule rule) {

  static final int SIDE = 4;

  /**
   * An image that comes.
   *
   * @param number of the image: equal ones have equal bytes
   */
  record Image(int number, int label, Split split, int group) {

    byte[] pixels() {
      byte[] pixels = new byte[SIDE * SIDE];
      new Random(number).nextBytes(pixels);
      return pixels;
    }
  }

  static SplitRule rule(HoldOutBy by, double fraction) {
    return new SplitRule(7, fraction, by.label(), 0.5);
  }

  Deliveries store() {
    return Deliveries.of(models(), spark.sessionState().newHadoopConf());
  }

  ModelStore models() {
    return ModelStore.at(
        new org.apache.hadoop.fs.Path(directory.resolve("store").toUri()),
        spark.sessionState().newHadoopConf());
  }

  /** Takes them, as if they had been read from a file of this name. */
  Delivery take(String file, List<Image> images) {
    try (StagedDelivery staged =
        store().stage(spark, arrival(file, images), rule, Optional.empty()).orElseThrow()) {
      return staged.publish(Map.of()).orElseThrow();
    }
  }

  Arrival arrival(String file, List<Image> images) {
    return new Arrival(
        ingested(file, images), file, List.of(new FileStamp("file:/" + file, images.size(), 1)));
  }

  /** In an order of their own, which doesn't matter. */
  IngestedData ingested(String file, List<Image> images) {
    List<Row> rows = new ArrayList<>();
    Map<Split, Long> counts = new EnumMap<>(Split.class);
    for (int id = 0; id < images.size(); id++) {
      Image image = images.get(id);
      rows.add(
          RowFactory.create(
              (long) id,
              image.pixels(),
              image.label(),
              SIDE,
              SIDE,
              image.split().value(),
              image.group(),
              null));
      counts.merge(image.split(), 1L, Long::sum);
    }
    Collections.shuffle(rows);
    DataFingerprint described =
        new DataFingerprint(
            DataFingerprint.FORMAT_VERSION,
            null,
            List.of(new InputFile(file, "00" + images.hashCode())),
            Map.of(),
            null,
            SIDE,
            SIDE,
            10,
            null,
            "none",
            rule.seed(),
            rule.validationFraction(),
            rule.holdOutBy(),
            1L << 20,
            0);
    return new DividedRecords(
            spark.createDataFrame(rows, RecordSchema.schema()).repartition(2), counts, described)
        .findOrKeepAs(
            new org.apache.hadoop.fs.Path(
                directory.resolve("ingested-" + UUID.randomUUID()).toUri()));
  }

  /** A delivery's record alone. */
  static Delivery delivery(int number, Instant at, Map<String, Long> images) {
    return new Delivery(
        1,
        DeliveryName.of(number),
        "id of " + number,
        at,
        "somewhere",
        null,
        List.of(),
        List.of(),
        null,
        rule(HoldOutBy.IMAGE, 0.1),
        images,
        0,
        0,
        0,
        0L,
        null,
        null,
        Map.of(),
        Map.of(),
        Map.of());
  }

  Optional<IngestedData> compose(CompositionSettings settings) {
    return store().compose(spark, settings, 1 << 20);
  }
}
