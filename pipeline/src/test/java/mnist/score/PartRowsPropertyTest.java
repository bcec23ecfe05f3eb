package mnist.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.profile.Measure;
import mnist.profile.ProfileCounts;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;

/**
 * Rows of a part on their way: from its splits, each scored by a task, sorted by their places, to
 * predictions and rejects. In place of a model is one that knows the answers.
 */
class PartRowsPropertyTest {

  /** Carried: two columns, of which rejects keep the first. */
  private static final int CARRIED = 2;

  private static final int KEPT = 1;
  private static final int COLUMNS = 3 + CARRIED + 7;
  private static final int PART = 7;

  /** The first column names an image. */
  private static final Reviewed REVIEWED = new Reviewed(3, List.of(0));

  private static final PredictionPredicate ACCEPTED =
      (confidence, energy) -> confidence >= 0.5f && energy <= -5;
  private static final AnswerCount COUNTED =
      (counts, bins, prediction, probabilities, energy) -> {
        counts.add(Measure.PREDICTION, prediction);
        if (bins != null) {
          counts.add(Measure.NOVELTY, bins[0] / 100.0);
        }
      };

  /**
   * A split's rows in order.
   *
   * @param fault whether its file can't be read after them
   */
  private record Split(List<Row> rows, boolean fault) {}

  @Property(tries = 300)
  void rowsOfSoundSplitsArriveInOrderAndAreCounted(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<Split> splits = splits(random);
    LongAccumulator splitsRead = new LongAccumulator();
    LongAccumulator rowsRead = new LongAccumulator();
    // Whichever task is done first; sorted as Spark does before they are written.
    List<Row> scored = scored(splits, splitsRead, rowsRead);
    scored.sort(Comparator.comparingLong(row -> row.getLong(1)));

    PartTallies tallies = new PartTallies();
    List<Row> predictions =
        all(
            PartRows.predictions(
                    new int[] {-1, PART}, CARRIED, tallies, ACCEPTED, COUNTED, 3, REVIEWED)
                .call(1, scored.iterator()));
    List<Row> rejects =
        all(PartRows.rejects(new int[] {-1, PART}, KEPT, CARRIED).call(1, scored.iterator()));

    List<Row> sound =
        splits.stream().filter(split -> !split.fault()).flatMap(s -> s.rows().stream()).toList();
    List<Row> expected = sound.stream().filter(row -> row.isNullAt(CARRIED)).toList();
    assertThat(predictions).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertPredicted(predictions.get(i), expected.get(i));
    }
    assertThat(predictions.stream().map(row -> row.getLong(0)).toList())
        .isSorted()
        .doesNotHaveDuplicates();
    List<Row> refused = sound.stream().filter(row -> !row.isNullAt(CARRIED)).toList();
    assertThat(rejects)
        .isEqualTo(
            refused.stream().map(row -> RowFactory.create(row.get(0), row.get(CARRIED))).toList());

