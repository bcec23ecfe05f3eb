package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SideFilesTest {

  @ParameterizedTest
  @CsvSource({
    ".train-images-idx3-ubyte.gz.crc, hidden",
    "._train-images-idx3-ubyte.gz, hidden",
    "_SUCCESS, hidden",
    "Thumbs.db, a system's file",
    "train-images-idx3-ubyte.gz:Zone.Identifier, a system's file",
    "train-images-idx3-ubyte.gz.MD5, a checksum",
    "train-images-idx3-ubyte.sha256sum, a checksum",
    "train-images-idx3-ubyte.gz.asc, a signature",
    "train-images-idx3-ubyte.gz.dvc, a pointer to data elsewhere",
    "train-images-idx3-ubyte.gz._COPYING_, unfinished",
    "train-images-idx3-ubyte.gz.crdownload, unfinished",
    "qmnist-train-labels.tsv.gz, 'not IDX, but tsv'",
    "emnist-letters-mapping.txt, text",
    "xnist-images-idx3-ubyte.xz, 'not IDX, but xz'"
  })
  void whatToolsLeaveIsNoData(String name, String reason) {
    assertThat(SideFiles.reasonAmongIdx(name)).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train-images-idx3-ubyte.gz",
        "train-images.idx3-ubyte",
        "train-images-idx3-ubyte (1).gz",
        "train-images-idx3-ubyte.gz.1",
        "md5-images-idx3-ubyte",
        "images"
      })
  void whatMayHoldDataIsKept(String name) {
    assertThat(SideFiles.reasonAmongIdx(name)).isEmpty();
  }
}
