package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.store.ModelStore;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users get wrong, a fault at a time, through the jobs: exit code 2, one line that says what
 * is wrong where, and not a file more or less than before.
 */
@ExtendWith(LocalMaster.class)
class BadInputIT {
  /** Takes images of 6 x 5 pixels. */
  private static final Path MODEL = Path.of("../pipeline/src/test/resources/golden/v1");

  @TempDir Path directory;
  private Path input;
  private Path images;
  private Path labels;
  private Path output;

  /** 20 training and 20 test images, plain. */
  @BeforeEach
  void makeInput() throws IOException {
    input = directory.resolve("input");
    images = SyntheticDigits.write(input, "train", "", SyntheticDigits.draw(2, 1));
    labels = input.resolve("train-labels-idx1-ubyte");
    SyntheticDigits.write(input, "t10k", "", SyntheticDigits.draw(2, 2));
    output = directory.resolve("output");
  }

  private void assertMistake(String message, String... job) throws IOException {
    Map<String, String> before = contents();
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();

    int code = run(results, errors, job);

    assertThat(errors.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("error: " + message);
    assertThat(code).isEqualTo(2);
    assertThat(results.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("{\"code\":2,");
    assertThat(contents()).isEqualTo(before);
  }

  private static int run(
      ByteArrayOutputStream results, ByteArrayOutputStream errors, String... job) {
    return Main.run(
        job,
        Main.jobs(),
        new PrintStream(results, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private void assertIngestRefuses(String message) throws IOException {
    assertMistake(message, "ingest", "--input", input.toString(), "--output", output.toString());
  }

  /**
   * Every path in the test's directory, with the size and time of what is a file; without what a
   * store keeps of any job: its result, and ingested data, which are sound.
   */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      Path data = directory.resolve("store/data");
      Path result = directory.resolve("store/result.json");
      for (Path path :
          paths.filter(path -> !path.startsWith(data) && !path.equals(result)).toList()) {
        contents.put(
            path.toString(),
            Files.isDirectory(path)
                ? ""
                : Files.size(path) + " bytes of " + Files.getLastModifiedTime(path));
      }
    }
    return contents;
  }

  private static void overwrite(Path file, int offset, int... bytes) throws IOException {
    byte[] content = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      content[offset + i] = (byte) bytes[i];
    }
    Files.write(file, content);
  }

  private static void resize(Path file, int by) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length + by));
  }

  private static void copyModel(Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : List.of("manifest.json", "network.zip", "metrics.jsonl")) {
      Files.copy(MODEL.resolve(name), to.resolve(name));
    }
  }

  @Test
  void wrongMagic() throws IOException {
    overwrite(images, 0, 0x89, 'P', 'N', 'G');

    assertIngestRefuses(
        "Cannot read IDX file file:"
            + images
            + ": expected the magic number 00 00 <type> <rank> at byte 0, but found 89 50 4e 47; it"
            + " isn't an IDX file");
  }

  @Test
  void truncatedFile() throws IOException {
    resize(images, -1);

    assertIngestRefuses(
        "Cannot read IDX file file:"
            + images
            + ": expected 15680 data bytes for shape [20, 28, 28], but the file ends after 15679;"
            + " fetch it again");
  }

  @Test
  void trailingBytes() throws IOException {
    resize(labels, 3);

    assertIngestRefuses(
        "Cannot read IDX file file:"
            + labels
            + ": expected 20 data bytes for shape [20], but 3 more follow; fetch it again");
  }

  @Test
  void corruptGzip() throws IOException {
    Files.delete(images);
    images = SyntheticDigits.write(input, "train", ".gz", SyntheticDigits.draw(2, 1));
    Files.delete(input.resolve("train-labels-idx1-ubyte.gz"));
    int end = (int) Files.size(images);
    // The checksum in the last eight bytes.
    overwrite(images, end - 8, 1, 2, 3, 4);

    assertIngestRefuses(
        "Cannot read IDX file file:"
            + images
            + ": expected sound gzip, but it is corrupt near unpacked byte 15696 (Corrupt GZIP"
            + " trailer); fetch it again");
  }

  @Test
  void headerWhoseSizesOverflow() throws IOException {
    overwrite(images, 4, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);

    assertIngestRefuses(
        "Cannot read IDX file file:"
            + images
            + ": the header's sizes must give items of at most 2147483647 bytes and fewer than 2^63"
            + " bytes in all, but were [4294967295, 4294967295, 4294967295] (from byte 4);"
            + " fetch it again");
  }

  @Test
  void countsThatDiffer() throws IOException {
    Files.write(labels, ByteBuffer.allocate(8 + 19).putInt(0x0801).putInt(19).array());

    assertIngestRefuses(
        "Invalid label file file:"
            + labels
            + ": 19 labels for 20 images in file:"
            + images
            + "; fetch both again");
  }

  @Test
  void wrongRank() throws IOException {
    Files.write(images, ByteBuffer.allocate(12 + 20).putInt(0x0802).putInt(20).putInt(1).array());

    assertIngestRefuses(
        "Cannot read IDX file file:"
            + images
            + ": expected images as unsigned bytes of rank 3, but found unsigned byte of rank 2,"
            + " shape [20, 1]; give a file of that content, or rename this one by what it holds");
  }

  @Test
  void imagesOfASizeThatTheModelDoesNotTake() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);

    assertMistake(
        "Cannot apply file:"
            + model
            + " to "
            + input
            + ": the model takes images of 6 x 5 pixels in 3 classes, but these have 28 x 28 in 10;"
            + " give data like that it was trained on",
        "evaluate",
        "--data",
        input.toString(),
        "--model",
        model.toString(),
        "--output",
        output.toString());
  }

  @Test
  void aModelWhoseImagesCannotBeChanged() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);

    assertMistake(
        "Cannot test the robustness of file:"
            + model
            + ": expected a model of images of 28 x 28 pixels, which changes are defined for, but it"
            + " takes 6 x 5; leave out --robustness",
        "evaluate",
        "--data",
        input.toString(),
        "--model",
        model.toString(),
        "--output",
        output.toString(),
        "--robustness");
  }

  @Test
  void fontsThatNothingIsToBePrintedIn() throws IOException {
    assertMistake(
        "Cannot use --fonts without --robustness; give both or neither",
        "evaluate",
        "--model",
        directory.resolve("model").toString(),
        "--fonts",
        directory.toString());
  }

  @Test
  void viewsOfAModelThatWasTrainedWithoutAugmentation() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);

    assertMistake(
        "Cannot take views of images: model v0001 was trained without augmentation; leave out --views",
        "evaluate",
        "--data",
        input.toString(),
        "--model",
        model.toString(),
        "--output",
        output.toString(),
        "--views",
        "2");
  }

  @Test
  void fewerViewsThanTwo() throws IOException {
    assertMistake(
        "--views must be 2 or more, but was 1",
        "evaluate",
        "--model",
        directory.resolve("model").toString(),
        "--views",
        "1");
  }

  @Test
  void dataWithoutTestImages() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);
    Files.delete(input.resolve("t10k-images-idx3-ubyte"));
    Files.delete(input.resolve("t10k-labels-idx1-ubyte"));

    assertMistake(
        "Cannot evaluate on "
            + input
            + ": expected images of the test split, but it has none; give images of a split test: a"
            + " directory or an IDX file of that name, a column split, or --split test",
        "evaluate",
        "--data",
        input.toString(),
        "--model",
        model.toString(),
        "--output",
        output.toString());
  }

  @Test
  void modelThatHasNoCalibration() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);

    assertMistake(
        "Cannot calibrate answers of file:"
            + model
            + ": expected calibration.json in it, but an earlier release trained it without; train"
            + " it again, or leave out score.max-error-rate, score.max-false-refusals and"
            + " score.calibrated",
        "score",
        "--input",
        input.toString(),
        "--model",
        model.toString(),
        "--output",
        output.toString(),
        "--max-error-rate",
        "0.01");
  }

  @Test
  void imagesOfASizeThatTheChampionDoesNotTake() throws IOException {
    Path store = directory.resolve("store");
    copyModel(store.resolve("versions/v0001"));
    ModelStore models =
        ModelStore.at(new org.apache.hadoop.fs.Path(store.toString()), new Configuration());
    models.promoteIfFirst(models.version("v0001"));

    assertMistake(
        "Cannot compare with champion v0001: expected data as it takes, 6 x 5 pixels and 3 classes,"
            + " but was given 28 x 28 pixels and 10 classes; retrain into a store of its own",
        "retrain",
        "--data",
        input.toString(),
        "--store",
        store.toString());
  }

  @Test
  void emptyFile() throws IOException {
    Files.write(labels, new byte[0]);

    assertIngestRefuses(
        "Cannot read IDX file file:"
            + labels
            + ": expected an IDX header, but the file is empty; fetch it again");
  }

  @Test
  void missingFile() throws IOException {
    Files.delete(labels);

    assertIngestRefuses(
        "Cannot find labels for file:"
            + images
            + ": expected a file such as train-labels-idx1-ubyte beside it, but there is none; put it"
            + " there, or give the label file that name");
  }

  @Test
  void missingDirectory() throws IOException {
    assertMistake(
        "Cannot read file:"
            + directory
            + "/none: no such file or directory; give IDX files, image files, a table or an archive, or"
            + " a directory or glob of them",
        "train",
        "--data",
        directory + "/none",
        "--store",
        output.toString());
  }

  @Test
  void aFaultOfTheDataLeavesNoStore() throws IOException {
    resize(images, -1);

    assertMistake(
        "Cannot read IDX file file:"
            + images
            + ": expected 15680 data bytes for shape [20, 28, 28], but the file ends after 15679;"
            + " fetch it again",
        "train",
        "--data",
        input.toString(),
        "--store",
        output.toString());
  }

  @Test
  void aPipelineRefusedLeavesTheTableOfItsFaults() throws IOException {
    // Blank.
    overwrite(images, 16, new int[784]);
    Path table = directory.resolve("output-quarantine");

    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        run(
            new ByteArrayOutputStream(),
            errors,
            "pipeline",
            "--data",
            input.toString(),
            "--output",
            output.toString());

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8).strip())
        .endsWith("image is blank: all its pixels are equal; see the table file:" + table);
    assertThat(output).doesNotExist();
    assertThat(table).isDirectory();
  }

  @Test
  void unwritableOutput() throws IOException {
    // Below a file, which not even root can write to.
    Path below = labels.resolve("output");

    assertMistake(
        "Cannot write file:"
            + below
            + ": Parent path is not a directory: file:"
            + labels
            + " (ParentNotDirectoryException); choose an output in a directory that can be written",
        "ingest",
        "--input",
        input.toString(),
        "--output",
        below.toString());
  }

  @Test
  void existingOutput() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("precious"), "mine");

    assertIngestRefuses(
        "Cannot write file:" + output + ": it already exists; choose another output or delete it");
    assertThat(output.resolve("precious")).hasContent("mine");
  }

  @Test
  void unknownKey() throws IOException {
    Path config = Files.writeString(directory.resolve("my.conf"), "train.epoch = 3\n");

    assertMistake(
        "Unknown setting 'train.epoch' in " + config + ":1; did you mean 'train.epochs'?",
        "train",
        "--store",
        output.toString(),
        "--config",
        config.toString());
  }

  @Test
  void valueOutOfBounds() throws IOException {
    assertMistake(
        "train.epochs must be 1 or more, but was 0 on the command line",
        "train",
        "--data",
        input.toString(),
        "--store",
        output.toString(),
        "--epochs",
        "0");
  }

  @Test
  void nonDigitsBesideOtherClasses() throws IOException {
    Path store = Files.createDirectory(directory.resolve("store"));
    Path config =
        Files.writeString(
            directory.resolve("my.conf"), "data.classes = 12\ntrain.non-digit-fraction = 0.1\n");

    assertMistake(
        "Cannot replace training images by images that aren't digits: expected the classes 0 to 9,"
            + " but found 12 classes; set train.non-digit-fraction = 0",
        "train",
        "--data",
        input.toString(),
        "--store",
        store.toString(),
        "--config",
        config.toString());
  }

  private void assertScoreRefuses(String message, Path model) throws IOException {
    assertMistake(
        message,
        "score",
        "--input",
        input.toString(),
        "--model",
        model.toString(),
        "--output",
        output.toString());
  }

  @Test
  void tableWithoutImages() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);
    input = directory.resolve("table");
    SparkExtension.session().range(3).write().parquet(input.toString());

    assertScoreRefuses(
        "Cannot find images in parquet table file:"
            + input
            + ": none of its columns can hold them; found struct<id:bigint>; name the column of images"
            + " with --column",
        model);
  }

  @Test
  void imagesOfWhichTheModelTakesNone() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);

    assertScoreRefuses(
        "Cannot score "
            + input
            + ": model "
            + model
            + " takes none of its 40 images, most often: the image is 28 x 28 pixels, but the model"
            + " takes 6 x 5 (40); give pictures of one digit each, or one byte for each of 6 x 5 pixels",
        model);
  }

  @Test
  void anOutputThatExistsIsRefusedBeforeDataAreRead() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);
    Files.createDirectories(output);

    for (String job : List.of("evaluate", "score")) {
      assertMistake(
          "Cannot write file:" + output + ": it already exists; choose another output or delete it",
          job,
          job.equals("score") ? "--input" : "--data",
          directory.resolve("none").toString(),
          "--model",
          model.toString(),
          "--output",
          output.toString());
    }
  }

  @Test
  void pathThatHoldsNoModel() throws IOException {
    assertScoreRefuses(
        "Cannot load a model from file:"
            + input
            + ": expected a version's directory (with manifest.json) or a model store (with"
            + " versions/), but it holds neither; give one that a train job wrote",
        input);
  }

  @Test
  void modelOfANewerFormat() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);
    Path manifest = model.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"format_version\" : 1", "\"format_version\" : 99"));

    assertScoreRefuses(
        "Unknown model format 99 in file:"
            + manifest
            + ", this release reads at most 2; use the release that wrote it or a later one",
        model);
  }

  @Test
  void parametersThatDoNotMatchTheirHash() throws IOException {
    Path model = directory.resolve("model");
    copyModel(model);
    Path manifest = model.resolve("manifest.json");
    String hash = "c8782a65379c8065de8131c930c1a3e2071970d2d2534b9e19dd36c749c24989";
    String other = hash.replace('c', 'd');
    Files.writeString(manifest, Files.readString(manifest).replace(hash, other));

    assertScoreRefuses(
        "Cannot load model file:"
            + model
            + ": expected parameters with SHA-256 "
            + other
            + " as its manifest.json says, but those in network.zip have "
            + hash
            + "; restore both files or train it again",
        model);
  }
}
