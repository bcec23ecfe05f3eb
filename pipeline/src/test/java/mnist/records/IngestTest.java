package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.KeyedFileSystem;
import mnist.idx.IdxHeader;
import mnist.idx.IdxType;
import mnist.idx.IdxWriter;
import mnist.input.InputFile;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IngestTest {

  private static final IngestSettings SETTINGS =
      new IngestSettings(7, 0.2, HoldOutBy.IMAGE, 70 * 784, 0, 10, Split.TRAIN, 0, null);

  private static final IngestSettings BY_GROUP =
      new IngestSettings(7, 0.2, HoldOutBy.GROUP, 70 * 784, 0, 10, Split.TRAIN, 0, null);

  /** Holds input/, and out/ that was made of it by {@link #SETTINGS}; read by all tests. */
  @TempDir private static java.nio.file.Path localShared;

  private static IngestedData data;

  @TempDir private java.nio.file.Path localDirectory;

  @BeforeAll
  static void ingestOnce(SparkSession spark) throws Exception {
    SyntheticDigits.writeDataset(localShared.resolve("input"), 20, 5, 1);
    Path output = path(localShared, "out");
    data = Ingest.run(spark, List.of(localShared + "/input"), output, SETTINGS);
    assertThat(data.path()).hasToString("file:" + output);
    assertThat(data).isEqualTo(IngestedData.open(spark, output));
  }

  @Test
  void everyImageIsInOneSplit() {
    List<Long> ids = new ArrayList<>();
    for (Split split : Split.values()) {
      List<Long> ofSplit = ids(data, split);
      assertThat(data.fingerprint().counts(split).records()).isEqualTo(ofSplit.size());
      ids.addAll(ofSplit);
    }
    assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    assertThat(ids(data, Split.TEST)).allMatch(id -> id >= 200).hasSize(50);
    assertThat(ids(data, Split.VALIDATION)).hasSizeBetween(20, 60);
    assertThat(data.quarantine().count()).isZero();
    RecordSchema.check(
        "records", data.records(Split.TRAIN).schema(), RecordSchema.schema().fieldNames());
  }

  @Test
  void recordsAreTheImages() {
    List<Digit> train = SyntheticDigits.draw(20, 1);
    List<Row> rows = data.records(Split.TRAIN).collectAsList();
    assertThat(rows)
        .allSatisfy(
            row -> {
              Digit digit = train.get((int) row.getLong(0));
              assertThat(row.<byte[]>getAs("image")).isEqualTo(digit.image());
              assertThat(row.<Integer>getAs("label")).isEqualTo(digit.label());
              assertThat(row.<Integer>getAs("height")).isEqualTo(28);
              assertThat(row.<Integer>getAs("width")).isEqualTo(28);
            });
  }

  /** Of 200 images a fifth is held out, and 70 go into a file. */
  @Test
  void recordsLieInFilesOfLikeSizeInTheOrderOfAHash(SparkSession spark) throws Exception {
    assertThat(parquetFiles(data, Split.TRAIN)).hasSize(3);
    assertThat(parquetFiles(data, Split.VALIDATION)).hasSize(1);
    assertThat(parquetFiles(data, Split.TEST)).hasSize(1);
    List<Long> all = new ArrayList<>();
    for (java.nio.file.Path file : parquetFiles(data, Split.TRAIN)) {
      List<Long> ids =
          spark.read().parquet(file.toString()).select("id").collectAsList().stream()
              .map(row -> row.getLong(0))
              .toList();
      assertThat(ids).isSortedAccordingTo(Comparator.comparing(IngestTest::hash));
      assertThat(ids.stream().map(id -> Math.floorMod(hash(id), 3L)).distinct()).hasSize(1);
      assertThat(ids).hasSizeBetween(30, 80);
      all.addAll(ids);
    }
    assertThat(all).doesNotHaveDuplicates().hasSameElementsAs(ids(data, Split.TRAIN));
    assertThat(data.fingerprint().fileBytes()).isEqualTo(70 * 784);
  }

  /** However well they are compressed: 4 MiB of pixels are 5,349 images. */
  @Test
  void rowGroupsHaveAsManyPixelsAsAReaderTakesAtOnce(SparkSession spark) throws Exception {
    java.nio.file.Path input = localDirectory.resolve("input");
    SyntheticDigits.write(input, "train", "", SyntheticDigits.draw(1200, 1));

    IngestedData ingested =
        ingest(
            spark,
            input,
            new IngestSettings(7, 0, HoldOutBy.IMAGE, 32 << 20, 0, 10, Split.TRAIN, 0, null));

    java.nio.file.Path file = parquetFiles(ingested, Split.TRAIN).get(0);
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new Path(file.toUri()), new Configuration()))) {
      assertThat(reader.getRowGroups())
          .extracting(BlockMetaData::getRowCount)
          .containsExactly(5349L, 5349L, 1302L);
    }
  }

  @Test
  void fingerprintDescribesTheTrainSplit() {
    DataFingerprint fingerprint = data.fingerprint();
    List<Row> train = data.records(Split.TRAIN).collectAsList();
    long sum = train.stream().mapToLong(row -> PixelStatistics.sum(row.getAs("image"))).sum();
    assertThat(data.trainPixels().mean())
        .isCloseTo(sum / (784.0 * 255 * train.size()), within(1e-12));
    double mean = data.trainPixels().mean();
    double deviations =
        train.stream().mapToDouble(row -> squaredDeviations(row.getAs("image"), mean)).sum();
    assertThat(data.trainPixels().standardDeviation())
        .isCloseTo(Math.sqrt(deviations / (784.0 * train.size())), within(1e-12));
    assertThat(fingerprint.counts(Split.TEST).perClass()).hasSize(10).containsOnly(5L);
    for (Split split : Split.values()) {
      List<Integer> labels =
          data.records(split).collectAsList().stream()
              .map(row -> row.<Integer>getAs("label"))
              .toList();
      assertThat(fingerprint.counts(split).records()).isEqualTo(labels.size());
      assertThat(fingerprint.counts(split).perClass()).hasSize(10);
      for (int i = 0; i < 10; i++) {
        assertThat(fingerprint.counts(split).perClass().get(i))
            .as("%s %d", split, i)
            .isEqualTo(Collections.frequency(labels, i));
      }
    }
    assertThat(fingerprint.height()).isEqualTo(28);
    assertThat(fingerprint.width()).isEqualTo(28);
    assertThat(fingerprint.seed()).isEqualTo(7);
    assertThat(fingerprint.validationFraction()).isEqualTo(0.2);
    assertThat(fingerprint.id()).matches("[0-9a-f]{64}");
    assertThat(fingerprint.files())
        .extracting(InputFile::name)
        .containsExactly(
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte");
  }

  @Test
  void plainAndPackedInputIsTheSameDataOnAnyCluster(SparkSession spark) throws Exception {
    java.nio.file.Path input = localDirectory.resolve("input");
    SyntheticDigits.write(input, "train", "", SyntheticDigits.draw(20, 1));
    SyntheticDigits.write(input, "t10k", "", SyntheticDigits.draw(5, ~1L));
    spark.conf().set("spark.sql.files.maxPartitionBytes", 7 * 784);
    IngestedData plain;
    try {
      plain = ingest(spark, input, SETTINGS);
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }

    assertThat(plain.fingerprint()).isEqualTo(data.fingerprint());
    for (Split split : Split.values()) {
      assertThat(rowsByFile(plain, split)).isEqualTo(rowsByFile(data, split));
    }
  }

  /** By it readers go, and an object store moves one file after the other. */
  @Test
  void fingerprintIsTheLastFileToAppear(SparkSession spark) {
    KeyedFileSystem.addTo(spark.sparkContext().hadoopConfiguration());
    Path output = KeyedFileSystem.path(localDirectory.resolve("out"));

    Ingest.run(spark, List.of(localShared + "/input"), output, SETTINGS);

    List<String> moved = KeyedFileSystem.moved();
    assertThat(moved).anyMatch(name -> name.endsWith(".parquet"));
    assertThat(moved.indexOf("fingerprint.json")).isEqualTo(moved.size() - 1);
  }

  @Test
  void dataOfTheSameFilesAndSettingsAreFoundAgain(SparkSession spark) throws Exception {
    Path kept = path(localDirectory, "data");
    Path refused = path(localDirectory, "refused");
    List<String> inputs = List.of(localShared + "/input");

    IngestedData first = Ingest.of(spark, inputs, SETTINGS).findOrKeepIn(kept, refused);
    long made = modified(first);
    java.nio.file.Path copy = localDirectory.resolve("copy");
    SyntheticDigits.write(copy, "train", "", SyntheticDigits.draw(20, 1));
    SyntheticDigits.write(copy, "t10k", "", SyntheticDigits.draw(5, ~1L));
    IngestedData again =
        Ingest.of(spark, List.of(copy.toString()), SETTINGS).findOrKeepIn(kept, refused);

    assertThat(first.fingerprint()).isEqualTo(data.fingerprint());
    assertThat(again).isEqualTo(first);
    assertThat(modified(again)).isEqualTo(made);
    assertThat(ids(again, Split.TRAIN)).isEqualTo(ids(data, Split.TRAIN));
    assertThat(Ingest.of(spark, inputs, SETTINGS).findIn(kept)).contains(first);
    assertThat(localDirectory.resolve("data").toFile().list()).hasSize(1);
  }

  @Test
  void twoAtOnceKeepOne(SparkSession spark) {
    Path kept = path(localDirectory, "data");
    Supplier<IngestedData> ingest =
        () ->
            Ingest.of(spark, List.of(localShared + "/input"), SETTINGS)
                .findOrKeepIn(kept, path(localDirectory, "refused"));

    CompletableFuture<IngestedData> other = CompletableFuture.supplyAsync(ingest);
    IngestedData mine = ingest.get();

    assertThat(other.join()).isEqualTo(mine);
    assertThat(localDirectory.resolve("data").toFile().list()).hasSize(1);
  }

  @Test
  void dataOfOtherFilesOrSettingsAreNotTaken(SparkSession spark) throws Exception {
    Path kept = path(localDirectory, "data");
    java.nio.file.Path input =
        SyntheticDigits.writeDataset(localDirectory.resolve("input"), 20, 5, 1);
    List<String> inputs = List.of(input.toString());
    Ingest.of(spark, inputs, SETTINGS).findOrKeepIn(kept, path(localDirectory, "refused"));

    assertThat(
            Ingest.of(
                    spark,
                    inputs,
                    new IngestSettings(
                        7, 0.2, HoldOutBy.IMAGE, 60 * 784, 0, 10, Split.TRAIN, 0, null))
                .findIn(kept))
        .isEmpty();
    // Groups are a column of the records, whatever is held out.
    writeGroups(input.resolve("train-groups-idx1-int"), 200, 25);
    assertThat(Ingest.of(spark, inputs, SETTINGS).findIn(kept)).isEmpty();
    Files.delete(input.resolve("train-groups-idx1-int"));
    assertThat(Ingest.of(spark, inputs, SETTINGS).findIn(kept)).isPresent();
    SyntheticDigits.write(input, "train", ".gz", SyntheticDigits.draw(20, 3));
    assertThat(Ingest.of(spark, inputs, SETTINGS).findIn(kept)).isEmpty();
  }

  @Test
  void filesForValidationAreHeldOutInsteadOfTrainingImages(SparkSession spark) throws Exception {
    java.nio.file.Path input =
        SyntheticDigits.writeDataset(localDirectory.resolve("input"), 5, 2, 1);
    SyntheticDigits.write(input, "val", ".gz", SyntheticDigits.draw(3, 7));

    IngestedData ingested = ingest(spark, input, SETTINGS);

    assertThat(ids(ingested, Split.TRAIN)).hasSize(50).allMatch(id -> id < 50);
    assertThat(ids(ingested, Split.VALIDATION)).hasSize(30).allMatch(id -> id >= 50 && id < 80);
    assertThat(ids(ingested, Split.TEST)).hasSize(20);
    assertThat(ingested.fingerprint().validationFraction()).isZero();
  }

  @Test
  void outputMayHaveTheSignsOfAPatternInItsName(SparkSession spark) {
    Path output = path(localDirectory, "local[1] {a,b}?*");

    IngestedData ingested = Ingest.run(spark, List.of(localShared + "/input"), output, SETTINGS);

    assertThat(ids(ingested, Split.TRAIN)).hasSameElementsAs(ids(data, Split.TRAIN));
    assertThat(ingested.quarantine().count()).isZero();
  }

  @Test
  void heldOutImagesStayWhenFilesAreAdded(SparkSession spark) throws Exception {
    Set<String> before = images(data, Split.VALIDATION);
    java.nio.file.Path input =
        SyntheticDigits.writeDataset(localDirectory.resolve("input"), 20, 5, 1);
    // Named before the others, so that their ids change.
    SyntheticDigits.write(input, "a-train", ".gz", SyntheticDigits.draw(10, 3));

    IngestedData more = ingest(spark, input, SETTINGS);

    assertThat(images(more, Split.VALIDATION))
        .containsAll(before)
        .hasSizeGreaterThan(before.size());
    assertThat(images(more, Split.TRAIN)).doesNotContainAnyElementsOf(before);
  }

  @Test
  void seedDecidesWhatIsHeldOut(SparkSession spark) {
    IngestedData other =
        ingest(
            spark,
            localShared.resolve("input"),
            new IngestSettings(8, 0.2, HoldOutBy.IMAGE, 70 * 784, 0, 10, Split.TRAIN, 0, null));

    assertThat(ids(other, Split.VALIDATION)).isNotEmpty().isNotEqualTo(ids(data, Split.VALIDATION));
    assertThat(other.fingerprint().id()).isNotEqualTo(data.fingerprint().id());
  }

  @Test
  void groupsAreHeldOutWhole(SparkSession spark) throws Exception {
    java.nio.file.Path input =
        SyntheticDigits.writeDataset(localDirectory.resolve("input"), 20, 5, 1);
    writeGroups(input.resolve("train-groups-idx1-int"), 200, 25);

    IngestedData byGroup = ingest(spark, input, BY_GROUP);

    Set<Integer> heldOut = groups(byGroup, Split.VALIDATION);
    assertThat(heldOut).hasSizeBetween(1, 12);
    assertThat(groups(byGroup, Split.TRAIN))
        .doesNotContainAnyElementsOf(heldOut)
        .hasSize(25 - heldOut.size());
    assertThat(byGroup.records(Split.VALIDATION).count()).isEqualTo(8L * heldOut.size());
    assertThat(byGroup.records(Split.TEST).count()).isEqualTo(50);
    assertThat(byGroup.fingerprint().holdOutBy()).isEqualTo("group");
    assertThat(byGroup.fingerprint().files())
        .extracting(InputFile::name)
        .containsSubsequence("train-labels-idx1-ubyte", "train-groups-idx1-int")
        .hasSize(5);
  }

  @Test
  void groupsThatDecideNothingLeaveTheFingerprintAsItIs(SparkSession spark) throws Exception {
    java.nio.file.Path input =
        SyntheticDigits.writeDataset(localDirectory.resolve("input"), 20, 5, 1);
    writeGroups(input.resolve("train-groups-idx1-int"), 200, 25);

    assertThat(ingest(spark, input, SETTINGS).fingerprint()).isEqualTo(data.fingerprint());
  }

  @Test
  void holdingOutByGroupNeedsGroups(SparkSession spark) {
    assertThatThrownBy(() -> ingest(spark, localShared.resolve("input"), BY_GROUP))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot hold out by group: expected the groups of file:");
  }

  @Test
  void testSplitAloneWillDo(SparkSession spark) throws Exception {
    java.nio.file.Path input = localDirectory.resolve("input");
    SyntheticDigits.write(input, "t10k", ".gz", SyntheticDigits.draw(5, 1));

    IngestedData test = ingest(spark, input, SETTINGS);

    assertThat(test.records(Split.TEST).count()).isEqualTo(50);
    assertThat(test.records(Split.TRAIN).count()).isZero();
    assertThat(test.fingerprint().pixels()).isNull();
  }

  private static long modified(IngestedData ingested) throws IOException {
    return Files.getLastModifiedTime(
            java.nio.file.Path.of(ingested.path().toUri().getPath(), "fingerprint.json"))
        .toMillis();
  }

  /** Java's own SplitMix64. */
  private static long hash(long id) {
    return new SplittableRandom(id).nextLong();
  }

  private static double squaredDeviations(byte[] image, double mean) {
    double sum = 0;
    for (byte pixel : image) {
      double deviation = (pixel & 0xFF) / 255.0 - mean;
      sum += deviation * deviation;
    }
    return sum;
  }

  private IngestedData ingest(
      SparkSession spark, java.nio.file.Path input, IngestSettings settings) {
    Path output = path(localDirectory, "out");
    return Ingest.run(spark, List.of(input.toString()), output, settings);
  }

  private static Path path(java.nio.file.Path localParent, String name) {
    return new Path(localParent.resolve(name).toString());
  }

  private static List<java.nio.file.Path> parquetFiles(IngestedData ingested, Split split)
      throws Exception {
    java.nio.file.Path directory =
        java.nio.file.Path.of(ingested.path().toUri().getPath(), "records/split=" + split.value());
    try (Stream<java.nio.file.Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private static List<List<String>> rowsByFile(IngestedData ingested, Split split)
      throws Exception {
    List<List<String>> rows = new ArrayList<>();
    for (java.nio.file.Path file : parquetFiles(ingested, split)) {
      rows.add(
          ingested
              .spark()
              .read()
              .parquet(file.toString())
              .selectExpr("concat_ws(' ', id, label, height, width, hex(image))")
              .collectAsList()
              .stream()
              .map(row -> row.getString(0))
              .toList());
    }
    return rows;
  }

  /** Image i is of group i modulo so many. */
  private static void writeGroups(java.nio.file.Path localFile, int images, int groups)
      throws IOException {
    IdxHeader header = new IdxHeader(IdxType.INT, List.of((long) images));
    try (IdxWriter writer = IdxWriter.create(localFile, header)) {
      for (int i = 0; i < images; i++) {
        writer.write(ByteBuffer.allocate(Integer.BYTES).putInt(i % groups).array());
      }
    }
  }

  private static Set<Integer> groups(IngestedData data, Split split) {
    return new HashSet<>(
        data.records(split).select(RecordSchema.GROUP).collectAsList().stream()
            .map(row -> row.getInt(0))
            .toList());
  }

  private static List<Long> ids(IngestedData data, Split split) {
    return data.records(split).select("id").collectAsList().stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private static Set<String> images(IngestedData data, Split split) {
    return new HashSet<>(
        data.records(split).select(functions.hex(functions.col("image"))).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList());
  }
}
