package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import mnist.jobs.app.StoredModels;
import mnist.jobs.processes.SampleScoring;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import mnist.testing.FileHashes;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a scoring does whose output is there: it goes on, or says why it doesn't. */
@ExtendWith(LocalMaster.class)
class ScoreGoesOnIT {

  @TempDir private Path directory;
  private Path table;
  private Path output;
  private Path conf;

  @BeforeEach
  void writeTable() throws IOException {
    table = SampleScoring.writeTable(directory.resolve("table"));
    output = directory.resolve("output");
    conf = SampleScoring.writeConf(directory);
  }

  private Ended score(Path input, Path to, String... more) throws IOException {
    String[] job =
        SampleScoring.job(
            input,
            to,
            Stream.concat(Stream.of("--config", conf.toString()), Stream.of(more))
                .toArray(String[]::new));
    return Ended.of(job);
  }

  /** As a process leaves it that is killed before it has recorded its last parts. */
  private void forgetTheEnd() throws IOException {
    Files.delete(output.resolve("_progress/ended.json"));
    try (Stream<Path> done = Files.list(output.resolve("_progress/done"))) {
      Files.delete(new TreeSet<>(done.toList()).last());
    }
  }

  @Test
  void neitherCoresNorSplitsDecideFilesAndTheSameCommandEndsAtOnce() throws Exception {
    Ended first = score(table, output);
    assertThat(first.code()).as(first.errors()).isZero();
    SortedMap<String, String> files = SampleScoring.published(output);
    assertThat(files.keySet().stream().filter(name -> name.startsWith("predictions/part-")))
        .hasSize(SampleScoring.FILES / 2);
    assertThat(files.keySet().stream().filter(name -> name.startsWith("rejects/part-")))
        .hasSize(SampleScoring.REJECTS);
    System.setProperty("spark.master", "local[5]");
    Ended other = score(table, directory.resolve("other"));
    assertThat(other.code()).isZero();
    assertThat(SampleScoring.published(directory.resolve("other"))).isEqualTo(files);

    Ended again = score(directory.resolve("table"), output);
    Ended stricter = score(table, output, "--max-reject-fraction", "0.01");

    assertThat(stricter.code()).isEqualTo(2);
    assertThat(stricter.error()).contains("4 of 120 images were rejected");
    assertThat(again.code()).isZero();
    assertThat(again.result().get("finished_before").asBoolean()).isTrue();
    assertThat(again.errors()).contains("scored before");
    for (String figure :
        List.of("rows", "predicted", "rejected", "reasons", "form", "preparation")) {
      assertThat(again.result().get(figure)).isEqualTo(first.result().get(figure));
    }
    assertThat(SampleScoring.published(output)).isEqualTo(files);
    assertThat(
            SparkExtension.session()
                .read()
                .parquet(output + "/predictions/part-00002.parquet")
                .collectAsList())
        .extracting(row -> row.<Long>getAs("id"))
        .isSorted()
        .hasSize(2 * SampleScoring.ROWS);
  }

  /** Whichever is the champion by then; and nobody prunes it before that. */
  @Test
  void aRunGoesOnWithTheVersionThatItBeganWith() throws Exception {
    ModelStore store =
        StoredModels.of(
            directory.resolve("store"), Path.of("../pipeline/src/test/resources/golden/v2"), 2);
    Path leases = directory.resolve("store/leases");
    String[] job = SampleScoring.job(table, output, "--config", conf.toString());
    job[Arrays.asList(job).indexOf(SampleScoring.MODEL)] = directory.resolve("store").toString();
    assertThat(Ended.of(job).result().get("version").asText()).isEqualTo("v0001");
    assertThat(leases).isEmptyDirectory();
    forgetTheEnd();
    NewDecision promotion =
        new NewDecision(DecisionKind.PROMOTED_BY_HAND, "v0002", "better", Map.of());
    store.decide(store.champion(), promotion);

    JsonNode result = Ended.of(job).result();

    assertThat(result.get("version").asText()).isEqualTo("v0001");
    assertThat(result.get("resumed").asBoolean()).isTrue();
    assertThat(leases).isEmptyDirectory();
    assertThat(Ended.of(job).result().get("version").asText())
        .as("of a run that has ended, the user asks for another one by the champion")
        .isEqualTo("v0002");
  }

