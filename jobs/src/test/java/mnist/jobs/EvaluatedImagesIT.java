package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import mnist.InvalidInputException;
import mnist.jobs.runner.JobResult;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a model is evaluated on: the split that is asked for, changed images, and other sets. */
@ExtendWith(SparkExtension.class)
class EvaluatedImagesIT {

  @TempDir Path directory;

  private String model;

  @BeforeEach
  void train(SparkSession spark) throws Exception {
    SyntheticDigits.writeDataset(directory.resolve("idx"), 40, 5, 1);
    InProcess.run(new RepeatJob(), spark, directory, "out", "--seeds", "1");
    model = directory + "/out/models";
  }

  private JobResult evaluate(SparkSession spark, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--model", model));
    all.addAll(List.of(options));
    return InProcess.run(
        new EvaluateJob(), spark, directory, "evaluated", all.toArray(String[]::new));
  }

  @Test
  void validationImagesAreThoseThatTheModelWasChosenBy(SparkSession spark) throws Exception {
    JobResult trained =
        InProcess.run(new RepeatJob(), spark, directory, "out", "--seeds", "1", "--test");

    JobResult result = evaluate(spark, "--split", "validation");

    assertThat(result.figures().get("split")).isEqualTo("validation");
    assertThat(result.figures().get("accuracy"))
        .isEqualTo(trained.figures().get("validation_accuracy"));
    assertThat(directory.resolve("evaluated/report.html"))
        .content()
        .contains("lenet on validation images");
    assertThat(directory.resolve("evaluated/metrics.json"))
        .content()
        .contains("\"split\" : \"validation\"");
  }

  @Test
  void imagesThatTheModelMayHaveLearnedFromAreRefused(SparkSession spark) {
    assertThatThrownBy(() -> evaluate(spark, "--split", "validation", "--seed", "7"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected the data that it was trained on")
        .hasMessageEndingWith("(seed 42, data.validation-fraction 0.1)");
    assertThat(Files.exists(directory.resolve("evaluated"))).isFalse();
  }

  @Test
  void otherSetsStandBesideChangedImages(SparkSession spark) throws Exception {
    Path idx = directory.resolve("elsewhere");
    SyntheticDigits.write(idx, "t10k", "", SyntheticDigits.draw(3, 9));
    Path pictures = directory.resolve("pictures/5");
    Files.createDirectories(pictures);
    Files.writeString(pictures.resolve("broken.png"), "no picture");
    BufferedImage stroke = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    stroke.createGraphics().fillRect(12, 4, 4, 20);
    ImageIO.write(stroke, "png", pictures.resolve("stroke.png").toFile());

    evaluate(
        spark,
        "--robustness",
        "--elsewhere",
        idx.toString(),
        "--elsewhere",
        directory + "/pictures");

    JobResult alone =
        InProcess.run(
            new EvaluateJob(),
            spark,
            "--data",
            idx.toString(),
            "--output",
            directory + "/alone",
            "--model",
            model);
    JsonNode rows =
        new ObjectMapper()
            .readTree(directory.resolve("evaluated/robustness.json").toFile())
            .get("rows");
    JsonNode ofIdx = rows.get(rows.size() - 2);
    assertThat(ofIdx.get("name").asText()).isEqualTo("elsewhere");
    assertThat(ofIdx.get("examples").asInt()).isEqualTo(30);
    assertThat(ofIdx.get("accuracy").asDouble()).isEqualTo(alone.figures().get("accuracy"));
    // What can't be read is a mistake, not left out.
    JsonNode ofPictures = rows.get(rows.size() - 1);
    assertThat(ofPictures.get("name").asText()).isEqualTo("pictures");
    assertThat(ofPictures.get("examples").asInt()).isEqualTo(2);
    assertThat(ofPictures.get("accuracy").asDouble()).isLessThanOrEqualTo(0.5);
  }

  /**
   * The labels are no classes of the model, and one can't be read; the other is an evaluated digit,
   * which is no novelty. Another set is called as a kind is.
   */
  @Test
  void imagesWithoutADigitAreCountedWhateverTheirLabels(SparkSession spark) throws Exception {
    Path unknown = directory.resolve("blots/unknown");
    Files.createDirectories(unknown);
    Files.writeString(unknown.resolve("broken.png"), "no picture");
    // As the data set has them.
    byte[] digit = SyntheticDigits.draw(5, ~1L).get(0).image();
    BufferedImage copy = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    copy.getRaster().setDataElements(0, 0, 28, 28, digit);
    ImageIO.write(copy, "png", unknown.resolve("digit.png").toFile());
    Path paper = Files.createDirectories(directory.resolve("noise"));
    BufferedImage page = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(page, "png", paper.resolve("page.png").toFile());

    JobResult result =
        evaluate(
            spark,
            "--robustness",
            "--non-digits",
            directory + "/blots",
            "--non-digits",
            directory + "/noise");

    JsonNode robustness =
        new ObjectMapper().readTree(directory.resolve("evaluated/robustness.json").toFile());
    JsonNode rows = robustness.get("non_digits");
    assertThat(rows.get(0).get("name").asText()).isEqualTo("blank");
    assertThat(rows.get(0).get("examples").asInt()).isEqualTo(1000);
    JsonNode blots = rows.get(rows.size() - 2);
    assertThat(blots.get("name").asText()).isEqualTo("blots");
    assertThat(blots.get("examples").asInt()).isEqualTo(2);
    assertThat(blots.get("rejected").asInt()).isEqualTo(1);
    assertThat(blots.get("novelty_refused").asDouble()).isEqualTo(0.5);
    assertThat(blots.get("auroc").asDouble()).isGreaterThan(0.5).isLessThan(1);
    JsonNode pages = rows.get(rows.size() - 1);
    assertThat(pages.get("name").asText()).isEqualTo("noise (2)");
    assertThat(pages.get("examples").asInt()).isEqualTo(1);
    assertThat(pages.get("rejected").asInt()).isZero();
    assertThat(result.figures().get("auroc")).isEqualTo(robustness.get("auroc").asDouble());
    assertThat(robustness.get("rows").get(0).get("novelty_coverage").asDouble())
        .isBetween(0.0, 1.0);
    assertThat(directory.resolve("evaluated/report.html"))
        .content()
        .contains("AUROC", "FPR95", ">blots</td>");
  }

  /** Before anything is scored, so that no evaluation is there. */
  @Test
  void aSetThatTheModelCannotBeTriedOnIsRefused(SparkSession spark) throws Exception {
    Path broken = Files.createDirectories(directory.resolve("broken"));
    Files.writeString(broken.resolve("1.png"), "no picture");

    assertThatThrownBy(() -> evaluate(spark, "--robustness", "--non-digits", broken.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected images that it can take in broken, but it can take none")
        .hasMessageEndingWith("give others by --non-digits");
    assertThatThrownBy(
            () -> evaluate(spark, "--robustness", "--elsewhere", directory + "/mistyped"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("mistyped");
    assertThat(Files.exists(directory.resolve("evaluated"))).isFalse();
  }
}
