package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mnist.InvalidInputException;
import mnist.idx.IdxHeader;
import mnist.idx.IdxType;
import mnist.idx.IdxWriter;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver finds wrong with files from their names, headers and lengths. */
class IdxFilesTest {

  @TempDir private Path localDirectory;
  private Path images;
  private Path labels;

  @BeforeEach
  void writeFiles() throws IOException {
    images = SyntheticDigits.write(localDirectory, "train", "", SyntheticDigits.draw(1, 1));
    labels = localDirectory.resolve("train-labels-idx1-ubyte");
  }

  @Test
  void soundFilesOpen() {
    IdxFiles files = IdxFiles.open(List.of(localDirectory.toString()), new Configuration());

    assertThat(files.count()).isEqualTo(10);
    assertThat(files.imageBytes()).isEqualTo(7840);
    assertThat(files.all()).extracting(DataFile::path).containsExactly(uri(images), uri(labels));
  }

  @Test
  void missingPathIsNamed() {
    assertFails(localDirectory + "/nowhere")
        .hasMessage(
            "Cannot read %s/nowhere: no such file or directory; give an IDX file, or a directory or"
                + " glob of them",
            uri(localDirectory));
    assertFails(localDirectory + "/x*").hasMessageContaining("/x*: no such file or directory");
  }

  @Test
  void pathOfAnUnknownFileSystemIsNamed() {
    assertFails("nosuch://host/data").hasMessageStartingWith("Cannot read nosuch://host/data: ");
  }

  @Test
  void directoryWithoutImagesListsWhatIsThere() throws IOException {
    Files.delete(images);
    Files.writeString(localDirectory.resolve("notes.txt"), "");

    assertFails(localDirectory.toString())
        .hasMessage(
            "Cannot find IDX images in %s: expected a file with 'images' or 'idx3' in its name,"
                + " such as train-images-idx3-ubyte.gz, but found train-labels-idx1-ubyte,"
                + " notes.txt (text); give an IDX file, or a directory or glob of them",
            localDirectory);
    Files.createDirectory(localDirectory.resolve("empty"));
    assertFails(localDirectory + "/empty").hasMessageContaining("but found no files;");
  }

  @Test
  void wrongMagicIsNamed() throws IOException {
    Files.writeString(images, "{\"not\": \"idx\"}");

    assertFails(localDirectory.toString())
        .hasMessage(
            "Cannot read IDX file %s: expected the magic number 00 00 <type> <rank> at byte 0, but"
                + " found 7b 22 6e 6f; it isn't an IDX file",
            uri(images));
  }

  @Test
  void emptyFileIsNamed() throws IOException {
    Files.write(labels, new byte[0]);

    assertFails(localDirectory.toString())
        .hasMessage(
            "Cannot read IDX file %s: expected an IDX header, but the file is empty; fetch it again",
            uri(labels));
  }

  @Test
  void lengthOfPlainFilesIsCheckedWithoutReadingThem() throws IOException {
    byte[] sound = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(sound, sound.length - 40));
    assertFails(localDirectory.toString())
        .hasMessage(
            "Cannot read IDX file %s: expected 7840 data bytes for shape [10, 28, 28], but the file"
                + " ends after 7800; fetch it again",
            uri(images));