  @Test
  void anotherRunIsToldWhatDiffers() throws Exception {
    assertThat(score(table, output).code()).isZero();
    SortedMap<String, String> files = SampleScoring.published(output);

    Ended otherColumns = score(table, output, "--prepared");
    System.setProperty("spark.hadoop.parquet.page.size", "2000");
    Ended otherPages = score(table, output);
    System.clearProperty("spark.hadoop.parquet.page.size");
    SampleScoring.writeFile(directory.resolve("elsewhere"), 1);
    Ended otherInput = score(directory.resolve("elsewhere"), output);

    assertThat(otherColumns.code()).isEqualTo(2);
    assertThat(otherColumns.error())
        .isEqualTo(
            "error: Cannot go on in file:"
                + output
                + ", which is another run's: --prepared is false there, but true here; give what that"
                + " run was given, or another output");
    assertThat(otherPages.error())
        .contains("spark.hadoop.parquet.page.size is null there, but 2000 here");
    assertThat(otherInput.code()).isEqualTo(2);
    assertThat(otherInput.error())
        .contains(
            "the input is file:%s there, but file:%s here"
                .formatted(table, directory.resolve("elsewhere")));
    assertThat(SampleScoring.published(output)).isEqualTo(files);
  }

  @Test
  void aDamagedFileCostsItselfAndIsTriedAgain() throws Exception {
    assertThat(score(table, directory.resolve("whole"), "--review", "5").code()).isZero();
    Path noTable = SampleScoring.file(table, 4);
    Path inPart = SampleScoring.file(table, 7);
    byte[] sound = Files.readAllBytes(noTable);
    byte[] other = Files.readAllBytes(inPart);
    Files.write(noTable, Arrays.copyOf(sound, sound.length / 2));
    byte[] overwritten = other.clone();
    Arrays.fill(overwritten, 4, other.length / 3, (byte) 0x5A);
    Files.write(inPart, overwritten);
    Files.deleteIfExists(inPart.resolveSibling("." + inPart.getFileName() + ".crc"));
    Files.deleteIfExists(noTable.resolveSibling("." + noTable.getFileName() + ".crc"));

    Ended ended = score(table, output, "--review", "5");

    assertThat(ended.code()).as(ended.errors()).isEqualTo(2);
    assertThat(ended.error()).contains("2 files or pieces failed").contains(noTable.toString());
    assertThat(ended.result().get("failed"))
        .extracting(JsonNode::asText)
        .anyMatch(name -> name.contains(noTable.toString()))
        .anyMatch(name -> name.contains(inPart.toString()));
    assertThat(ended.result().get("rows").asInt())
        .isEqualTo((SampleScoring.FILES - 2) * SampleScoring.ROWS);
    assertThat(SparkExtension.session().read().parquet(output + "/predictions").count())
        .isEqualTo(ended.result().get("predicted").asLong());
    Ended allowed = score(table, output, "--review", "5", "--max-failed-files", "2");
    assertThat(allowed.code()).as(allowed.errors()).isZero();
    assertThat(allowed.result().get("failed")).hasSize(2);
    // People are asked once, when all images could be chosen.
    assertThat(output.resolve("review")).doesNotExist();
    assertThat(allowed.result().has("review_images")).isFalse();
    assertThat(allowed.result().get("parts_found_done").asInt())
        .isEqualTo(SampleScoring.FILES / 2 - 2);

    Files.write(noTable, sound);
    Files.write(inPart, other);
    Ended mended = score(table, output, "--review", "5");

    assertThat(mended.code()).as(mended.errors()).isZero();
    assertThat(mended.result().get("failed")).isEmpty();
    assertThat(mended.result().get("rows").asInt())
        .isEqualTo(SampleScoring.FILES * SampleScoring.ROWS);
    assertThat(mended.result().get("review_images").asInt()).isEqualTo(5);
    assertThat(FileHashes.of(output.resolve("review")))
        .isEqualTo(FileHashes.of(directory.resolve("whole/review")));
    // Also nothing that a review was written to aside.
    assertThat(output.resolve("_progress").toFile().list())
        .containsExactlyInAnyOrder("plan.json", "files.gz", "review", "done", "ended.json");
  }

  @Test
  void filesThatChangeOrGoBeforeTheyAreReadAreNamed() throws Exception {
    assertThat(score(table, output).code()).isZero();
    forgetTheEnd();
    Path gone = SampleScoring.file(table, 11);
    Path changed = SampleScoring.file(table, 10);
    byte[] sound = Files.readAllBytes(gone);
    FileTime time = Files.getLastModifiedTime(changed);
    Files.delete(gone);
    Files.setLastModifiedTime(changed, FileTime.fromMillis(time.toMillis() + 5000));

    Ended ended = score(table, output);

    assertThat(ended.code()).as(ended.errors()).isEqualTo(2);
    assertThat(ended.result().get("failed"))
        .extracting(JsonNode::asText)
        .anyMatch(name -> name.contains(gone + ": it is gone"))
        .anyMatch(name -> name.contains(changed + ": it has changed since the run began"))
        .hasSize(2);
    // Of what isn't as it was, nothing is taken for it.
    assertThat(score(table, output).code()).isEqualTo(2);

    Files.write(gone, sound);
    Files.setLastModifiedTime(changed, time);
    Ended mended = score(table, output);

    assertThat(mended.code()).as(mended.errors()).isZero();
    assertThat(mended.result().get("rows").asInt())
        .isEqualTo(SampleScoring.FILES * SampleScoring.ROWS);
  }

