package mnist.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledDataTest {

  /**
   * The MD5s of images and labels are those that Yann LeCun's page and its mirrors are checked by;
   * that of the groups is of what SOURCE.md says.
   */
  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte.gz, 6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte.gz, a25bea736e30d166cdddb491f175f624",
    "train-groups-idx1-int.gz, 6b0c0da211f67bf9b5c1b0b4477e751b",
    "t10k-images-idx3-ubyte.gz, 2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte.gz, 27ae3e4e09519cfbb04c329615203637"
  })
  void isTheOriginalByteForByte(String name, String md5)
      throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    try (InputStream in =
        new DigestInputStream(new GZIPInputStream(BundledData.open(name)), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(md5);
    assertThat(BundledData.FILES).contains(name);
  }

  @Test
  void isStagedWhereExecutorsCanReadIt(@TempDir java.nio.file.Path directory) throws IOException {
    BundledData.stage(new Path(directory.resolve("new/data").toUri()), new Configuration(false));

    for (String name : BundledData.FILES) {
      try (InputStream in = new GZIPInputStream(BundledData.open(name))) {
        assertThat(directory.resolve("new/data").resolve(name.replace(".gz", "")))
            .hasBinaryContent(in.readAllBytes());
      }
    }
  }

  @Test
  void saysWhereItCannotBeStaged(@TempDir java.nio.file.Path directory) throws IOException {
    java.nio.file.Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> BundledData.stage(new Path(file.toUri()), new Configuration(false)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot write the bundled data to file:" + file + ": ");
  }
}
