package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import mnist.prepare.PreparedImages;
import mnist.testing.AnotherUser;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files of images, sound and damaged, and what the directories around them say. */
@ExtendWith(SparkExtension.class)
class ImageFilesInputTest {

  private static final byte[] PIXELS = SyntheticDigits.draw(1, 1).get(0).image();
  private static final byte[] PNG = ImageFiles.png(PIXELS);

  @TempDir private Path directory;

  @Test
  void aFileOfSeveralPagesHasARowForEach(SparkSession spark) throws Exception {
    byte[] other = SyntheticDigits.draw(1, 1).get(1).image();
    put("scan.tif", ImageFiles.tiff(28, 28, PIXELS, other, PIXELS));
    put("single.tiff", ImageFiles.tiff(28, 28, other));

    List<Row> rows = prepared(spark).select("key.file", "key.page", "image").collectAsList();

    assertThat(rows)
        .extracting(row -> row.get(0), row -> row.get(1))
        .containsExactly(
            tuple("scan.tif", 0),
            tuple("scan.tif", 1),
            tuple("scan.tif", 2),
            tuple("single.tiff", null));
    assertThat(rows)
        .extracting(row -> row.<byte[]>getAs(2))
        .containsExactly(PIXELS, other, PIXELS, other);
  }

  @Test
  void onlyFilesThatMayBeOfASplitAreReadForIt(SparkSession spark) throws Exception {
    put("1/any.png", PNG);
    put("test/1/a.png", PNG);
    put("train/1/a.png", PNG);

    assertThat(
            InputRows.open(spark, directory)
                .only(Split.TEST)
                .rows()
                .select("key.file")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("1/any.png", "test/1/a.png");
  }

  @Test
  void faultsAreOfTheirFilesAlone(SparkSession spark) throws Exception {
    put("a.png", PNG);
    put("cut off.png", Arrays.copyOf(PNG, PNG.length / 2));
    put("empty.png", new byte[0]);
    put("page.png", "<!DOCTYPE html><html>404</html>".getBytes());
    put("vanished.png", PNG);
    put("z.png", PNG);
    ImageInput input = InputRows.open(spark, directory);
    Files.delete(directory.resolve("vanished.png"));

    List<Row> rows =
        PreparedImages.AS_THEY_ARE.of(input).select("key.file", "reason").collectAsList();

    assertThat(rows)
        .extracting(row -> row.getString(0))
        .containsExactly("a.png", "cut off.png", "empty.png", "page.png", "vanished.png", "z.png");
    assertThat(rows)
        .extracting(row -> row.isNullAt(1))
        .containsExactly(true, false, false, false, false, true);
    assertThat(rows.get(4).getString(1))
        .startsWith("the file can't be read: ")
        .contains("vanished.png");
  }

  @Test
  void aFileThatMayNotBeReadIsAFault() throws Exception {
    assumeTrue(AnotherUser.canBeHad());
    put("a.png", PNG);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        directory.resolve("a.png"), PosixFilePermissions.fromString("rw-------"));
    org.apache.hadoop.fs.Path path =
        new org.apache.hadoop.fs.Path(directory.resolve("a.png").toUri());
    FileSystem files = path.getFileSystem(new Configuration());
    assertThat(FileReads.read(files, path).fault()).isNull();

    assertThat(AnotherUser.call(() -> FileReads.read(files, path)))
        .satisfies(
            content -> {
              assertThat(content.bytes()).isNull();
              assertThat(content.fault()).contains("AccessDenied");
            });
  }

  @Test
  void filesHaveAsManyBytesAsAnImageMayHave() throws Exception {
    assertThat(FileReads.bounded(new ByteArrayInputStream(PNG), PNG.length).bytes()).isEqualTo(PNG);
    assertThat(FileReads.bounded(new ByteArrayInputStream(PNG), PNG.length - 1))
        .isEqualTo(
            FileReads.Content.faulty("the file has more than " + (PNG.length - 1) + " bytes"));
  }

  @Test
  void linksThatLeadBackAreNotFollowed(SparkSession spark) throws Exception {
    put("digits/a/1.png", PNG);
    put("digits/b/2.png", PNG);
    put("elsewhere/3.png", PNG);
    Path digits = directory.resolve("digits");
    Files.createSymbolicLink(digits.resolve("self"), digits);
    Files.createSymbolicLink(digits.resolve("a/up"), Path.of(".."));
    Files.createSymbolicLink(digits.resolve("b/top"), directory);
    Files.createSymbolicLink(digits.resolve("linked"), directory.resolve("elsewhere"));
    Files.createSymbolicLink(directory.resolve("elsewhere/back"), digits);

    ImageInput input = InputRows.open(spark, digits);

    assertThat(input.rows().select("key.file").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("a/1.png", "b/2.png", "linked/3.png");
    assertThat(input.passedOver())
        .extracting(PassedOver::name)
        .containsExactlyInAnyOrder("self", "up", "top", "back");
  }

  @Test
  void directoriesTellClassesAndSplits(SparkSession spark) throws Exception {
    put("digits/train/7/a.png", PNG);
    put("digits/Val/8/a.png", PNG);
    put("digits/test/9/deep/a.png", PNG);
    put("digits/test/unlabelled.png", PNG);
    put("digits/other/1/a.png", PNG);

    List<Row> rows =
        InputRows.open(spark, directory.resolve("digits"))
            .rows()
            .select("key.file", "label", "split")
            .collectAsList();

    assertThat(rows)
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactly(
            tuple("Val/8/a.png", "8", "validation"),
            tuple("other/1/a.png", "1", null),
            tuple("test/9/deep/a.png", "deep", "test"),
            tuple("test/unlabelled.png", null, "test"),
            tuple("train/7/a.png", "7", "train"));
  }

  /** Names that end like side files' are names like others for directories. */
  @Test
  void directoriesAreReadWhateverTheyAreCalled(SparkSession spark) throws Exception {
    put("scans.tmp/7/a.png", PNG);
    put("data.log/8/a.png", PNG);
    put(".git/9/a.png", PNG);

    ImageInput input = InputRows.open(spark, directory);

    assertThat(input.rows().select("label").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("8", "7");
    assertThat(input.passedOver()).containsExactly(new PassedOver(".git", "hidden"));
  }

  private org.apache.spark.sql.Dataset<Row> prepared(SparkSession spark) {
    return PreparedImages.AS_THEY_ARE.of(InputRows.open(spark, directory));
  }

  private void put(String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
