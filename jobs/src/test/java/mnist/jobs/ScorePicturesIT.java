package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Scoring of what people have: a folder of pictures, some of which are none. */
@ExtendWith(LocalMaster.class)
class ScorePicturesIT {

  /** Takes images of 6 x 5 pixels, and was stored before manifests told how it takes pictures. */
  private static final String MODEL = "../pipeline/src/test/resources/golden/v1";

  private static final int PIXELS = 6 * 5;

  @TempDir Path directory;
  private Path pictures;

  @BeforeEach
  void makePictures() throws IOException {
    pictures = Files.createDirectories(directory.resolve("my pictures/a"));
    for (int i = 0; i < 3; i++) {
      byte[] pixels = new byte[PIXELS];
      pixels[i] = (byte) 200;
      Files.write(pictures.resolve(i + ".png"), ImageFiles.png(pixels, 6, 5));
    }
    Files.write(pictures.resolve("large.png"), ImageFiles.png(new byte[7 * 5], 7, 5));
    Files.writeString(pictures.resolve("page.png"), "<!DOCTYPE html><html></html>");
    Files.createFile(pictures.resolve("empty.jpg"));
    Files.writeString(pictures.resolve("README.md"), "notes");
  }

  private int score(ByteArrayOutputStream result, ByteArrayOutputStream errors, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "score",
                    "--input",
                    directory.resolve("my pictures").toString(),
                    "--model",
                    MODEL,
                    "--output",
                    directory.resolve("out").toString()),
                Stream.of(more))
            .toList();
    return Main.run(
        arguments.toArray(String[]::new),
        Main.jobs(),
        new PrintStream(result, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @Test
  void picturesKeepTheirPathsAndWhatIsNoneHasAReason() throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();

    int code = score(result, new ByteArrayOutputStream(), "--prepare", "none", "--prepared");

    assertThat(code).isZero();
    JsonNode told = new ObjectMapper().readTree(result.toString(StandardCharsets.UTF_8));
    SparkSession spark = SparkExtension.session();
    assertThat(told.get("form").asText()).isEqualTo("images");
    assertThat(told.get("predicted").asLong()).isEqualTo(3);
    assertThat(told.get("reasons").size()).isEqualTo(3);
    assertThat(told.get("passed_over").get(0).asText()).isEqualTo("README.md (text)");
    List<Row> predictions =
        spark.read().parquet(directory + "/out/predictions").orderBy("file").collectAsList();
    assertThat(predictions)
        .extracting(row -> row.getAs("file"))
        .containsExactly("a/0.png", "a/1.png", "a/2.png");
    assertThat(predictions.get(1).<String>getAs("path")).isEqualTo("file:" + pictures + "/1.png");
    assertThat(predictions.get(1).<byte[]>getAs("prepared")[1]).isEqualTo((byte) 200);
    assertThat(spark.read().parquet(directory + "/out/rejects").orderBy("file").collectAsList())
        .extracting(row -> row.getAs("file") + ": " + row.getAs("reason"))
        .containsExactly(
            "a/empty.jpg: the file is empty (0 bytes)",
            "a/large.png: the image is 7 x 5 pixels, but the model takes 6 x 5",
            "a/page.png: a page of HTML, not a picture");
    assertThat(ImageIO.read(directory.resolve("out/prepared.png").toFile()).getWidth())
        .isGreaterThan(100);
  }

  @Test
  void aModelThatDoesNotTellHowItTakesPicturesIsAskedAbout() {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();

    int code = score(new ByteArrayOutputStream(), errors);

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("--prepare mnist");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void tooManyRejectsAreAFailureThatAnotherLimitMends() throws IOException {
    String[] most = {"--prepare", "none", "--max-reject-fraction", "0.4"};
    ByteArrayOutputStream errors = new ByteArrayOutputStream();

    int code = score(new ByteArrayOutputStream(), errors, most);

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("3 of 6 images were rejected, where score.max-reject-fraction 0.4 allows 2")
        .contains("see the table " + directory + "/out/rejects");
    assertThat(
            new ObjectMapper()
                .readTree(directory.resolve("out/result.json").toFile())
                .get("code")
                .asInt())
        .isEqualTo(2);
    assertThat(SparkExtension.session().read().parquet(directory + "/out/rejects").count())
        .isEqualTo(3);

    most[3] = "0.5";
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    assertThat(score(result, new ByteArrayOutputStream(), most)).isZero();
    JsonNode told = new ObjectMapper().readTree(result.toString(StandardCharsets.UTF_8));
    assertThat(told.get("parts_found_done")).isEqualTo(told.get("parts"));
    assertThat(told.get("predicted").asLong()).isEqualTo(3);
  }

  @Test
  void whatPicturesDoNotHaveIsNotIgnored() {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();

    int code = score(new ByteArrayOutputStream(), errors, "--prepare", "none", "--keep", "colour");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("Invalid --keep: it is for tables, but the images are images");
  }
}
