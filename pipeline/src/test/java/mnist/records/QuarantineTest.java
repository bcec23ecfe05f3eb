package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.InvalidInputException;
import mnist.input.Split;
import mnist.records.DataFingerprint.SplitCounts;
import mnist.testing.FaultyFileSystem;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Single records that can't be used. */
@ExtendWith(SparkExtension.class)
class QuarantineTest {

  @TempDir private java.nio.file.Path localDirectory;
  private java.nio.file.Path input;
  private Path output;

  @BeforeEach
  void writeInput() throws Exception {
    input = localDirectory.resolve("input");
    output = new Path(localDirectory.resolve("out").toString());
    List<Digit> test = new ArrayList<>(SyntheticDigits.draw(3, 2));
    List<Digit> train = new ArrayList<>(SyntheticDigits.draw(10, 1));
    byte[] grey = new byte[784];
    Arrays.fill(grey, (byte) 200);
    train.set(70, new Digit(train.get(70).image(), 10));
    train.set(20, new Digit(new byte[784], 3));
    train.set(50, new Digit(grey, 4));
    train.set(30, test.get(5));
    test.set(8, test.get(7));
    test.set(9, new Digit(test.get(9).image(), 255));
    SyntheticDigits.write(input, "train", ".gz", train);
    SyntheticDigits.write(input, "t10k", ".gz", test);
  }

  @Test
  void badRecordsGoThereWithAReasonAndNoOthers(SparkSession spark) {
    IngestedData data = run(spark, 0.04);

    assertThat(data.fingerprint().quarantined()).isEqualTo(5);
    assertThat(data.quarantine().orderBy("id").collectAsList())
        .extracting(row -> row.getAs("id"), row -> row.getAs("split"), row -> row.getAs("reason"))
        .containsExactly(
            tuple(20L, "train", "image is blank: all its pixels are equal"),
            tuple(30L, "train", "image is the same as a test image"),
            tuple(50L, "train", "image is blank: all its pixels are equal"),
            tuple(70L, "train", "label must be in 0..9, but was 10"),
            tuple(109L, "test", "label must be in 0..9, but was 255"));
    long kept = 0;
    for (Split split : Split.values()) {
      kept += data.records(split).count();
      assertThat(data.records(split).where("id in (20, 30, 50, 70, 109)").count()).isZero();
    }
    assertThat(kept).isEqualTo(125);
  }

  /** As Spark joins them where nothing is small enough to be held by all. */
  @Test
  void copiesAreFoundAmongTestImagesThatNobodyHolds(SparkSession spark) throws Exception {
    List<Digit> test = SyntheticDigits.draw(40, 3);
    List<Digit> train = new ArrayList<>(SyntheticDigits.draw(10, 4));
    train.addAll(test.subList(0, 300));
    train.addAll(test.subList(0, 300));
    SyntheticDigits.write(input, "train", "", train);
    SyntheticDigits.write(input, "t10k", "", test);
    Files.delete(input.resolve("train-images-idx3-ubyte.gz"));
    Files.delete(input.resolve("train-labels-idx1-ubyte.gz"));
    Files.delete(input.resolve("t10k-images-idx3-ubyte.gz"));
    Files.delete(input.resolve("t10k-labels-idx1-ubyte.gz"));
    String threshold = "spark.sql.autoBroadcastJoinThreshold";
    spark.conf().set(threshold, -1);
    IngestedData data;
    try {
      data = run(spark, 0.9);
    } finally {
      spark.conf().unset(threshold);
    }

    assertThat(data.fingerprint().quarantined()).isEqualTo(600);
    assertThat(data.quarantine().where("id between 100 and 699").count()).isEqualTo(600);
    assertThat(data.records(Split.TEST).count()).isEqualTo(400);
    assertThat(data.records().where("id < 100").count()).isEqualTo(100);
  }