  /** Without a file Spark couldn't tell the columns of predictions or rejects. */
  @Test
  void theFirstPartHasFilesThoughAllItReadsIsGone() throws Exception {
    assertThat(score(table, output).code()).isZero();
    Files.delete(output.resolve("_progress/ended.json"));
    Files.delete(output.resolve("_progress/done/00000001.json"));
    Files.delete(SampleScoring.file(table, 0));
    Files.delete(SampleScoring.file(table, 1));

    Ended withOthers = score(table, output, "--max-failed-files", "2");
    Ended alone = score(table, output, "--max-failed-files", "2");

    assertThat(withOthers.code()).as(withOthers.errors()).isZero();
    assertThat(alone.code()).as(alone.errors()).isZero();
    assertThat(alone.result().get("parts_found_done").asInt()).isEqualTo(5);
    for (String directory : List.of("predictions", "rejects")) {
      Path first = output.resolve(directory).resolve("part-00000.parquet");
      assertThat(SparkExtension.session().read().parquet(first.toString()).count()).isZero();
    }
  }

  @Test
  void aPictureThatChangesCostsItsSplit() throws Exception {
    Path pictures = Files.createDirectories(directory.resolve("pictures"));
    for (int i = 0; i < 5; i++) {
      byte[] pixels = new byte[30];
      pixels[i] = (byte) 200;
      Files.write(pictures.resolve(i + ".png"), ImageFiles.png(pixels, 6, 5));
    }
    String[] job = {
      "score",
      "--input",
      pictures.toString(),
      "--output",
      output.toString(),
      "--prepare",
      "none",
      "--model",
      SampleScoring.MODEL
    };
    assertThat(Ended.of(job).code()).isZero();
    SortedMap<String, String> files = SampleScoring.published(output);
    forgetTheEnd();
    byte[] sound = Files.readAllBytes(pictures.resolve("3.png"));
    FileTime time = Files.getLastModifiedTime(pictures.resolve("3.png"));
    Files.write(pictures.resolve("3.png"), ImageFiles.png(new byte[30], 6, 5));
    Files.write(pictures.resolve("added.png"), sound);

    Ended changed = Ended.of(job);

    assertThat(changed.code()).as(changed.errors()).isEqualTo(2);
    assertThat(changed.error()).contains("3.png").contains("changed since the run began");
    Files.write(pictures.resolve("3.png"), sound);
    Files.setLastModifiedTime(pictures.resolve("3.png"), time);
    Ended ended = Ended.of(job);
    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(SampleScoring.published(output)).isEqualTo(files);
  }

  @Test
  void predictionsArePutIntoDirectoriesByAColumn() throws Exception {
    Ended ended = score(table, output, "--partition-by", "colour");
    assertThat(ended.code()).as(ended.errors()).isZero();
    SortedMap<String, String> files = SampleScoring.published(output);
    assertThat(files)
        .containsKeys(
            "predictions/colour=red/part-00000.parquet",
            "predictions/colour=sky blue/part-00005.parquet");
    List<Row> blue =
        SparkExtension.session()
            .read()
            .parquet(output + "/predictions")
            .where("colour = 'sky blue'")
            .collectAsList();
    assertThat(blue).hasSize(SampleScoring.FILES * SampleScoring.ROWS / 2);
    forgetTheEnd();
    System.setProperty("spark.master", "local[3]");

    assertThat(score(table, output, "--partition-by", "colour").code()).isZero();
    assertThat(SampleScoring.published(output)).isEqualTo(files);

    Ended byNothing = score(table, directory.resolve("other"), "--partition-by", "shape");
    assertThat(byNothing.code()).isEqualTo(2);
    assertThat(byNothing.error())
        .contains(
            "Cannot partition predictions by 'shape': expected one of id, colour, prediction");
    assertThat(directory.resolve("other")).doesNotExist();
    Ended byPrediction = score(table, directory.resolve("other"), "--partition-by", "prediction");
    assertThat(byPrediction.code()).as(byPrediction.errors()).isZero();
    assertThat(SparkExtension.session().read().parquet(directory + "/other/predictions").count())
        .isEqualTo(SampleScoring.FILES * SampleScoring.ROWS - SampleScoring.REJECTS);
  }
}
