package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mnist.InvalidInputException;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class NewFilesTest {

  @TempDir Path directory;

  private final Set<FileStamp> done = new HashSet<>();

  private Optional<NewFiles> look() {
    return NewFiles.among(
        List.of(directory.toString()), InputSettings.DEFAULT, done, new Configuration());
  }

  private void take() {
    done.addAll(look().orElseThrow().stamps());
  }

  private void night(String name, int perClass, long seed) throws IOException {
    SyntheticDigits.write(directory, name, "", SyntheticDigits.draw(perClass, seed));
  }

  @Test
  void imagesOfIdxAreReadAgainWithTheirNewLabels(SparkSession spark) throws IOException {
    night("a-train", 1, 1);
    take();
    assertThat(look()).isEmpty();

    night("b-train", 2, 2);
    NewFiles second = look().orElseThrow();
    assertThat(second.stamps())
        .extracting(stamp -> Path.of(stamp.path()).getFileName().toString())
        .containsExactly("b-train-images-idx3-ubyte", "b-train-labels-idx1-ubyte");
    assertThat(second.form()).isEqualTo(Form.IDX);
    // Numbers count from the first that is read, whatever lies beside.
    assertThat(second.open(spark).rows().selectExpr("max(key.id)").first().getLong(0))
        .isEqualTo(19);
    take();

    Path labels = directory.resolve("a-train-labels-idx1-ubyte");
    Files.setLastModifiedTime(labels, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    NewFiles mended = look().orElseThrow();
    assertThat(mended.stamps()).as("with the images").hasSize(2);
    assertThat(mended.open(spark).rows().count()).isEqualTo(10);
  }

  @Test
  void imageFilesAreReadAgainWithTheirNewLabels() throws IOException {
    Path images = Files.createDirectory(directory.resolve("images"));
    ImageFiles.writeFolder(images, SyntheticDigits.draw(1, 1));
    Path labels = Files.writeString(directory.resolve("labels.csv"), "file,label,who\n");
    InputSettings labelled = labelledBy(labels);
    NewFiles first = NewFiles.among(paths(images), labelled, done, conf()).orElseThrow();
    assertThat(first.stamps()).hasSize(11);
    done.addAll(first.stamps());
    assertThat(NewFiles.among(paths(images), labelled, done, conf())).isEmpty();

    Files.writeString(labels, "file,label,who\n0000.png,3,anna\n");
    assertThat(NewFiles.among(paths(images), labelled, done, conf()).orElseThrow().stamps())
        .hasSize(11);
  }

  /** As a review's directory grows whose table somebody fills in later. */
  @Test
  void newFilesBesideAnUnchangedTableThatLabelsNoneOfThemAreNothingYet(SparkSession spark)
      throws IOException {
    Path images = Files.createDirectory(directory.resolve("images"));
    Files.write(images.resolve("a.png"), ImageFiles.png(SyntheticDigits.draw(1, 1).get(0).image()));
    Path labels =
        Files.writeString(directory.resolve("labels.csv"), "file,label,who\na.png,3,anna\n");
    InputSettings labelled = labelledBy(labels);
    NewFiles first = NewFiles.among(paths(images), labelled, done, conf()).orElseThrow();
    assertThat(first.open(spark).rows().count()).isEqualTo(1);
    done.addAll(first.stamps());
    Files.write(images.resolve("b.png"), ImageFiles.png(SyntheticDigits.draw(1, 2).get(0).image()));

    ImageInput second =
        NewFiles.among(paths(images), labelled, done, conf()).orElseThrow().open(spark);

    assertThat(second.splits()).isEmpty();
    assertThat(second.labelling().orElseThrow().unlabelled()).isEqualTo(1);
    Files.writeString(labels, "file,label,who\na.png,,anna\n");
    NewFiles none = NewFiles.among(paths(images), labelled, done, conf()).orElseThrow();
    assertThatThrownBy(() -> none.open(spark))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("it has no label for any of the 2 image files");
  }

  private static InputSettings labelledBy(Path labels) {
    return new InputSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(labels.toString()),
        List.of());
  }

  private static List<String> paths(Path directory) {
    return List.of(directory.toString());
  }

  private static Configuration conf() {
    return new Configuration();
  }

  /** As of two deliveries into one directory that were refused one by one. */
  @Test
  void filesThatAreNamedAreThereWithoutTheOthers(SparkSession spark) throws IOException {
    night("a-train", 1, 1);
    take();
    night("b-train", 2, 2);
    Set<FileStamp> first = Set.copyOf(look().orElseThrow().stamps());
    night("c-train", 3, 3);

    NewFiles alone = only(directory, InputSettings.DEFAULT, first);

    assertThat(Set.copyOf(alone.stamps())).isEqualTo(first);
    assertThat(alone.open(spark).rows().count()).isEqualTo(20);
  }

  @Test
  void imageFilesThatAreNamedAreThereWithTheTableOfAll(SparkSession spark) throws IOException {
    Path images = Files.createDirectory(directory.resolve("images"));
    ImageFiles.writeFolder(images, SyntheticDigits.draw(1, 1));
    InputSettings labelled =
        labelledBy(
            Files.writeString(
                directory.resolve("labels.csv"), "file,label,who\n0001.png,3,anna\n"));
    List<FileStamp> all =
        NewFiles.among(paths(images), labelled, done, conf()).orElseThrow().stamps();
    FileStamp image =
        all.stream().filter(s -> s.path().endsWith("0001.png")).findFirst().orElseThrow();

    NewFiles alone = only(images, labelled, Set.of(image, all.get(all.size() - 1)));

    assertThat(alone.stamps()).containsExactly(image, all.get(all.size() - 1));
    assertThat(alone.open(spark).rows().count()).isEqualTo(1);
  }

  private static NewFiles only(Path place, InputSettings settings, Set<FileStamp> files) {
    return NewFiles.only(paths(place), settings, files, conf()).orElseThrow();
  }

  @Test
  void aFileOfAnotherLengthIsNew() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "image,label\n");
    Files.writeString(directory.resolve("README.md"), "What lies here.");
    take();
    assertThat(done).hasSize(1);

    Files.writeString(directory.resolve("README.md"), "What else lies here.");
    assertThat(look()).isEmpty();

    Files.writeString(directory.resolve("a.csv"), "image,label\n\"\",1\n");
    assertThat(look().orElseThrow().form()).isEqualTo(Form.CSV);
  }

  @Test
  void whatCannotBeReadIsRefusedAsEver() {
    assertThatThrownBy(this::look)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot find images in ");
  }
}
