package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.input.ImageInputs;
import mnist.input.InputSettings;
import mnist.input.Split;
import mnist.picture.GrayPicture;
import mnist.prepare.DigitPreparation;
import mnist.prepare.Preparation;
import mnist.prepare.PreparedDigit;
import mnist.prepare.PreparedImages;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ingest of a directory of image files for each class. */
@ExtendWith(SparkExtension.class)
class IngestPicturesTest {

  private static final IngestSettings SETTINGS = settings(10, 0);

  @TempDir private java.nio.file.Path directory;

  @Test
  void directoriesAreSplitsAndClasses(SparkSession spark) throws Exception {
    List<Digit> digits = SyntheticDigits.draw(3, 1);
    writeFolder("train", digits.subList(0, 20));
    writeFolder("val", digits.subList(20, 25));
    writeFolder("test", digits.subList(25, 30));

    IngestedData data = ingest(spark, SETTINGS, PreparedImages.AS_THEY_ARE);

    assertThat(data.fingerprint().quarantined()).isZero();
    assertThat(data.fingerprint().classNames()).isNull();
    assertThat(data.fingerprint().classes()).isEqualTo(10);
    // Images for validation are given, so none of the others are held out.
    assertThat(data.fingerprint().counts(Split.TRAIN).records()).isEqualTo(20);
    assertThat(data.fingerprint().counts(Split.VALIDATION).records()).isEqualTo(5);
    assertThat(data.fingerprint().counts(Split.TEST).records()).isEqualTo(5);
    assertThat(data.records(Split.TEST).orderBy("id").collectAsList())
        .extracting(row -> (byte[]) row.getAs("image"), row -> row.getAs("label"))
        .containsExactlyInAnyOrderElementsOf(
            digits.subList(25, 30).stream()
                .map(digit -> tuple(digit.image(), digit.label()))
                .toList());
    assertThat(ids(data)).isEqualTo(java.util.stream.LongStream.range(0, 30).boxed().toList());
  }

  @Test
  void someAreHeldOutWhereNoneAreForValidation(SparkSession spark) throws Exception {
    ImageFiles.writeFolder(input(), SyntheticDigits.draw(6, 1));

    IngestedData data = ingest(spark, SETTINGS, PreparedImages.AS_THEY_ARE);

    assertThat(data.fingerprint().counts(Split.VALIDATION).records()).isBetween(4L, 24L);
    assertThat(data.fingerprint().counts(Split.TEST).records()).isZero();
    assertThat(data.records().count()).isEqualTo(60);
  }

  @Test
  void namesOfClassesAreWrittenDownInTheirOrder(SparkSession spark) throws Exception {
    List<Digit> digits = SyntheticDigits.draw(1, 1);
    String[] names = {"Ankle boot", "10", "9", "bag"};
    for (int i = 0; i < 8; i++) {
      put(names[i % 4] + "/" + i + ".png", ImageFiles.png(digits.get(i).image()));
    }

    IngestedData data = ingest(spark, settings(2, 0), PreparedImages.AS_THEY_ARE);

    assertThat(data.fingerprint().classNames()).containsExactly("10", "9", "Ankle boot", "bag");
    assertThat(data.fingerprint().classes()).isEqualTo(4);
    assertThat(data.records().select("key", "label").collectAsList())
        .extracting(row -> row.getString(0), row -> row.getInt(1))
        .contains(tuple("10/1.png", 0), tuple("Ankle boot/0.png", 2), tuple("bag/7.png", 3));
  }

  /** As their names do: 10 comes after 9. */
  @Test
  void numbersAreClassesThemselves(SparkSession spark) throws Exception {
    List<Digit> digits = SyntheticDigits.draw(1, 1);
    for (int i = 1; i <= 10; i++) {
      put(i + "/a.png", ImageFiles.png(digits.get(i - 1).image()));
    }

    IngestedData data = ingest(spark, settings(10, 1), PreparedImages.AS_THEY_ARE);

    assertThat(data.fingerprint().classNames()).isNull();
    assertThat(data.records().select("key", "label").collectAsList())
        .extracting(row -> row.getString(0), row -> row.getInt(1))
        .contains(tuple("1/a.png", 0), tuple("9/a.png", 8), tuple("10/a.png", 9));
  }

  @Test
  void imagesThatDoNotFitGoToQuarantine(SparkSession spark) throws Exception {
    List<Digit> digits = SyntheticDigits.draw(2, 1);
    writeFolder("train", digits.subList(0, 10));
    writeFolder("test", digits.subList(10, 15));
    put("train/3/large.png", ImageFiles.png(new byte[900], 30, 30));
    put("train/3/broken.png", new byte[] {1, 2, 3});
    put("train/3/seen.png", ImageFiles.png(digits.get(12).image()));
    put("train/unlabelled.png", ImageFiles.png(digits.get(19).image()));

    IngestedData data = ingest(spark, SETTINGS, PreparedImages.AS_THEY_ARE);

    assertThat(data.fingerprint().quarantined()).isEqualTo(4);
    List<Row> refused = data.quarantine().select("key", "reason").orderBy("key").collectAsList();
    assertThat(refused)
        .extracting(row -> row.getString(0))
        .containsExactly(
            "train/3/broken.png", "train/3/large.png", "train/3/seen.png", "train/unlabelled.png");
    assertThat(refused.get(1).getString(1))
        .isEqualTo("the image is 30 x 30 pixels, but most are 28 x 28");
    assertThat(refused.get(2).getString(1)).isEqualTo("image is the same as a test image");
    assertThat(refused.get(3).getString(1)).isEqualTo("there is no label");
  }