    Files.write(images, Arrays.copyOf(sound, sound.length + 3));
    assertFails(localDirectory.toString())
        .hasMessage(
            "Cannot read IDX file %s: expected 7840 data bytes for shape [10, 28, 28], but 3 more"
                + " follow; fetch it again",
            uri(images));
  }

  @Test
  void sizesThatOverflowAreNamed() throws IOException {
    byte[] file = Files.readAllBytes(images);
    Arrays.fill(file, 4, 16, (byte) 0xFF);
    Files.write(images, file);

    assertFails(localDirectory.toString())
        .hasMessageStartingWith("Cannot read IDX file " + uri(images) + ": the header's sizes must")
        .hasMessageEndingWith(
            "but were [4294967295, 4294967295, 4294967295] (from byte 4); fetch it again");
  }

  @Test
  void wrongRankAndTypeAreNamed() throws IOException {
    write(images, IdxHeader.ofBytes(10, 784));
    assertFails(localDirectory.toString())
        .hasMessage(
            "Cannot read IDX file %s: expected images as unsigned bytes of rank 3, but found"
                + " unsigned byte of rank 2, shape [10, 784]; give a file of that content, or rename"
                + " this one by what it holds",
            uri(images));

    write(images, new IdxHeader(IdxType.FLOAT, List.of(10L, 28L, 28L)));
    assertFails(localDirectory.toString())
        .hasMessageContaining("but found float of rank 3, shape [10, 28, 28]");

    Files.copy(labels, localDirectory.resolve("t10k-images-idx3-ubyte"));
    assertFails(localDirectory + "/t10k*")
        .hasMessageContaining("but found unsigned byte of rank 1, shape [10]");
  }

  @Test
  void labelsOfAnotherRankAreNamed() throws IOException {
    Files.delete(labels);
    write(labels, new IdxHeader(IdxType.INT, List.of(10L, 10L)));

    assertFails(localDirectory.toString())
        .hasMessageStartingWith(
            "Cannot read IDX file %s: expected labels as whole numbers of rank 1, or as QMNIST's"
                + " ints of shape [n, 8], but found int of rank 2, shape [10, 10]; ",
            uri(labels));
  }

  @Test
  void labelsThatAreNotAsManyAsImagesAreNamed() throws IOException {
    write(labels, IdxHeader.ofBytes(9));

    assertFails(localDirectory.toString())
        .hasMessage(
            "Invalid label file %s: 9 labels for 10 images in %s; fetch both again",
            uri(labels), uri(images));
  }

  @Test
  void imagesOfAnotherSizeAreNamed() throws IOException {
    Path other = localDirectory.resolve("t10k-images-idx3-ubyte");
    write(other, IdxHeader.ofBytes(2, 20, 32));

    assertFails(localDirectory.toString())
        .hasMessage(
            "Invalid image file %s: expected images of 28 x 28 as in %s, but found 20 x 32;"
                + " give images of one size alone",
            uri(other), uri(images));
  }

  @Test
  void imagesWithoutPixelsAreNamed() throws IOException {
    write(images, IdxHeader.ofBytes(10, 28, 0));

    assertFails(localDirectory.toString())
        .hasMessage(
            "Cannot read IDX file %s: expected images of at least 1 x 1 pixels, but found shape"
                + " [10, 28, 0]; fetch it again",
            uri(images));
  }

  /** 34 bytes of gzip, and a header of as many images as ints can count. */
  @Test
  void headerThatPackedBytesCannotHoldIsRefusedUnread() throws IOException {
    Files.delete(images);
    Path packed = localDirectory.resolve("t10k-images-idx3-ubyte.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(IdxHeader.ofBytes(Integer.MAX_VALUE, 28, 28).toBytes());
    }

    assertFails(localDirectory.toString())
        .hasMessageStartingWith("Cannot read IDX file " + uri(packed) + ": expected 168362717")
        .hasMessageContaining("bytes of gzip can't hold as many");
  }

  @Test
  void missingLabelsAreNamed() throws IOException {
    Files.delete(labels);
    IdxFiles files = IdxFiles.open(List.of(localDirectory.toString()), new Configuration());

    assertThatThrownBy(files::requireLabels)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot find labels for %s: expected a file such as train-labels-idx1-ubyte beside it,"
                + " but there is none; put it there, or give the label file that name",
            uri(images));
  }

  @Test
  void groupsBelongToTheirImages() throws IOException {
    Path groups = localDirectory.resolve("train-groups-idx1-int");
    write(groups, new IdxHeader(IdxType.INT, List.of(10L)));

    IdxFiles files = IdxFiles.open(List.of(images.toString()), new Configuration());

    assertThat(files.all())
        .extracting(DataFile::path)
        .containsExactly(uri(images), uri(labels), uri(groups));
    assertThatCode(files::requireGroups).doesNotThrowAnyException();
  }

  @Test
  void groupsThatAreNotAsManyAsImagesOrOfAnotherTypeAreNamed() throws IOException {
    Path groups = localDirectory.resolve("train-groups-idx1-int");
    write(groups, new IdxHeader(IdxType.INT, List.of(11L)));
    assertFails(localDirectory.toString())
        .hasMessage(
            "Invalid group file %s: 11 groups for 10 images in %s; fetch both again",
            uri(groups), uri(images));

    Files.delete(groups);
    write(groups, IdxHeader.ofBytes(10));
    assertFails(localDirectory.toString())
        .hasMessageStartingWith(
            "Cannot read IDX file %s: expected groups as ints of rank 1, but found unsigned byte of"
                + " rank 1, shape [10]; ",
            uri(groups));
  }

  @Test
  void missingGroupsAreNamed() {
    IdxFiles files = IdxFiles.open(List.of(localDirectory.toString()), new Configuration());

    assertThatThrownBy(files::requireGroups)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot hold out by group: expected the groups of %s in a file such as"
                + " train-groups-idx1-int beside it, but there is none; give one, or set"
                + " data.hold-out-by to image",
            uri(images));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(String path) {
    return assertThatThrownBy(() -> IdxFiles.open(List.of(path), new Configuration()))
        .isInstanceOf(InvalidInputException.class);
  }

  private static void write(Path localFile, IdxHeader header) throws IOException {
    try (IdxWriter writer = IdxWriter.create(localFile, header)) {
      for (long i = 0; i < header.items(); i++) {
        writer.write(new byte[header.itemBytes()]);
      }
    }
  }

  private static String uri(Path localFile) {
    return "file:" + localFile;
  }
}