    assertThat(tallies.value()).containsOnlyKeys(PART);
    PartTally tally = tallies.value().get(PART);
    assertThat(tally.predicted()).isEqualTo(expected.size());
    assertThat(tally.accepted())
        .isEqualTo(
            expected.stream()
                .filter(row -> row.getFloat(CARRIED + 5) >= 0.5f)
                .filter(row -> row.getFloat(CARRIED + 6) <= -5)
                .count());
    ProfileCounts counts = new ProfileCounts(3);
    for (Row row : expected) {
      COUNTED.count(counts, row.getAs(CARRIED + 1), row.getInt(CARRIED + 3), null, 0);
    }
    assertThat(tally.profile().profile()).isEqualTo(counts.profile());
    assertThat(tally.review().chosen().stream().map(chosen -> chosen.image().key()))
        .containsExactlyElementsOf(reviewed(expected));
    assertThat(tally.rejected()).isEqualTo(refused.size());
    assertThat(tally.faults()).isEqualTo(faults(splits));
    assertThat(splitsRead.value()).isEqualTo(splits.size());
    assertThat(rowsRead.value()).isEqualTo(sound.size());
  }

  /** Names of the two least sure, then of the oddest of the others. */
  private static List<String> reviewed(List<Row> predicted) {
    List<Row> least =
        predicted.stream()
            .sorted(Comparator.comparing(row -> row.getFloat(CARRIED + 5)))
            .limit(2)
            .toList();
    Stream<Row> oddest =
        predicted.stream()
            .filter(row -> !least.contains(row))
            .sorted(Comparator.comparing(row -> -row.getFloat(CARRIED + 6)))
            .limit(1);
    return Stream.concat(least.stream(), oddest).map(row -> row.getString(0)).toList();
  }

  private static void assertPredicted(Row prediction, Row row) {
    assertThat(prediction.length()).isEqualTo(1 + CARRIED + 4);
    for (int i = 0; i < CARRIED; i++) {
      assertThat(prediction.get(1 + i)).isEqualTo(row.get(i));
    }
    assertThat(prediction.get(1 + CARRIED)).isEqualTo(row.get(CARRIED + 3));
    assertThat(prediction.<float[]>getAs(2 + CARRIED)).isEqualTo(row.<float[]>getAs(CARRIED + 4));
    assertThat(prediction.get(3 + CARRIED)).isEqualTo(row.get(CARRIED + 5));
    assertThat(prediction.get(4 + CARRIED)).isEqualTo(row.get(CARRIED + 6));
  }

  private static Map<Integer, String> faults(List<Split> splits) {
    Map<Integer, String> faults = new TreeMap<>();
    for (int place = 0; place < splits.size(); place++) {
      if (splits.get(place).fault()) {
        faults.put(place, "cut after %d (EOFException)".formatted(splits.get(place).rows().size()));
      }
    }
    return faults;
  }

  /** By a task for each split, whose number isn't the split's place. */
  private static List<Row> scored(
      List<Split> splits, LongAccumulator splitsRead, LongAccumulator rowsRead) throws Exception {
    int[] places = new int[splits.size()];
    int[] keys = new int[splits.size()];
    for (int task = 0; task < places.length; task++) {
      places[task] = places.length - 1 - task;
      keys[task] = 30 + task;
    }
    ScoreSplits score =
        new ScoreSplits(rows -> rows, keys, places, COLUMNS, 3, splitsRead, rowsRead);
    List<Row> scored = new ArrayList<>();
    for (int task = 0; task < places.length; task++) {
      List<Row> ofSplit = all(score.call(task, read(splits.get(places[task]))));
      int key = keys[task];
      assertThat(ofSplit).allMatch(row -> row.getInt(0) == key && row.length() == COLUMNS);
      scored.addAll(ofSplit);
    }
    return scored;
  }

  /** As a file is read that ends too early. */
  private static Iterator<Row> read(Split split) {
    Iterator<Row> rows = split.rows().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (!rows.hasNext() && split.fault()) {
          throw new UncheckedIOException(new EOFException("cut after " + split.rows().size()));
        }
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return rows.next();
      }
    };
  }

  private static List<Split> splits(Random random) {
    List<Split> splits = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      List<Row> rows = new ArrayList<>();
      int size = random.nextInt(5);
      for (int row = 0; row < size; row++) {
        rows.add(row(random, i + "/" + row));
      }
      splits.add(new Split(rows, random.nextInt(4) == 0));
    }
    return splits;
  }

  /** What is carried, then a reason, or bins of some images, the image and a prediction. */
  private static Row row(Random random, String name) {
    Integer carried = random.nextBoolean() ? random.nextInt() : null;
    if (random.nextInt(3) == 0) {
      return RowFactory.create(
          name, carried, "because " + random.nextInt(2), null, null, null, null, null, null);
    }
    float confidence = random.nextInt(11) / 10f;
    float[] probabilities = {confidence, 1 - confidence, random.nextFloat()};
    byte[] bins = random.nextBoolean() ? new byte[] {(byte) random.nextInt(100)} : null;
    float energy = 20 * random.nextFloat() - 15;
    byte[] image = name.getBytes(StandardCharsets.UTF_8);
    return RowFactory.create(
        name, carried, null, bins, image, random.nextInt(3), probabilities, confidence, energy);
  }

  @Example
  void afterTheLastThereIsNone() {
    Iterator<Row> rows =
        PartRows.rejects(new int[] {0}, KEPT, CARRIED).call(0, List.<Row>of().iterator());

    assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
  }

  /** Each asked for twice, as Spark may. */
  private static List<Row> all(Iterator<Row> rows) {
    List<Row> all = new ArrayList<>();
    while (rows.hasNext()) {
      assertThat(rows.hasNext()).isTrue();
      all.add(rows.next());
    }
    assertThat(rows.hasNext()).isFalse();
    return all;
  }
}
