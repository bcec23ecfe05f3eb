package mnist.input;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IdxSourceTest {

  @Test
  void rowsAreTheFilesItems(SparkSession spark, @TempDir Path localDirectory) throws Exception {
    List<Digit> train = SyntheticDigits.draw(3, 1);
    List<Digit> test = SyntheticDigits.draw(2, 2);
    SyntheticDigits.write(localDirectory, "train", "", train);
    SyntheticDigits.write(localDirectory, "t10k", ".gz", test);
    Files.writeString(localDirectory.resolve("SOURCE.md"), "where they come from");

    List<Row> rows = load(spark, localDirectory).orderBy("id").collectAsList();

    List<Digit> digits = new ArrayList<>(train);
    digits.addAll(test);
    assertThat(rows).hasSize(50);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      assertThat(row.getLong(0)).isEqualTo(i);
      assertThat(row.<byte[]>getAs("image")).isEqualTo(digits.get(i).image());
      assertThat(row.<Integer>getAs("label")).isEqualTo(digits.get(i).label());
      assertThat(row.<Integer>getAs("height")).isEqualTo(28);
      assertThat(row.<Integer>getAs("width")).isEqualTo(28);
      assertThat(row.<String>getAs("split")).isEqualTo(i < 30 ? "train" : "test");
    }
  }

  @Test
  void partitionsOfAnySizeGiveTheSameRows(SparkSession spark, @TempDir Path localDirectory)
      throws Exception {
    SyntheticDigits.write(localDirectory, "train", "", SyntheticDigits.draw(3, 1));
    // Packed labels of plain images: a range of them is found by reading what comes before.
    SyntheticDigits.write(localDirectory, "train-2", "", SyntheticDigits.draw(1, 2));
    Files.delete(localDirectory.resolve("train-2-labels-idx1-ubyte"));
    Path packed = localDirectory.resolve("packed");
    SyntheticDigits.write(packed, "train-2", ".gz", SyntheticDigits.draw(1, 2));
    Files.move(
        packed.resolve("train-2-labels-idx1-ubyte.gz"),
        localDirectory.resolve("train-2-labels-idx1-ubyte.gz"));
    List<String> expected = texts(load(spark, localDirectory));
    assertThat(expected).hasSize(40).doesNotHaveDuplicates();

    for (int images : new int[] {1, 2, 7, 29, 30, 1000}) {
      Dataset<Row> records =
          spark
              .read()
              .format("idx")
              .option("maxPartitionBytes", images * 784L + 5)
              .load(localDirectory.toString());

      assertThat(records.rdd().getNumPartitions())
          .isEqualTo((30 + images - 1) / images + (10 + images - 1) / images);
      assertThat(texts(records)).isEqualTo(expected);
    }
  }

  @Test
  void packedFilesAreOnePartition(SparkSession spark, @TempDir Path localDirectory)
      throws Exception {
    SyntheticDigits.writeDataset(localDirectory, 3, 2, 1);

    Dataset<Row> records =
        spark.read().format("idx").option("maxPartitionBytes", 784).load(localDirectory.toString());

    assertThat(records.rdd().getNumPartitions()).isEqualTo(2);
    assertThat(records.count()).isEqualTo(50);
  }

  @Test
  void plainFilesAreReadByAllCoresByDefault(SparkSession spark, @TempDir Path localDirectory)
      throws Exception {
    SyntheticDigits.write(localDirectory, "train", "", SyntheticDigits.draw(3, 1));

    assertThat(load(spark, localDirectory).rdd().getNumPartitions()).isEqualTo(2);
  }

  @Test
  void filesAreOpenedOnlyForTheirColumns(SparkSession spark, @TempDir Path localDirectory)
      throws Exception {
    OpenCountingFileSystem.registerIn(spark);
    SyntheticDigits.writeDataset(localDirectory, 3, 2, 1);
    SyntheticDigits.write(localDirectory, "train-2", "", SyntheticDigits.draw(1, 3));
    Dataset<Row> records =
        spark.read().format("idx").load(OpenCountingFileSystem.path(localDirectory));
    assertThat(OpenCountingFileSystem.takeOpened()).as("headers").hasSize(6);

    assertThat(records.count()).isEqualTo(60);
    assertThat(records.selectExpr("max(id)", "min(width)").first().getLong(0)).isEqualTo(59);
    assertThat(records.groupBy("split").count().orderBy("split").collectAsList())
        .extracting(row -> row.get(0), row -> row.get(1))
        .containsExactly(tuple("test", 20L), tuple("train", 40L));
    assertThat(OpenCountingFileSystem.takeOpened()).as("counts, ids and sizes").isEmpty();

    assertThat(records.selectExpr("sum(label)").first().getLong(0)).isEqualTo(6 * 45);
    assertThat(OpenCountingFileSystem.takeOpened())
        .allMatch(name -> name.contains("labels"))
        .hasSizeGreaterThanOrEqualTo(3);

    records.selectExpr("max(octet_length(image))").collect();
    assertThat(OpenCountingFileSystem.takeOpened())
        .allMatch(name -> name.contains("images"))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void countNeedsNoDataEvenOfAFileThatIsCutOff(SparkSession spark, @TempDir Path localDirectory)
      throws Exception {
    Path images = SyntheticDigits.write(localDirectory, "train", ".gz", SyntheticDigits.draw(3, 1));
    byte[] packed = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(packed, packed.length / 2));

    assertThat(load(spark, localDirectory).count()).isEqualTo(30);
    assertThatThrownBy(() -> load(spark, localDirectory).selectExpr("max(image)").collect())
        .extracting(e -> Failure.findIn(e).orElseThrow().getMessage())
        .asString()
        .matches(
            "Cannot read IDX file file:.*/train-images-idx3-ubyte\\.gz: expected 23520 data bytes"
                + " for shape \\[30, 28, 28], but the file ends after \\d+; fetch it again");
  }

  @Test
  void idsFollowNamesAndPutTestLast(SparkSession spark, @TempDir Path localDirectory)
      throws Exception {
    SyntheticDigits.write(localDirectory, "a-test", "", SyntheticDigits.draw(1, 1));
    SyntheticDigits.write(localDirectory, "b-train", ".gz", SyntheticDigits.draw(2, 2));
    SyntheticDigits.write(localDirectory, "a-train", "", SyntheticDigits.draw(3, 3));

    List<Row> first =
        load(spark, localDirectory)
            .groupBy("split")
            .agg(min("id"), max("id"))
            .orderBy("split")
            .collectAsList();

    assertThat(first)
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactly(tuple("test", 50L, 59L), tuple("train", 0L, 49L));
    assertThat(load(spark, localDirectory).where("id = 29").first().<byte[]>getAs("image"))
        .isEqualTo(SyntheticDigits.draw(3, 3).get(29).image());
    assertThat(load(spark, localDirectory).where("id = 30").first().<byte[]>getAs("image"))
        .isEqualTo(SyntheticDigits.draw(2, 2).get(0).image());
  }

  @Test
  void labelsAreNullWithoutALabelFile(SparkSession spark, @TempDir Path localDirectory)
      throws Exception {
    SyntheticDigits.write(localDirectory, "t10k", "", SyntheticDigits.draw(1, 1));
    Files.delete(localDirectory.resolve("t10k-labels-idx1-ubyte"));

    assertThat(load(spark, localDirectory).where("label is null").count()).isEqualTo(10);
  }

  @Test
  void filesGlobsAndSeveralPathsMeanWhatTheyMatch(SparkSession spark, @TempDir Path localDirectory)
      throws Exception {
    SyntheticDigits.writeDataset(localDirectory, 2, 1, 1);
    Path others = localDirectory.resolve("others");
    SyntheticDigits.write(others, "train-b", "", SyntheticDigits.draw(1, 5));
    String file = localDirectory.resolve("t10k-images-idx3-ubyte.gz").toString();

    Dataset<Row> one = spark.read().format("idx").load(file);
    assertThat(one.count()).isEqualTo(10);
    assertThat(one.where("label is null").count()).as("labels beside the file").isZero();
    assertThat(spark.read().format("idx").load(localDirectory + "/train-*").count()).isEqualTo(20);
    assertThat(spark.read().format("idx").load(localDirectory + "/{t10k,other}*").count())
        .isEqualTo(20);
    assertThat(
            spark.read().format("idx").load(localDirectory.toString(), others.toString()).count())
        .isEqualTo(40);
  }

  @Test
  void describeShowsTheColumnsComments(SparkSession spark, @TempDir Path localDirectory)
      throws Exception {
    SyntheticDigits.writeDataset(localDirectory, 1, 1, 1);
    load(spark, localDirectory).createOrReplaceTempView("digits");

    assertThat(spark.sql("DESCRIBE digits").collectAsList())
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .contains(
            tuple("id", "bigint", RecordSchema.schema().apply("id").getComment().get()),
            tuple(
                "image",
                "binary",
                "pixels: height * width unsigned bytes, row-major, 0 is background"),
            tuple("label", "int", "class of the image; null without a label file"));
  }

  @Test
  void optionsHaveBounds(SparkSession spark, @TempDir Path localDirectory) throws Exception {
    SyntheticDigits.writeDataset(localDirectory, 1, 1, 1);

    assertThatThrownBy(() -> spark.read().format("idx").load())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot read IDX files: no path is given; give one to load(path)");
    assertThatThrownBy(() -> count(spark, localDirectory, "0"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("maxPartitionBytes must be 1 or more (bytes), but was 0");
    assertThatThrownBy(() -> count(spark, localDirectory, "64m"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("maxPartitionBytes must be a whole number of bytes, but was 64m");
  }

  private static long count(SparkSession spark, Path localDirectory, String maxPartitionBytes) {
    return spark
        .read()
        .format("idx")
        .option("maxPartitionBytes", maxPartitionBytes)
        .load(localDirectory.toString())
        .count();
  }

  private static Dataset<Row> load(SparkSession spark, Path localDirectory) {
    return spark.read().format("idx").load(localDirectory.toString());
  }

  private static List<String> texts(Dataset<Row> records) {
    return records
        .selectExpr("concat_ws(' ', id, hex(image), label, height, width, split)")
        .orderBy("id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