  @Test
  void theSameFilesAreFoundAgain(SparkSession spark) throws Exception {
    ImageFiles.writeFolder(input(), SyntheticDigits.draw(2, 1));
    Path kept = path("kept");
    IngestedData first =
        of(spark, SETTINGS, PreparedImages.AS_THEY_ARE).findOrKeepIn(kept, path("bad"));

    IngestedData again =
        of(spark, SETTINGS, PreparedImages.AS_THEY_ARE).findOrKeepIn(kept, path("bad"));
    assertThat(again).isEqualTo(first);
    assertThat(directory.resolve("kept").toFile().list()).hasSize(1);

    put("1/new.png", ImageFiles.png(SyntheticDigits.draw(1, 9).get(0).image()));
    IngestedData other =
        of(spark, SETTINGS, PreparedImages.AS_THEY_ARE).findOrKeepIn(kept, path("bad"));
    assertThat(other.fingerprint().id()).isNotEqualTo(first.fingerprint().id());
    assertThat(of(spark, SETTINGS, PreparedImages.AS_THEY_ARE.transposed(true)).findIn(kept))
        .isEmpty();
  }

  @Test
  void imagesAreTurnedWhereTheyAreStoredByColumns(SparkSession spark) throws Exception {
    List<Digit> digits = SyntheticDigits.draw(1, 1);
    ImageFiles.writeFolder(input(), digits);

    IngestedData data = ingest(spark, SETTINGS, PreparedImages.AS_THEY_ARE.transposed(true));

    for (Row row : data.records().select("label", "image").collectAsList()) {
      Digit digit =
          digits.stream().filter(each -> each.label() == row.getInt(0)).findFirst().orElseThrow();
      byte[] turned = row.getAs(1);
      for (int i = 0; i < turned.length; i++) {
        assertThat(turned[i]).isEqualTo(digit.image()[i % 28 * 28 + i / 28]);
      }
    }
  }

  /** Which a model that is trained on them takes pictures for. */
  @Test
  void imagesLikeMnistsAreKnownForIt(SparkSession spark) throws Exception {
    List<Digit> digits = SyntheticDigits.draw(2, 1);
    List<Digit> prepared = new ArrayList<>();
    for (Digit digit : digits) {
      PreparedDigit made =
          new DigitPreparation(28, 28).prepare(new GrayPicture(28, 28, digit.image()));
      prepared.add(new Digit(((PreparedDigit.Digit) made).pixels(), digit.label()));
    }
    ImageFiles.writeFolder(directory.resolve("prepared"), prepared);
    ImageFiles.writeFolder(directory.resolve("as drawn"), digits);

    assertThat(preparation(spark, "prepared", PreparedImages.AS_THEY_ARE))
        .isEqualTo(Preparation.MNIST);
    assertThat(preparation(spark, "as drawn", PreparedImages.AS_THEY_ARE))
        .isEqualTo(Preparation.NONE);
    assertThat(preparation(spark, "as drawn", PreparedImages.LIKE_MNIST))
        .isEqualTo(Preparation.MNIST);
  }

  @Test
  void imagesWithoutLabelsAreRefused(SparkSession spark) throws Exception {
    put("test/a.png", ImageFiles.png(SyntheticDigits.draw(1, 1).get(0).image()));

    assertThatThrownBy(() -> ingest(spark, SETTINGS, PreparedImages.AS_THEY_ARE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no image has one; put image files into a directory for each class");
  }

  private Preparation preparation(SparkSession spark, String name, PreparedImages pictures) {
    IngestedData data =
        Ingest.of(
                ImageInputs.open(
                    spark, List.of(directory.resolve(name).toString()), InputSettings.DEFAULT),
                SETTINGS,
                pictures,
                spark)
            .into(path(name + pictures.preparation()), path("bad"));
    return Preparation.named("preparation", data.fingerprint().preparation());
  }

  private static List<Long> ids(IngestedData data) {
    return data.records().select("id").collectAsList().stream()
        .map(row -> row.getLong(0))
        .sorted()
        .collect(Collectors.toList());
  }

  private IngestedData ingest(SparkSession spark, IngestSettings settings, PreparedImages as) {
    return of(spark, settings, as).into(path("out"), path("bad"));
  }

  private Ingest of(SparkSession spark, IngestSettings settings, PreparedImages as) {
    return Ingest.of(
        ImageInputs.open(spark, List.of(input().toString()), InputSettings.DEFAULT),
        settings,
        as,
        spark);
  }

  private static IngestSettings settings(int classes, int labelOffset) {
    return new IngestSettings(
        1, 0.2, HoldOutBy.IMAGE, 20 * 784, 0.5, classes, Split.TRAIN, labelOffset, null);
  }

  private java.nio.file.Path input() {
    return directory.resolve("input");
  }

  private Path path(String name) {
    return new Path(directory.resolve(name).toString());
  }

  private void writeFolder(String split, List<Digit> digits) throws IOException {
    ImageFiles.writeFolder(input().resolve(split), digits);
  }

  private void put(String name, byte[] content) throws IOException {
    java.nio.file.Path file = input().resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
