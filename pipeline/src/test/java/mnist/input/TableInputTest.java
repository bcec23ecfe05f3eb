package mnist.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.prepare.PreparedImages;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tables of every kind, as people have them. */
@ExtendWith(SparkExtension.class)
class TableInputTest {

  private static final List<Digit> DIGITS = SyntheticDigits.draw(1, 1);
  private static final byte[] PIXELS = DIGITS.get(0).image();

  private static final String FILES = "spark.sql.files.";

  @TempDir private Path directory;

  @Test
  void rawPixelsAndImageFilesAreToldApartByTheirBytes(SparkSession spark) {
    byte[] other = DIGITS.get(1).image();
    write(
        spark.createDataFrame(
            List.of(
                RowFactory.create("raw", PIXELS),
                RowFactory.create("file", ImageFiles.png(other)),
                RowFactory.create("short", new byte[783]),
                RowFactory.create("none", null)),
            new StructType().add("id", "string").add("image", "binary")));

    assertThat(prepared(spark, "t").selectExpr("key.id", "image", "reason").collectAsList())
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactly(
            tuple("raw", PIXELS, null),
            tuple("file", other, null),
            tuple(
                "short",
                null,
                "the image is no picture, and its 783 bytes make no square of pixels"),
            tuple("none", null, "the image is null"));
  }

  @Test
  void huggingFacesImagesAreRead(SparkSession spark) {
    write(
        digits(spark)
            .select(
                struct(lit(ImageFiles.png(PIXELS)).as("bytes"), lit("a.png").as("path"))
                    .as("image"),
                col("label"))
            .limit(1)
            .union(
                digits(spark)
                    .select(
                        struct(lit(null).cast("binary").as("bytes"), lit("b.png").as("path"))
                            .as("image"),
                        col("label"))
                    .limit(1)));

    assertThat(prepared(spark, "t").selectExpr("key.row", "image", "reason").collectAsList())
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactly(
            tuple(0L, PIXELS, null), tuple(1L, null, "the image isn't in the table, but in b.png"));
  }

  @Test
  void whatSparksOwnReadersGiveIsRead(SparkSession spark) throws Exception {
    Path pictures = ImageFiles.writeFolder(directory.resolve("pictures"), DIGITS.subList(0, 3));
    String first = "/pictures/%d/0000.png".formatted(DIGITS.get(0).label());
    Dataset<Row> files =
        spark.read().option("recursiveFileLookup", "true").format("binaryFile").load("" + pictures);
    files.write().parquet(directory + "/files");
    Dataset<Row> images =
        spark.read().option("recursiveFileLookup", "true").format("image").load("" + pictures);
    images.write().parquet(directory + "/images");

    for (String table : List.of("files", "images")) {
      List<Row> rows =
          prepared(spark, table).selectExpr("key.*", "image", "reason").collectAsList();

      assertThat(rows).as(table).hasSize(3).allMatch(row -> row.isNullAt(2));
      assertThat(rows)
          .filteredOn(row -> row.getString(0).endsWith(first))
          .singleElement()
          .satisfies(row -> assertThat((byte[]) row.get(1)).isEqualTo(PIXELS));
    }
  }

  @Test
  void aColumnForEachPixelIsAnImage(SparkSession spark) {
    List<Digit> digits = Inputs.small(DIGITS);
    Dataset<Row> kaggle = Inputs.pixels(digits, spark);
    kaggle.coalesce(1).write().option("header", "true").csv(directory + "/kaggle");
    String[] places =
        IntStream.range(0, 36)
            .mapToObj(i -> "pixel%d as `%dx%d`".formatted(i, i / 6 + 1, i % 6 + 1))
            .toArray(String[]::new);
    kaggle
        .selectExpr(places)
        .coalesce(1)
        .write()
        .option("header", "true")
        .csv(directory + "/placed");
    kaggle.coalesce(1).write().parquet(directory + "/numbers");

    for (String table : List.of("kaggle", "placed", "numbers")) {
      assertThat(prepared(spark, table).select("image", "label", "reason").collectAsList())
          .as(table)
          .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
          .containsExactlyElementsOf(
              digits.stream()
                  .map(
                      digit ->
                          tuple(
                              digit.image(),
                              table.equals("placed") ? null : "" + digit.label(),
                              null))
                  .toList());
    }
  }

