package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.testing.FileHashes;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From drifted images over what people say of a few of them to a model that reads the others. */
@ExtendWith(LocalMaster.class)
@Timeout(900)
class ReviewIT {

  private static final int REVIEWED = 200;

  @TempDir private Path directory;

  /** The gate is wide: a hundred and fifty images can't tell small losses. */
  @Test
  void whatPeopleSayOfDriftedImagesIsLearned() throws Exception {
    List<Digit> digits = BundledDigits.first("train", 4500);
    SyntheticDigits.write(directory.resolve("base"), "train", "", digits.subList(0, 3000));
    List<Digit> drifted = digits.subList(3000, 4500).stream().map(ReviewIT::drifted).toList();
    // More files than are scored at once.
    for (int file = 0; file < 10; file++) {
      SyntheticDigits.write(
          directory.resolve("drifted"),
          "%02d-train".formatted(file),
          "",
          drifted.subList(100 * file, 100 * file + 100));
    }
    SyntheticDigits.write(directory.resolve("other"), "t10k", "", drifted.subList(1000, 1500));
    Path conf = directory.resolve("training.conf");
    Files.writeString(
        conf,
        """
        train { epochs = 2, batch-size = 32, learning-rate = 0.002 }
        retrain {
          margin = 0.1, class-margin = 0.5, class-floor = 0.0, class-min-images = 1
          delivery-floor = 0.0, delivery-margin = 0.9, robustness-margin = 0.5
          calibration-margin = 0.5, loss-margin = 5.0, max-time-ratio = 1000.0
        }
        score.images-per-file = 100
        """);
    // What `train` makes has seen all images that could judge.
    done("retrain", "--config", conf, "--data", directory + "/base", "--store", store());
    double before = accuracy("v0001");

    String[] score = {
      "score",
      "--config",
      conf.toString(),
      "--input",
      directory + "/drifted",
      "--model",
      store(),
      "--review",
      String.valueOf(REVIEWED),
      "--drift",
      "warn",
      "--output",
      directory + "/scored"
    };
    JsonNode scored = done((Object[]) score);
    Path review = directory.resolve("scored/review");
    assertThat(scored.get("review_images").asInt()).isEqualTo(REVIEWED);
    List<String> table = Files.readAllLines(review.resolve("review.csv"));
    assertThat(table.get(0)).isEqualTo("file,key,prediction,confidence,novelty,why,label,who");
    assertThat(table).hasSize(1 + REVIEWED);
    assertThat(table.subList(1, 101)).allMatch(row -> row.endsWith(",confidence,,"));
    assertThat(table.subList(101, 201)).allMatch(row -> row.endsWith(",novelty,,"));

    SortedMap<String, String> written = FileHashes.of(review);
    // As a process leaves it that is killed.
    Files.delete(directory.resolve("scored/_progress/ended.json"));
    PathUtils.deleteDirectory(review);
    try (Stream<Path> done = Files.list(directory.resolve("scored/_progress/done"))) {
      TreeSet<Path> records = new TreeSet<>(done.toList());
      assertThat(records).hasSizeGreaterThan(1);
      Files.delete(records.last());
    }
    assertThat(done((Object[]) score).get("parts_found_done").asInt()).isPositive();
    assertThat(FileHashes.of(review)).isEqualTo(written);

    String labelled =
        table.get(0)
            + "\n"
            + table.stream()
                .skip(1)
                .map(row -> row.replaceFirst(",,$", "," + label(row, drifted) + ",anna"))
                .collect(Collectors.joining("\n"));
    Path labels = Files.writeString(directory.resolve("labels.csv"), labelled);
    JsonNode retrained =
        done(
            "retrain",
            "--config",
            conf,
            "--data",
            review,
            "--labels",
            labels,
            "--prepare",
            "none",
            "--accept",
            "missing-classes",
            "--accept",
            "noise",
            "--accept",
            "label-agreement",
            "--accept",
            "class-agreement",
            "--reason",
            "anna has looked at each",
            "--store",
            store());

    assertThat(retrained.get("outcome").asText()).isEqualTo("promoted");
    assertThat(retrained.get("labelled_by").get("anna").asInt()).isEqualTo(REVIEWED);
    double after = accuracy("v0002");
    // By chance, two models of 500 images differ by less.
    assertThat(after).isGreaterThan(before + 0.05);
  }

  /** The key of an IDX file's image is its number. */
  private static int label(String row, List<Digit> drifted) {
    return drifted.get(Integer.parseInt(row.split(",")[1])).label();
  }

  private double accuracy(String version) throws IOException {
    return done(
            "evaluate",
            "--model",
            store() + "/versions/" + version,
            "--data",
            directory + "/other",
            "--output",
            directory + "/evaluated-" + version)
        .get("accuracy")
        .asDouble();
  }

  private String store() {
    return directory + "/store";
  }

  /** Thick as with a felt pen, and in the corner. */
  private static Digit drifted(Digit digit) {
    int side = SyntheticDigits.SIDE;
    byte[] drifted = new byte[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int most = 0;
        for (int y = row - 1; y <= row + 1; y++) {
          for (int x = column - 1; x <= column + 1; x++) {
            int fromY = y + 4;
            int fromX = x + 4;
            if (fromY >= 0 && fromY < side && fromX >= 0 && fromX < side) {
              most = Math.max(most, digit.image()[fromY * side + fromX] & 0xFF);
            }
          }
        }
        drifted[row * side + column] = (byte) most;
      }
    }
    return new Digit(drifted, digit.label());
  }

  private JsonNode done(Object... job) throws IOException {
    Ended ended = Ended.of(Stream.of(job).map(Object::toString).toArray(String[]::new));
    assertThat(ended.code()).as(ended.errors()).isZero();
    return ended.result();
  }
}
