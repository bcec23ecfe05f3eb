package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mnist.InvalidInputException;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people say of images in a table of labels. */
@ExtendWith(SparkExtension.class)
@Timeout(120)
class PeoplesLabelsTest {

  @TempDir private Path directory;

  @BeforeEach
  void images() throws IOException {
    for (int i = 0; i < 6; i++) {
      Path file = directory.resolve("images/" + (char) ('a' + i) + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, ImageFiles.png(SyntheticDigits.draw(1, i).get(0).image()));
    }
  }

  @Test
  void onlyWhatPeopleAgreeOnIsReadAndEachIsCounted(SparkSession spark) throws IOException {
    ImageInput input =
        open(
            spark,
            """
            file,key,label,who
            a.png,"a ""quoted"" key, so",3,anna
            images/a.png,,3,ben
            b.png,,None,anna
            b.png,,none,ben
            c.png,,4,anna
            c.png,,9,ben
            d.png,,,
            f.png,, 7 , ben\s
            """);

    assertThat(
            input.rows().select("key.file", "label").collectAsList().stream()
                .map(row -> row.getString(0) + " " + row.getString(1)))
        .containsExactly("images/a.png 3", "images/f.png 7");
    assertThat(input.labelling())
        .contains(new Labelling(new TreeMap<>(Map.of("anna", 1L, "ben", 2L)), 1, 1, 2));
  }

  @Test
  void aWholePathIsThatFileThoughAnotherHasItsName(SparkSession spark) throws IOException {
    Files.copy(directory.resolve("images/a.png"), directory.resolve("a.png"));

    ImageInput input = open(spark, "file,label,who\na.png,3,anna\nimages/a.png,5,anna\n");

    assertThat(
            input.rows().select("key.file", "label").collectAsList().stream()
                .map(row -> row.getString(0) + " " + row.getString(1)))
        .containsExactlyInAnyOrder("a.png 3", "images/a.png 5");
  }

  @Test
  void aTableThatDoesNotTellWhoIsReadAsBefore(SparkSession spark) throws IOException {
    ImageInput input = open(spark, "file,label\na.png,3\nelsewhere.png,4\n");

    assertThat(input.rows().count()).isEqualTo(6);
    assertThat(input.labelling()).isEmpty();
  }

  @Test
  void faultsSayWhatIsWrong(SparkSession spark) throws IOException {
    Files.createDirectories(directory.resolve("more"));
    Files.copy(directory.resolve("images/a.png"), directory.resolve("more/a.png"));
    assertFault(spark, "gone.png,1,anna", "there is no image file gone.png");
    assertFault(spark, "a.png,1,anna", "a.png names 2 files, such as images/a.png and more/a.png");
    assertFault(spark, "b.png,1,", "it doesn't say who gave b.png the label 1");
    assertFault(spark, "b.png,1,anna\nb.png,1,anna", "anna labels b.png twice");
    assertFault(spark, "b.png,,anna", "it has no label for any of the 7 image files");
  }

  private void assertFault(SparkSession spark, String rows, String what) {
    assertThatThrownBy(() -> open(spark, "file,label,who\n" + rows + "\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Invalid table of labels ")
        .hasMessageContaining(what);
  }

  private ImageInput open(SparkSession spark, String table) throws IOException {
    Path labels = Files.writeString(directory.resolve("labels.csv"), table);
    return ImageInputs.open(
        spark,
        List.of(directory.toString()),
        new InputSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(labels.toString()),
            List.of()));
  }
}