  @Test
  void pixelsThatAreNoneAreFaultsOfTheirRows(SparkSession spark) throws Exception {
    String header = "label,pixel0,pixel1,pixel2,pixel3";
    String rows = "0,0,255,1,2|1,256,0,0,0|2,-1,0,0,0|3,0.5,0,0,0|4,x,0,0,0|5,,0,0,0|6,7.0,0,0,0";
    Files.writeString(directory.resolve("a.csv"), header + "\n" + rows.replace('|', '\n') + "\n");
    Files.writeString(
        directory.resolve("a.json"),
        IntStream.of(255, 256, -1)
            .mapToObj(pixel -> "{\"image\": [0, 0, 0, %d]}\n".formatted(pixel))
            .collect(Collectors.joining()));

    String fault = "a pixel is no whole number from 0 to 255";
    assertThat(prepared(spark, "a.csv").select("label", "reason").collectAsList())
        .extracting(row -> row.get(0), row -> row.get(1))
        .containsExactly(
            tuple("0", null),
            tuple("1", fault),
            tuple("2", fault),
            tuple("3", fault),
            tuple("4", fault),
            tuple("5", fault),
            tuple("6", null));
    assertThat(prepared(spark, "a.json").select("reason").collectAsList())
        .extracting(row -> row.get(0))
        .containsExactly(null, fault, fault);
  }