  @Test
  void moreClassesMakeRoomForMoreLabels(SparkSession spark) {
    IngestedData data =
        Ingest.run(
            spark,
            List.of(input.toString()),
            output,
            new IngestSettings(1, 0, HoldOutBy.IMAGE, 50 * 784, 0.1, 11, Split.TRAIN, 0, null));

    assertThat(data.quarantine().where("id = 70").count()).isZero();
    assertThat(data.fingerprint().counts(Split.TRAIN).perClass()).hasSize(11).endsWith(1L);
  }

  @Test
  void nothingIsLeftOfRecordsThatAreAllBad(SparkSession spark) throws Exception {
    java.nio.file.Path others = localDirectory.resolve("others");
    List<Digit> largeLabels =
        SyntheticDigits.draw(2, 1).stream().filter(digit -> digit.label() > 1).toList();
    SyntheticDigits.write(others, "train", ".gz", largeLabels);

    IngestedData data =
        Ingest.run(
            spark,
            List.of(others.toString()),
            output,
            new IngestSettings(1, 0.2, HoldOutBy.IMAGE, 50 * 784, 1, 2, Split.TRAIN, 0, null));

    assertThat(data.fingerprint().quarantined()).isEqualTo(16);
    assertThat(data.fingerprint().counts(Split.TRAIN))
        .isEqualTo(new SplitCounts(0, List.of(0L, 0L)));
    assertThat(data.fingerprint().pixels()).isNull();
    assertThat(data.records().count()).isZero();
  }

  @Test
  void tooManyNameTheFirstAndKeepTheirTableAlone(SparkSession spark) throws Exception {
    for (double fraction : new double[] {0, 0.038}) {
      assertThatThrownBy(() -> run(spark, fraction))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Invalid input: 5 of 130 records can't be used, where data.max-bad-fraction %s allows %d;"
                  + " the first is image 20 of file:%s/train-images-idx3-ubyte.gz (id 20, train):"
                  + " image is blank: all its pixels are equal; see the table file:%s-quarantine",
              fraction, fraction == 0 ? 0 : 4, input, output);

      assertThat(localDirectory.toFile().list())
          .containsExactlyInAnyOrder("input", "out-quarantine");
      assertThat(spark.read().parquet(output + "-quarantine").count()).isEqualTo(5);
    }
  }

  @Test
  void whatIsNotAQuarantineTableIsNotReplaced(SparkSession spark) throws Exception {
    java.nio.file.Path precious = localDirectory.resolve("out-quarantine/precious.txt");
    Files.createDirectories(precious.getParent());
    Files.writeString(precious, "kept");

    assertThatThrownBy(() -> run(spark, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith(
            "; their table can't be kept: file:%s-quarantine is something else; move it away",
            output);

    assertThat(precious).hasContent("kept");
    assertThat(localDirectory.toFile().list()).containsExactlyInAnyOrder("input", "out-quarantine");
  }

  /** A table that can't be read at the moment isn't the user's, to be moved away. */
  @Test
  void storageThatDoesNotAnswerSaysNothingAboutTheTable(SparkSession spark) throws Exception {
    FaultyFileSystem.addTo(spark.sparkContext().hadoopConfiguration());
    java.nio.file.Path local = localDirectory.resolve("table");
    Quarantine.writeEmpty(spark, new Path(local.toString()));
    Path table = FaultyFileSystem.path(local);
    FaultyFileSystem.heal();
    assertThat(QuarantineLimit.isQuarantine(table, spark)).isTrue();
    int calls = FaultyFileSystem.calls();
    int thrown = 0;
    for (int call = 1; call <= calls; call++) {
      FaultyFileSystem.failAt(call, () -> new IOException("no answer"));
      try {
        assertThat(QuarantineLimit.isQuarantine(table, spark)).as("call %d", call).isTrue();
      } catch (IOException e) {
        assertThat(e).hasMessage("no answer");
        thrown++;
      }
    }
    FaultyFileSystem.heal();
    assertThat(thrown).isPositive();
  }

  private IngestedData run(SparkSession spark, double maxBadFraction) {
    return Ingest.run(
        spark,
        List.of(input.toString()),
        output,
        new IngestSettings(
            1, 0.2, HoldOutBy.IMAGE, 50 * 784, maxBadFraction, 10, Split.TRAIN, 0, null));
  }
}
