package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.InvalidInputException;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which form an input has, told by looking. */
@ExtendWith(SparkExtension.class)
class FormFinderTest {

  private static final byte[] PNG = ImageFiles.png(SyntheticDigits.draw(1, 1).get(0).image());

  @TempDir private Path directory;

  @Test
  void sideFilesArePassedOverAndListed(SparkSession spark) throws Exception {
    put("7/a.png", PNG);
    for (String name :
        List.of(
            ".a.png.crc",
            "_SUCCESS",
            ".DS_Store",
            "README.md",
            "labels.csv",
            "about.json",
            "a.bin")) put(name, "text".getBytes());

    ImageInput input = InputRows.open(spark, directory);

    assertThat(input.form()).isEqualTo(Form.IMAGES);
    assertThat(input.rows().count()).isEqualTo(1);
    assertThat(input.passedOver())
        .extracting(PassedOver::name, PassedOver::reason)
        .containsExactlyInAnyOrder(
            tuple("_SUCCESS", "hidden"),
            tuple(".a.png.crc", "hidden"),
            tuple(".DS_Store", "hidden"),
            tuple("README.md", "text"),
            tuple("labels.csv", "csv beside images"),
            tuple("about.json", "json beside images"),
            tuple("a.bin", "of no known form"));
  }

  @Test
  void severalFormsAreNamedWithAnExampleOfEach(SparkSession spark) throws Exception {
    put("a.png", PNG);
    put("b.png", PNG);
    put("c.tar", new byte[1024]);

    assertThatThrownBy(() -> InputRows.open(spark, directory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot tell what %s holds: found images (2, such as a.png) and tar (1, such as c.tar);"
                + " give one of them alone, or say which with --format",
            directory);
    ImageInput tar = ImageInputs.open(spark, List.of(directory.toString()), InputRows.as(Form.TAR));
    assertThat(tar.form()).isEqualTo(Form.TAR);
    assertThat(tar.splits()).hasSize(1);
    assertThat(tar.passedOver()).extracting(PassedOver::name).containsExactly("a.png", "b.png");
  }

  @Test
  void idxBesideImagesIsASecondForm(SparkSession spark) throws Exception {
    SyntheticDigits.write(directory, "train", "", SyntheticDigits.draw(1, 1));
    put("a.png", PNG);

    assertThatThrownBy(() -> InputRows.open(spark, directory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("idx (2, such as train-images-idx3-ubyte) and images (1, such as a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A.PNG",
        "without-extension",
        "with.strange",
        "a b.png",
        "50%.png",
        "%41.png",
        "a#b.png",
        "a:b.png",
        "[a].png",
        "{a}.png",
        "a*.png",
        "a?.png",
        "a\\b.png",
        "ä€漢🖋.png",
        "a+b&c=d.png"
      })
  void filesOfAnyNameAreRead(String name) throws Exception {
    SparkSession spark = SparkExtension.session();
    put("in [this] directory #1: 100 %/" + name, PNG);

    for (Path given :
        List.of(
            directory,
            directory.resolve("in [this] directory #1: 100 %"),
            directory.resolve("in [this] directory #1: 100 %/" + name))) {
      ImageInput input = InputRows.open(spark, given);
      assertThat(input.rows().selectExpr("key.file", "image", "fault").collectAsList())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.getString(0)).endsWith(name);
                assertThat((byte[]) row.get(1)).isEqualTo(PNG);
                assertThat(row.isNullAt(2)).isTrue();
              });
    }
  }

  @Test
  void patternsMeanWhatTheyMatch(SparkSession spark) throws Exception {
    put("digits/1/a.png", PNG);
    put("digits/2/b.png", PNG);
    put("digits/2/._b.png", "of macOS".getBytes());
    put("digits/2/c.jpg", PNG);

    ImageInput input = InputRows.open(spark, directory.resolve("digits/*/*.png"));

    assertThat(input.rows().selectExpr("key.file", "label").collectAsList())
        .extracting(row -> row.getString(0), row -> row.getString(1))
        .containsExactly(tuple("1/a.png", "1"), tuple("2/b.png", "2"));
    assertThat(input.passedOver()).containsExactly(new PassedOver("._b.png", "hidden"));
  }

  @Test
  void whatHoldsNothingIsRefused(SparkSession spark) throws Exception {
    refused(spark, directory.resolve("none"), "no such file or directory");
    refused(spark, directory.resolve("*.png"), "no such file or directory");
    refused(spark, directory, "Cannot find images in " + directory + ": found no files");
    put("README.md", "text".getBytes());
    put("x.unknown", new byte[10]);
    refused(spark, directory, "found x.unknown (of no known form), README.md (text)");
    put("a.png", PNG);
    assertThatThrownBy(
            () ->
                ImageInputs.open(spark, List.of(directory + "/a.png"), InputRows.as(Form.PARQUET)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "Cannot find parquet in " + directory + "/a.png: found a.png (images)");
  }

  /** Their files hold rows that were deleted, too. */
  @ParameterizedTest
  @ValueSource(strings = {"", "*", "a=1", "*/*.parquet", "a=1/part.parquet"})
  void tablesWithALogAreNeverReadAsPlainParquet(String inside) throws Exception {
    SparkSession spark = SparkExtension.session();
    for (String mark :
        List.of("_delta_log/00000000000000000000.json", "metadata/v1.metadata.json", ".hoodie/x")) {
      Path parent = directory.resolve(mark.substring(0, mark.indexOf('/')) + "-in");
      Path table = parent.resolve("table");
      Inputs.binary(SyntheticDigits.draw(1, 1), spark)
          .coalesce(1)
          .write()
          .parquet(table.resolve("a=1").toString());
      Path part;
      try (var files = Files.list(table.resolve("a=1"))) {
        part = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      }
      Files.move(part, part.resolveSibling("part.parquet"));
      Files.createDirectories(table.resolve(mark).getParent());
      Files.write(table.resolve(mark), new byte[] {'{', '}'});

      assertThatThrownBy(() -> InputRows.open(spark, table.resolve(inside)))
          .as("%s of a table with %s", inside, mark)
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> InputRows.open(spark, parent))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("table in file:" + table);
      assertThatThrownBy(
              () ->
                  ImageInputs.open(
                      spark, List.of(table.resolve(inside).toString()), InputRows.as(Form.PARQUET)))
          .as("%s of a table with %s as Parquet", inside, mark)
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void readersThatAreMissingAreNamed(SparkSession spark) throws Exception {
    put("_delta_log/00000000000000000000.json", "{}".getBytes());

    assertThatThrownBy(() -> InputRows.open(spark, directory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--packages io.delta:delta-spark_2.12:");
  }

  private static void refused(SparkSession spark, Path path, String message) {
    assertThatThrownBy(() -> InputRows.open(spark, path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private void put(String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