  @Test
  void jsonHasArraysRowsOfPixelsAndBase64(SparkSession spark) throws Exception {
    byte[] file = ImageFiles.png(PIXELS);
    String base64 = Base64.getEncoder().encodeToString(file);
    Files.writeString(
        directory.resolve("base64.json"),
        List.of(base64, "data:image/png;base64," + base64, "x", "").stream()
            .map(text -> "{\"image\": \"%s\"}\n".formatted(text))
            .collect(Collectors.joining()));
    Files.writeString(
        directory.resolve("nested.json"),
        "{\"image\": [[1, 2, 3], [4, 5, 6]]}\n{\"image\": [[1, 2, 3], [4]]}\n{\"image\": null}\n");

    List<Row> rows = prepared(spark, "base64.json").select("image", "reason").collectAsList();
    assertThat(rows.subList(0, 2)).allMatch(row -> Arrays.equals(PIXELS, row.getAs(0)));
    assertThat(rows.subList(2, 4)).hasSize(2).noneMatch(row -> row.isNullAt(1));
    assertThat(
            prepared(spark, "nested.json")
                .select("image", "height", "width", "reason")
                .collectAsList())
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2), row -> row.get(3))
        .containsExactly(
            tuple(new byte[] {1, 2, 3, 4, 5, 6}, 2, 3, null),
            tuple(null, null, null, "the image has 4 bytes, but is said to be 2 x 3 pixels"),
            tuple(null, null, null, "a pixel is no whole number from 0 to 255"));
  }

  @Test
  void keysStayWhatTheyAre(SparkSession spark) {
    Dataset<Row> digits =
        digits(spark).limit(2).selectExpr("*", "row_number() over (order by label) as n");
    String uuid = "'123e4567-e89b-12d3-a456-42661417400' || n";
    for (String key :
        List.of(
            "'a' || n as id",
            "cast(n as decimal(20, 2)) as id",
            "9007199254740993 + n as ID",
            uuid + " as Id",
            "'/x/' || n as path")) {
      String name = key.substring(key.lastIndexOf(' ') + 1);
      Dataset<Row> table = digits.selectExpr("image", key);
      table.write().mode("overwrite").parquet(directory + "/t");

      Dataset<Row> rows = open(spark, "t", InputSettings.DEFAULT).rows();

      assertThat(rows.select("key").schema().simpleString())
          .isEqualTo(
              "struct<key:struct<%s:%s>>"
                  .formatted(name, table.schema().apply(name).dataType().simpleString()));
      assertThat(rows.select("key." + name).collectAsList())
          .containsExactlyInAnyOrderElementsOf(table.select(name).collectAsList());
    }
  }

  @Test
  void aRowWithoutItsKeyIsRefused(SparkSession spark) {
    write(digits(spark).withColumn("id", when(col("label").gt(4), lit(new BigDecimal("1.5")))));

    assertThat(
            prepared(spark, "t")
                .where("key.id is null")
                .select("reason")
                .distinct()
                .collectAsList())
        .extracting(row -> row.get(0))
        .containsExactly("the key 'id' is null");
    assertThat(prepared(spark, "t").where("reason is null").count()).isEqualTo(5);
  }

  @Test
  void columnsAreKept(SparkSession spark) {
    digits(spark)
        .selectExpr(
            "image", "label", "label as `a.b`", "label as `c``d`", "label % 2 as odd", "'x' as x")
        .write()
        .partitionBy("odd", "x")
        .parquet(directory + "/t");

    Dataset<Row> some = open(spark, "t", InputRows.keeping("X", "a.b", "c`d", "odd", "a.b")).rows();
    assertThat(some.select("kept.*").columns()).containsExactly("x", "a.b", "c`d", "odd");
    assertThat(some.where("kept.`a.b` = label and kept.odd = label % 2 and kept.x = 'x'").count())
        .isEqualTo(10);
    assertThat(open(spark, "t", InputRows.keeping("*")).rows().select("kept.*").columns())
        .containsExactlyInAnyOrder("image", "label", "a.b", "c`d", "odd", "x");
    // A part of it, by its own path.
    assertThat(open(spark, "t/odd=*", InputRows.keeping("x")).rows().count()).isEqualTo(10);
  }

  @Test
  void columnsThatCannotBeTellOfThoseThereAre(SparkSession spark) {
    write(digits(spark).selectExpr("image as left", "image as right", "label", "'x' as text"));

    refused(
        spark,
        settings(null, null, null),
        "Cannot tell which column of parquet table",
        "left, right could");
    for (InputSettings settings :
        List.of(
            settings("none", null, null),
            settings("left", "none", null),
            settings("left", null, "none"))) {
      refused(spark, settings, "no column 'none'; found struct<left:binary,right:binary,label:int");
    }
    refused(spark, settings("label", null, null), "Cannot read images of column 'label'");
    assertThat(
            open(spark, "t", settings("RIGHT", "text", "label"))
                .rows()
                .select("label", "key.label")
                .first())
        .satisfies(row -> assertThat(row.getString(0)).isEqualTo("x"));
  }

  /** Neither their numbers nor the splits depend on what is set for all of Spark. */
  @Test
  void rowsWithoutAKeyAreNumberedByFile(SparkSession spark) throws Exception {
    List<Digit> digits = SyntheticDigits.draw(30, 1);
    for (String form : List.of("parquet", "orc", "json")) {
      Dataset<Row> table = Inputs.binary(digits, spark);
      if (form.equals("json")) {
        table = table.withColumn("image", expr("base64(image)"));
      }
      Path path = directory.resolve(form + " #1 %");
      table
          .repartition(2)
          .write()
          .option("parquet.block.size", 20_000)
          .option("parquet.page.size", 5_000)
          .format(form)
          .save(path.toString());
      ImageInput input = InputRows.open(spark, path);
      List<String> expected = keys(input);
      assertThat(expected)
          .hasSize(300)
          .doesNotHaveDuplicates()
          .allMatch(key -> key.startsWith("{part-"));

      for (Map<String, String> settings :
          List.of(
              Map.of("maxPartitionBytes", "30000"),
              Map.of("maxPartitionNum", "1"),
              Map.of("minPartitionNum", "7", "openCostInBytes", "1000"),
              Map.of("openCostInBytes", "0"))) {
        settings.forEach((key, value) -> spark.sparkContext().conf().set(FILES + key, value));
        try {
          ImageInput other = InputRows.open(spark.newSession(), path);
          assertThat(keys(other)).as("%s, %s", form, settings).isEqualTo(expected);
          assertThat(other.splits()).as("%s, %s", form, settings).isEqualTo(input.splits());
        } finally {
          settings.keySet().forEach(key -> spark.sparkContext().conf().remove(FILES + key));
        }
      }
    }
  }

  private static List<String> keys(ImageInput input) {
    return input.rows().select(col("key").cast("string")).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void filesOfOtherColumnsAreReadByName(SparkSession spark) throws Exception {
    for (String form : List.of("parquet", "orc")) {
      Dataset<Row> digits = digits(spark);
      digits.coalesce(1).write().format(form).save(directory + "/" + form + "/a");
      digits
          .selectExpr("label as id", "image")
          .coalesce(1)
          .write()
          .format(form)
          .save(directory + "/" + form + "/b");

      assertThat(prepared(spark, form).where("reason is null").count()).as(form).isEqualTo(10);
      assertThat(prepared(spark, form).where(col("reason").equalTo("the key 'id' is null")).count())
          .isEqualTo(10);
    }
    Dataset<Row> pixels = Inputs.pixels(Inputs.small(DIGITS), spark);
    pixels.coalesce(1).write().option("header", "true").csv(directory + "/csv/a");
    pixels.drop("label").coalesce(1).write().option("header", "true").csv(directory + "/csv/b");
    assertThatThrownBy(() -> prepared(spark, "csv"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("other columns");
  }

  @Test
  void filesOfOneColumnInTwoTypesAreRefused(SparkSession spark) {
    digits(spark).write().parquet(directory + "/t/a");
    digits(spark).withColumn("label", lit("x")).write().parquet(directory + "/t/b");

    refused(spark, InputSettings.DEFAULT, "Cannot read");
  }

  @Test
  void emptyTablesHaveNoRows(SparkSession spark) throws Exception {
    digits(spark).where("false").write().parquet(directory + "/t");
    assertThat(prepared(spark, "t").count()).isZero();
    Files.writeString(directory.resolve("a.csv"), "label,pixel0,pixel1,pixel2,pixel3\n");
    assertThat(prepared(spark, "a.csv").count()).isZero();
  }

  @Test
  void whatIsNoTableIsRefused(SparkSession spark) throws Exception {
    for (String extension : List.of("parquet", "orc", "json", "csv")) {
      for (String content : List.of("", "<!DOCTYPE html><html><body>404</body></html>\n")) {
        Path file = directory.resolve(content.length() + "." + extension);
        Files.write(file, content.getBytes(UTF_8));

        assertThatThrownBy(() -> InputRows.open(spark, file))
            .as("%s of %d bytes", extension, content.length())
            .isInstanceOf(InvalidInputException.class);
      }
    }
    digits(spark).coalesce(1).write().parquet(directory + "/t");
    Files.write(directory.resolve("t/empty.parquet"), new byte[0]);
    refused(spark, InputSettings.DEFAULT, "empty.parquet");
  }

  private void write(Dataset<Row> table) {
    table.coalesce(1).write().parquet(directory + "/t");
  }

  private static Dataset<Row> digits(SparkSession spark) {
    return Inputs.binary(DIGITS, spark);
  }

  private ImageInput open(SparkSession spark, String name, InputSettings settings) {
    return ImageInputs.open(spark, List.of(directory + "/" + name), settings);
  }

  private Dataset<Row> prepared(SparkSession spark, String name) {
    return PreparedImages.AS_THEY_ARE.of(open(spark, name, InputSettings.DEFAULT));
  }

  private void refused(SparkSession spark, InputSettings settings, String... message) {
    assertThatThrownBy(() -> open(spark, "t", settings))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(message);
  }

  private static InputSettings settings(String image, String label, String id) {
    return new InputSettings(
        Optional.empty(),
        Optional.ofNullable(image),
        Optional.ofNullable(label),
        Optional.ofNullable(id),
        Optional.empty(),
        List.of());
  }
}
