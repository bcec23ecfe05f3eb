package mnist.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.testing.RecordFiles;
import mnist.testing.RoundTrip;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class BlocksTest {

  /** Other columns and another order than are read. */
  private static final StructType SCHEMA =
      new StructType()
          .add("image", DataTypes.BinaryType)
          .add("key", DataTypes.StringType)
          .add("label", DataTypes.IntegerType)
          .add("id", DataTypes.LongType);

  private static final int COUNT = 2000;

  @TempDir private Path directory;

  private static Dataset<Row> records(SparkSession spark) {
    return spark
        .range(COUNT)
        .selectExpr(
            "unhex(lpad(hex(id * 7919 % 65536), 4, '0')) as image",
            "concat('key', id) as key", "cast(id % 10 as int) as label", "id * id as id");
  }

  /**
   * @param rows of a block
   */
  private static Blocks blocks(SparkSession spark, org.apache.hadoop.fs.Path in, int rows) {
    return Blocks.in(spark, in, 1, 2, 10, 1 << 20, 0, 2 * rows);
  }

  @Test
  void everyImageIsInOneBlockWithItsIdAndLabel(SparkSession spark) {
    org.apache.hadoop.fs.Path in =
        RecordFiles.write(records(spark), directory.resolve("in"), 3, 2000);

    try (Blocks blocks = blocks(spark, in, 70)) {
      assertThat(blocks.index().images()).isEqualTo(COUNT);
      long place = 0;
      for (int number = 0; number < blocks.index().blocks(); number++) {
        Block block = blocks.block(number);
        assertThat(block.size()).isEqualTo(blocks.index().size(number)).isBetween(1, 70);
        for (int row = 0; row < block.size(); row++, place++) {
          assertThat(block.id(row)).isEqualTo(place * place);
          assertThat(block.label(row)).isEqualTo((int) (place % 10));
          long pixels = place * 7919 % 65536;
          assertThat(block.image(row)).containsExactly((byte) (pixels >> 8), (byte) pixels);
        }
      }
      assertThat(place).isEqualTo(COUNT);
    }
  }

  /** How Parquet groups rows depends on its version and on memory. */
  @Test
  void blocksDependOnTheRowsAlone(SparkSession spark) {
    org.apache.hadoop.fs.Path small =
        RecordFiles.write(records(spark), directory.resolve("small"), 2, 2000);
    org.apache.hadoop.fs.Path large =
        RecordFiles.write(records(spark), directory.resolve("large"), 2, 1 << 20);

    try (Blocks ofSmall = blocks(spark, small, 90);
        Blocks ofLarge = blocks(spark, large, 90);
        Blocks others = blocks(spark, large, 91)) {
      assertThat(ofSmall.index().digest())
          .isEqualTo(ofLarge.index().digest())
          .isNotEqualTo(others.index().digest());
    }
  }

  @Test
  void theIndexArrivesWhole() throws Exception {
    BlockIndex index = BlockIndexes.ofFiles(3, List.of(10, 0, 4));

    for (BlockIndex arrived :
        List.of(RoundTrip.java(index, BlockIndex.class), RoundTrip.kryo(index, BlockIndex.class))) {
      assertThat(arrived).usingRecursiveComparison().isEqualTo(index);
    }
    BlockIndex.IndexedFile file = new BlockIndex.IndexedFile("file:/a", 9, new int[] {1, 2, 3});
    assertThat(RoundTrip.kryo(file, BlockIndex.IndexedFile.class))
        .usingRecursiveComparison()
        .isEqualTo(file);
    assertThat(index.path(4)).isEqualTo("file:/part-2");
    assertThat(index.firstRow(5)).isEqualTo(3);
    assertThat(index.size(5)).isEqualTo(1);
  }

  @Test
  void otherImagesInTheSameFileAreNoticed(SparkSession spark) throws Exception {
    org.apache.hadoop.fs.Path in = RecordFiles.write(records(spark), directory.resolve("in"));
    org.apache.hadoop.fs.Path other =
        RecordFiles.write(
            records(spark).withColumn("label", org.apache.spark.sql.functions.lit(3)),
            directory.resolve("other"));

    try (Blocks blocks = blocks(spark, in, 500)) {
      Path file = onlyFile(in);
      Files.copy(onlyFile(other), file, StandardCopyOption.REPLACE_EXISTING);
      // Hadoop's own checksum is of the file that was there.
      Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));

      assertThatThrownBy(() -> blocks.block(1))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("rows 500 to 999 aren't what they were when they were first read");
    }
  }

  @Test
  void aFileThatIsGoneIsNamed(SparkSession spark) throws Exception {
    org.apache.hadoop.fs.Path in = RecordFiles.write(records(spark), directory.resolve("in"));

    try (Blocks blocks = blocks(spark, in, 500)) {
      Path file = onlyFile(in);
      Files.delete(file);

      assertThatThrownBy(() -> blocks.block(1))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  @Test
  void whatMemoryHasNoRoomForStaysOnDisk(SparkSession spark) throws Exception {
    org.apache.hadoop.fs.Path in = RecordFiles.write(records(spark), directory.resolve("in"));

    try (Blocks blocks = Blocks.in(spark, in, 1, 2, 10, 1, 1 << 20, 1000)) {
      List<Integer> checksums = new ArrayList<>();
      for (int number = 0; number < blocks.index().blocks(); number++) {
        checksums.add(blocks.block(number).checksum());
      }
      Files.delete(onlyFile(in));

      for (int number = 0; number < blocks.index().blocks(); number++) {
        assertThat(blocks.block(number).checksum()).isEqualTo(checksums.get(number));
      }
    }
  }

  @Test
  void aFileThatIsNoParquetIsNamed(SparkSession spark) throws Exception {
    org.apache.hadoop.fs.Path in = RecordFiles.write(records(spark), directory.resolve("in"));
    Files.writeString(directory.resolve("in/part-99999.parquet"), "no Parquet at all");

    assertThatThrownBy(() -> blocks(spark, in, 500))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("part-99999.parquet");
  }

  @Test
  void labelOutsideTheClassesIsTheUsersMistake(SparkSession spark) {
    assertRefused(
        spark,
        "Cannot train: label must be in 0..9, but was 12 (id=1); check the labels, or set the "
            + "number of classes",
        RowFactory.create(new byte[2], "", 1, 0L),
        RowFactory.create(new byte[2], "", 12, 1L));
  }

  @Test
  void missingLabelIsTheUsersMistake(SparkSession spark) {
    assertRefused(
        spark,
        "Cannot train: label must be in 0..9, but was null (id=1); check the labels, or set "
            + "the number of classes",
        RowFactory.create(new byte[2], "", 1, 0L),
        RowFactory.create(new byte[2], "", null, 1L));
  }

  @Test
  void imageOfAnotherSizeIsTheUsersMistake(SparkSession spark) {
    assertRefused(
        spark,
        "id 1: its image has 3 bytes, not 2",
        RowFactory.create(new byte[2], "", 1, 0L),
        RowFactory.create(new byte[3], "", 1, 1L));
  }

  private void assertRefused(SparkSession spark, String message, Row... rows) {
    org.apache.hadoop.fs.Path in =
        RecordFiles.write(
            spark.createDataFrame(new ArrayList<>(List.of(rows)), SCHEMA),
            directory.resolve("refused"));

    assertThatThrownBy(() -> blocks(spark, in, 500))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void noFilesAreNoImages(SparkSession spark) {
    try (Blocks blocks =
        blocks(spark, new org.apache.hadoop.fs.Path(directory.resolve("none").toUri()), 1)) {
      assertThat(blocks.index().images()).isZero();
      assertThat(blocks.index().blocks()).isZero();
    }
  }

  private static Path onlyFile(org.apache.hadoop.fs.Path in) throws Exception {
    try (Stream<Path> files = Files.list(Path.of(in.toUri()))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .findFirst()
          .orElseThrow();
    }
  }
}
