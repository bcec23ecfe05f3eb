package mnist.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mnist.gate.Judgings;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.records.HoldOutBy;
import mnist.records.Ingest;
import mnist.records.IngestSettings;
import mnist.records.IngestedData;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import mnist.store.TrainingRun;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which images challenger and champion are compared on, where the champion's data were divided by
 * another seed: what the one held out, the other was trained on. The oracle is sets of images.
 */
@ExtendWith(SparkExtension.class)
class UnseenImagesTest {
  private static final RetrainSettings SETTINGS =
      new RetrainSettings(0.5, 3, Start.RANDOM, Judgings.accuracyAlone(0.005, 1));
  private static final UnseenImages UNSEEN = new UnseenImages(new Configuration());
  private static final long SEED = 1;
  private static final long OTHER_SEED = 2;
  private static final double FRACTION = 0.4;

  @TempDir Path directory;
  private ModelStore store;
  private IngestedData before;
  private IngestedData after;
  private StoredVersion challenger;

  @BeforeEach
  void ingest(SparkSession spark) throws Exception {
    store =
        ModelStore.at(
            new org.apache.hadoop.fs.Path(directory.resolve("store").toUri()), new Configuration());
    Path idx = SyntheticDigits.writeDataset(directory.resolve("idx"), 40, 1, 1);
    before = ingest(spark, idx, "before", SEED);
    SyntheticDigits.write(idx, "train-more", "", SyntheticDigits.draw(20, 7));
    after = ingest(spark, idx, "after", OTHER_SEED);
    challenger = publish(after, chosen(after), true);
  }

  @Test
  void noneThatAChampionOfATrainJobWasTrainedOnOrChosenBy() {
    StoredVersion champion = publish(before, before.records(Split.VALIDATION), true);

    Set<String> compared = compared(champion);

    assertThat(compared)
        .doesNotContainAnyElementsOf(images(before.records(Split.TRAIN)))
        .doesNotContainAnyElementsOf(images(before.records(Split.VALIDATION)));
    assertThatAllButAFewAreUsed(
        compared, images(before.records(Split.TRAIN).union(before.records(Split.VALIDATION))));
  }

  /** What that one was compared by itself is as new to it as images that it never had. */
  @Test
  void noneThatAChampionOfARetrainJobWasTrainedOnOrChosenBy() {
    StoredVersion champion = publish(before, chosen(before), true);

    Set<String> compared = compared(champion);

    assertThat(compared)
        .doesNotContainAnyElementsOf(images(before.records(Split.TRAIN)))
        .doesNotContainAnyElementsOf(images(chosen(before)))
        .containsAnyElementsOf(images(before.records(Split.VALIDATION)));
    assertThatAllButAFewAreUsed(
        compared, images(before.records(Split.TRAIN).union(chosen(before))));
  }

  /**
   * Neither is in the judging: the first one was by the train job, the second one isn't champion.
   */
  @Test
  void noneThatTheStartOfTheChallengersStartWasTrainedOnOrChosenBy() {
    StoredVersion champion = challenger;
    StoredVersion first = publish(before, before.records(Split.VALIDATION), true);
    StoredVersion second = publish(after, chosen(after), Optional.of(seenBy(first)));
    challenger = publish(after, chosen(after), Optional.of(seenBy(second)));

    Set<String> compared = compared(champion);

    Dataset<Row> ofFirst = before.records(Split.TRAIN).union(before.records(Split.VALIDATION));
    assertThat(compared).doesNotContainAnyElementsOf(images(ofFirst));
    assertThatAllButAFewAreUsed(compared, images(ofFirst));
  }

  private static SeenImages seenBy(StoredVersion version) {
    return SeenImages.by(version, new Configuration());
  }

  @Test
  void noneThatAChampionOfAnEarlierReleaseWasTrainedOn() {
    StoredVersion champion = publish(before, before.records(Split.VALIDATION), false);

    Set<String> compared = compared(champion);

    assertThat(compared)
        .isNotEmpty()
        .doesNotContainAnyElementsOf(images(before.records(Split.TRAIN)));
  }

  @Test
  void noneIfNothingIsKnownOfTheChampionsData() {
    StoredVersion champion =
        store.publish(
            RetrainerTest.alwaysAnswers(0),
            run(new TrainingData("f", "nowhere", null, null, null, Map.of())),
            Map.of());

    assertThat(compared(champion)).isEmpty();
  }

  /** The challenger's side holds for each of the champions. */
  private Set<String> compared(StoredVersion champion) {
    Set<String> compared =
        images(UNSEEN.ofBoth(challenger, champion, after.records(Split.VALIDATION)));
    assertThat(compared)
        .doesNotContainAnyElementsOf(images(after.records(Split.TRAIN)))
        .doesNotContainAnyElementsOf(images(chosen(after)))
        .doesNotContainAnyElementsOf(images(after.records(Split.TEST)));
    return compared;
  }

  private void assertThatAllButAFewAreUsed(Set<String> compared, Set<String> ofChampion) {
    Set<String> usable = new TreeSet<>(images(after.records(Split.VALIDATION)));
    usable.removeAll(images(chosen(after)));
    usable.removeAll(ofChampion);
    assertThat(usable).containsAll(compared).hasSizeGreaterThan(20);
    assertThat(compared).hasSizeGreaterThan(usable.size() * 9 / 10);
  }

  private static Dataset<Row> chosen(IngestedData data) {
    return SETTINGS.choosingEpochs(data.records(Split.VALIDATION), HoldOutBy.IMAGE);
  }

  private StoredVersion publish(IngestedData data, Dataset<Row> chosen, boolean keepsImages) {
    return publish(data, chosen, keepsImages ? Optional.of(SeenImages.NONE) : Optional.empty());
  }

  /**
   * @param before what was seen by the version that training began with; empty for one that keeps
   *     no list
   */
  private StoredVersion publish(
      IngestedData data, Dataset<Row> chosen, Optional<SeenImages> before) {
    Dataset<Row> seen = data.records(Split.TRAIN).union(chosen);
    TrainingData of =
        new TrainingData(
            data.fingerprint().id(),
            "nowhere",
            data.fingerprint().seed(),
            data.fingerprint().validationFraction(),
            null,
            Map.of());
    return store.publish(
        RetrainerTest.alwaysAnswers(0),
        run(of),
        before
            .map(images -> Map.of(SeenImages.FILE, images.and(seen, seen.count()).toBytes()))
            .orElse(Map.of()));
  }

  private static TrainingRun run(TrainingData data) {
    return new TrainingRun("train", null, null, 1, Map.of(), data, Map.of(), 1, 1);
  }

  private IngestedData ingest(SparkSession spark, Path idx, String name, long seed)
      throws Exception {
    return Ingest.run(
        spark,
        List.of(idx.toString()),
        new org.apache.hadoop.fs.Path(directory.resolve(name).toUri()),
        new IngestSettings(seed, FRACTION, HoldOutBy.IMAGE, 100_000, 0, 10, Split.TRAIN, 0, null));
  }

  private static Set<String> images(Dataset<Row> records) {
    return records.select(RecordSchema.IMAGE).collectAsList().stream()
        .map(row -> HexFormat.of().formatHex(row.<byte[]>getAs(0)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
