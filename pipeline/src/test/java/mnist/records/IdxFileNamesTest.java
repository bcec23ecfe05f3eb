package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.records.IdxFileNames.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFileNamesTest {

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, IMAGES",
    "train-images.idx3-ubyte.gz, IMAGES",
    "IMAGES.idx, IMAGES",
    "part-7.idx3, IMAGES",
    "train-labels-idx1-ubyte.gz, LABELS",
    "part-7.IDX1, LABELS",
    "labels-of-images.idx, LABELS",
    "qmnist-train-labels-idx2-int, LABELS",
    "train-groups-idx1-int.gz, GROUPS",
    "age-groups-images-idx3-ubyte, IMAGES",
    "SOURCE.md, OTHER",
    "_SUCCESS, OTHER",
    ".train-images-idx3-ubyte.crc, OTHER"
  })
  void kindIsInTheName(String name, Kind kind) {
    assertThat(IdxFileNames.kind(name)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "t10k-images-idx3-ubyte, TEST",
    "emnist-letters-TEST-images-idx3-ubyte.gz, TEST",
    "train-images-idx3-ubyte, TRAIN",
    "images.idx3, TRAIN"
  })
  void splitIsInTheName(String name, Split split) {
    assertThat(IdxFileNames.split(name)).isEqualTo(split);
  }

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, train-labels-idx1-ubyte.gz",
    "train-images.idx3-ubyte.gz, train-labels-idx1-ubyte",
    "a-train-7-images, a-train-7-labels",
    "images, labels.idx1",
    "part.idx3, part.idx1",
    "train-images-idx3-ubyte.gz, train-groups-idx1-int",
    "train-images.idx3-ubyte, train-groups.idx1-int.gz"
  })
  void pairsHaveOneKey(String images, String labels) {
    assertThat(IdxFileNames.pairKey(images)).isEqualTo(IdxFileNames.pairKey(labels));
  }

  @Test
  void othersHaveAnother() {
    assertThat(IdxFileNames.pairKey("train-images-idx3-ubyte"))
        .isNotEqualTo(IdxFileNames.pairKey("t10k-labels-idx1-ubyte"));
    assertThat(IdxFileNames.pairKey("part-1-images"))
        .isNotEqualTo(IdxFileNames.pairKey("part-11-labels"));
  }

  @Test
  void labelsAreNamedAfterImages() {
    assertThat(IdxFileNames.labelsFor("train-images-idx3-ubyte.gz"))
        .isEqualTo("train-labels-idx1-ubyte.gz");
    assertThat(IdxFileNames.labelsFor("part.idx3")).isEqualTo("part.idx1");
  }

  @Test
  void groupsAreNamedAfterImages() {
    assertThat(IdxFileNames.groupsFor("train-images-idx3-ubyte.gz"))
        .isEqualTo("train-groups-idx1-int.gz");
    assertThat(IdxFileNames.groupsFor("part.idx3")).isEqualTo("part.idx3-groups-idx1-int");
  }
}
