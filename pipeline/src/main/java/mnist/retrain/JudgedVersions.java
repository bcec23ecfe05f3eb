package mnist.retrain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import mnist.evaluate.Disagreement;
import mnist.gate.JudgedImages;
import mnist.gate.JudgedModel;
import mnist.gate.Judging;
import mnist.input.RecordSchema;
import mnist.score.ScoreSettings;
import mnist.store.StoredVersion;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Versions that were asked about the same images. Close them when all has been computed. */
final class JudgedVersions implements AutoCloseable {

  private static final String DELIVERY = "delivery";
  private static final String CHALLENGER = "challenger";
  private static final String CHAMPION = "champion";
  private static final String BEST = "best";

  /** Images that one model alone gets right, of each model. */
  private static final int SHOWN = 24;

  private final Dataset<Row> images;
  private final List<AskedVersion> asked = new ArrayList<>();

  /**
   * @param images one or more that no version has seen
   * @param earlier champions before
   */
  JudgedVersions(
      Dataset<Row> images,
      StoredVersion challenger,
      StoredVersion champion,
      List<StoredVersion> earlier,
      JavaSparkContext spark,
      ScoreSettings settings) {
    this.images = images;
    try {
      Stream.concat(Stream.of(challenger, champion), earlier.stream())
          .forEach(version -> asked.add(AskedVersion.about(images, version, spark, settings)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * What a gate decides by.
   *
   * @param delivery of an image, as text
   * @param classes that the champion knows
   */
  Judging judging(Column delivery, SortedSet<Integer> classes) {
    AskedVersion challenger = asked.get(0);
    AskedVersion champion = asked.get(1);
    // Of several the first: the champion itself, before earlier ones.
    AskedVersion best =
        asked.subList(1, asked.size()).stream()
            .sorted(Comparator.comparing(AskedVersion::right).reversed())
            .findFirst()
            .orElseThrow();
    List<JudgedImages> judged =
        images
            .select(col(RecordSchema.ID), col(RecordSchema.LABEL), delivery.as(DELIVERY))
            .join(challenger.rightAs(CHALLENGER), RecordSchema.ID)
            .join(champion.rightAs(CHAMPION), RecordSchema.ID)
            .join(best.rightAs(BEST), RecordSchema.ID)
            .groupBy(RecordSchema.LABEL, DELIVERY, CHALLENGER, CHAMPION, BEST)
            .agg(count(lit(1)))
            .collectAsList()
            .stream()
            .map(
                row ->
                    new JudgedImages(
                        row.getInt(0),
                        row.getString(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getLong(5)))
            .toList();
    JudgedModel ofChampion = champion.figures();
    return new Judging(
        judged,
        classes,
        challenger.figures(),
        ofChampion,
        best == champion ? ofChampion : best.figures());
  }

  /** Images to look at. */
  DifferingImages differing() {
    List<Disagreement> answers =
        Disagreement.of(asked.get(1).predictions(), asked.get(0).predictions(), SHOWN);
    Object[] ids = answers.stream().map(Disagreement::id).toArray();
    Map<Long, byte[]> pixels = new HashMap<>();
    images
        .where(col(RecordSchema.ID).isin(ids))
        .select(RecordSchema.ID, RecordSchema.IMAGE)
        .collectAsList()
        .forEach(row -> pixels.put(row.getLong(0), row.getAs(1)));
    return new DifferingImages(answers, pixels);
  }

  @Override
  public void close() {
    asked.forEach(AskedVersion::close);
  }
}
