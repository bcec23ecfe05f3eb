package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a training, whose version has a profile, to scorings that are like it and unlike it. */
@ExtendWith(LocalMaster.class)
class DriftIT {

  private static final StructType TABLE =
      new StructType().add("id", DataTypes.LongType).add("image", DataTypes.BinaryType);
  private static final int FILES = 24;

  @TempDir private Path directory;

  @BeforeEach
  void train() throws IOException {
    SyntheticDigits.write(directory.resolve("base"), "train", "", SyntheticDigits.draw(100, 1));
    Path conf = directory.resolve("training.conf");
    Files.writeString(conf, "train { epochs = 2, batch-size = 32, learning-rate = 0.001 }\n");
    Ended trained =
        Ended.of(
            "train",
            "--config",
            conf.toString(),
            "--data",
            directory + "/base",
            "--store",
            directory + "/store");
    assertThat(trained.code()).as(trained.errors()).isZero();
  }

  @Test
  void likeImagesAreStableAndInvertedOnesFailAndKeepTheirPredictions() throws Exception {
    Path like = table("like", SyntheticDigits.draw(40, 2));
    Path inverted =
        table(
            "inverted",
            SyntheticDigits.draw(40, 3).stream()
                .map(digit -> new Digit(inverted(digit.image()), digit.label()))
                .toList());

    Ended stable = score(like, "stable", "--drift", "fail");
    assertThat(stable.code()).as(stable.errors()).isZero();
    JsonNode drift = drift("stable");
    assertThat(drift.get("verdict").asText()).isEqualTo("stable");
    assertThat(drift.get("images").asLong()).isEqualTo(400);
    assertThat(drift.get("measures")).hasSize(11);
    for (JsonNode measure : drift.get("measures")) {
      assertThat(measure.get("images").asLong()).isEqualTo(400);
      assertThat(measure.get("psi").asDouble()).isLessThan(measure.get("threshold").asDouble());
    }
    assertThat(drift.get("accuracy").get("low").asDouble())
        .isLessThan(drift.get("accuracy").get("high").asDouble());
    assertThat(stable.result().get("drift").get("verdict").asText()).isEqualTo("stable");
    assertThat(stable.errors()).contains("drift: none in 11 measures; accuracy is estimated at ");

    Ended failed = score(inverted, "failed", "--drift", "fail");
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.errors())
        .contains("its images are unlike those that v0001 was trained on: drift in ")
        .contains("the same command with --drift warn takes them as they are");
    assertThat(drift("failed").get("verdict").asText()).isEqualTo("drifted");
    List<String> drifted = new ArrayList<>();
    drift("failed")
        .get("measures")
        .forEach(
            measure -> {
              if (measure.get("drifted").asBoolean()) {
                drifted.add(measure.get("measure").asText());
              }
            });
    assertThat(drifted).contains("ink", "background", "stroke_width");
    assertThat(Files.readString(directory.resolve("failed/drift.html")))
        .contains("<title>Drift</title>", "background", "this run");
    assertThat(SparkExtension.session().read().parquet(directory + "/failed/predictions").count())
        .isEqualTo(400);

    Ended warned = score(inverted, "failed", "--drift", "warn");
    assertThat(warned.code()).as(warned.errors()).isZero();
    assertThat(warned.result().get("drift").get("verdict").asText()).isEqualTo("drifted");

    Ended off = score(inverted, "off");
    assertThat(off.code()).isZero();
    assertThat(directory.resolve("off/drift.json")).doesNotExist();
    assertThat(score(inverted, "off", "--drift", "warn").code()).isZero();
    assertThat(drift("off")).isEqualTo(drift("failed"));
  }

  @Test
  void resumedRunTellsOfTheWhole() throws Exception {
    Path images = table("images", SyntheticDigits.draw(40, 4));
    assertThat(score(images, "output", "--drift", "warn").code()).isZero();
    String whole = Files.readString(directory.resolve("output/drift.json"));
    Files.delete(directory.resolve("output/_progress/ended.json"));
    Files.delete(directory.resolve("output/drift.json"));
    try (Stream<Path> done = Files.list(directory.resolve("output/_progress/done"))) {
      TreeSet<Path> records = new TreeSet<>(done.toList());
      assertThat(records).hasSizeGreaterThan(1);
      Files.delete(records.last());
    }

    Ended resumed = score(images, "output", "--drift", "warn");

    assertThat(resumed.result().get("parts_found_done").asInt()).isPositive();
    assertThat(directory.resolve("output/drift.json")).content().isEqualTo(whole);
  }

  @Test
  void fewImagesSayNothing() throws Exception {
    Ended few =
        score(
            table("few", SyntheticDigits.draw(1, 5).subList(0, 8)),
            "few-output",
            "--drift",
            "fail");

    assertThat(few.code()).as(few.errors()).isZero();
    assertThat(few.errors()).contains("drift: 8 images are too few to tell, 30 are needed");
  }

  private static byte[] inverted(byte[] image) {
    byte[] inverted = new byte[image.length];
    for (int i = 0; i < image.length; i++) {
      inverted[i] = (byte) ~image[i];
    }
    return inverted;
  }

  private Path table(String name, List<Digit> digits) {
    int size = (digits.size() + FILES - 1) / FILES;
    for (int file = 0; file < FILES; file++) {
      List<Row> rows = new ArrayList<>();
      for (int i = file * size; i < Math.min(digits.size(), (file + 1) * size); i++) {
        rows.add(RowFactory.create((long) i, digits.get(i).image()));
      }
      SparkExtension.session()
          .createDataFrame(rows, TABLE)
          .coalesce(1)
          .write()
          .parquet(directory + "/" + name + "/f" + file);
    }
    return directory.resolve(name);
  }

  private JsonNode drift(String output) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(output + "/drift.json").toFile());
  }

  private Ended score(Path input, String output, String... more) throws IOException {
    Path conf = directory.resolve("scoring.conf");
    // A wave for each part, as many as there are cores.
    Files.writeString(conf, "score.images-per-file = 10\n");
    List<String> job =
        new ArrayList<>(
            List.of(
                "score",
                "--config",
                conf.toString(),
                "--input",
                input.toString(),
                "--model",
                directory + "/store",
                "--output",
                directory + "/" + output));
    job.addAll(Arrays.asList(more));
    return Ended.of(job.toArray(String[]::new));
  }
}
