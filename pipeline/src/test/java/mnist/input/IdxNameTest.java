package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import mnist.InvalidInputException;
import mnist.input.IdxName.Kind;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxNameTest {

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, IMAGES",
    "train-images.idx3-ubyte.gz, IMAGES",
    "IMAGES.idx, IMAGES",
    "part-7.idx3, IMAGES",
    "patterns-idx3-ubyte, IMAGES",
    "X_kannada_MNIST_train-idx3-ubyte, IMAGES",
    "X_train.idx, IMAGES",
    "trainimages.ubyte, IMAGES",
    "train-labels-idx1-ubyte.gz, LABELS",
    "part-7.IDX1, LABELS",
    "labels-of-images.idx, LABELS",
    "qmnist-train-labels-idx2-int, LABELS",
    "y_train.idx, LABELS",
    "train-groups-idx1-int.gz, GROUPS",
    "age-groups-images-idx3-ubyte, IMAGES",
    "SOURCE.md, OTHER",
    "imagestore, OTHER",
    "X_train, OTHER"
  })
  void kindIsInTheName(String name, Kind kind) {
    assertThat(IdxName.of(name).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "t10k-images-idx3-ubyte, TEST",
    "T10K-IMAGES-IDX3-UBYTE.GZ, TEST",
    "emnist-letters-TEST-images-idx3-ubyte.gz, TEST",
    "qmnist-test50k-images-idx3-ubyte, TEST",
    "testImages.idx3, TEST",
    "testimages.idx3, TEST",
    "images-test(1).idx3, TEST",
    "train-images-idx3-ubyte, TRAIN",
    "images.idx3, TRAIN",
    "latest-images-idx3-ubyte, TRAIN",
    "latest-train-images-idx3-ubyte, TRAIN",
    "contest.images.idx3, TRAIN",
    "attested-images, TRAIN",
    "xnist-images-idx3-ubyte, TRAIN",
    "val-images-idx3-ubyte, VALIDATION",
    "mnist_validation_images.idx3, VALIDATION",
    "validated-images.idx3, TRAIN",
    "interval-images.idx3, TRAIN"
  })
  void splitIsAWordOfTheName(String name, Split split) {
    assertThat(IdxName.split(name)).isEqualTo(split);
  }

  @Test
  void nameThatSaysTwoSplitsIsAnError() {
    assertThatThrownBy(() -> IdxName.split("train-test-images-idx3-ubyte"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Invalid name of an image file train-test-images-idx3-ubyte: expected one of train,"
                + " validation and test in it, but found several; rename the file, and its labels"
                + " alike");
  }

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, train-labels-idx1-ubyte.gz",
    "train-images.idx3-ubyte.gz, train-labels-idx1-ubyte",
    "a-train-7-images, a-train-7-labels",
    "images, labels.idx1",
    "part.idx3, part.idx1",
    "train-images-idx3-ubyte.gz, train-groups-idx1-int",
    "train-images.idx3-ubyte, train-groups.idx1-int.gz",
    "X_kannada_MNIST_train-idx3-ubyte.gz, y_kannada_MNIST_train-idx1-ubyte",
    "qmnist-train-images-idx3-ubyte.gz, qmnist-train-labels-idx2-int.gz",
    "mnist8m-patterns-idx3-ubyte, mnist8m-labels-idx1-ubyte",
    "trainimages.idx3, train-labels.idx1",
    "TrainImages.idx3, trainLabels.idx1",
    "数字-images.idx3, 数字-labels.idx1"
  })
  void pairsHaveOneKey(String images, String labels) {
    assertThat(IdxName.of(images).key()).isEqualTo(IdxName.of(labels).key());
  }

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, t10k-labels-idx1-ubyte",
    "part-1-images, part-11-labels",
    "x-images-idx3-ubyte, y-labels-idx1-ubyte",
    "数-images.idx3, 字-labels.idx1"
  })
  void othersHaveAnother(String images, String labels) {
    assertThat(IdxName.of(images).key()).isNotEqualTo(IdxName.of(labels).key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train-images-idx3-ubyte (1).gz",
        "train-images-idx3-ubyte(2)",
        "train-images (1).idx3-ubyte",
        "train-images-idx3-ubyte - Copy.gz",
        "train-images-idx3-ubyte - Copy (2).gz",
        "train-images-idx3-ubyte copy 2.gz",
        "train-images-idx3-ubyte (another copy).gz",
        "train-images-idx3-ubyte (3rd copy)",
        "train-images-idx3-ubyte 2.gz",
        "Copy of train-images-idx3-ubyte.gz",
        "Kopie von train-images-idx3-ubyte.gz",
        "train-images-idx3-ubyte.gz.1",
        "train-images-idx3-ubyte.gz (1)",
        "train-images-idx3-ubyte.gz~",
        "train-images-idx3-ubyte.gz.~3~",
        "train-images-idx3-ubyte.bak"
      })
  void copiesHaveTheirOriginalsKey(String copy) {
    assertThat(IdxName.of(copy)).isEqualTo(new IdxName(Kind.IMAGES, "train", true, true));
  }

  @Test
  void numbersOfPartsAreNoMarkOfACopy() {
    assertThat(IdxName.of("images.1.idx3").key()).isEqualTo("1");
    assertThat(IdxName.of("part-1-images-idx3-ubyte.gz").isCopy()).isFalse();
  }

  @Test
  void unknownEndingsTakeALookInside() {
    assertThat(IdxName.of("train-images-idx3-ubyte.gz.seen").isUsual()).isFalse();
    assertThat(IdxName.of("train.images").isUsual()).isTrue();
    assertThat(IdxName.of("v1.2-images-idx3-ubyte").isUsual()).isTrue();
  }

  @Test
  void longNamesAreReadInNoTime() {
    String name = "1".repeat(200) + "z-" + "idx1".repeat(60) + "z-" + "xmnist".repeat(40) + "z";
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> IdxName.of(name));
  }

  @Test
  void labelsAreNamedAfterImages() {
    assertThat(IdxName.labelsFor("train-images-idx3-ubyte.gz"))
        .isEqualTo("train-labels-idx1-ubyte.gz");
    assertThat(IdxName.labelsFor("part.idx3")).isEqualTo("part.idx1");
    assertThat(IdxName.labelsFor("X_train-idx3-ubyte")).isEqualTo("y_train-idx1-ubyte");
  }

  @Test
  void groupsAreNamedAfterImages() {
    assertThat(IdxName.groupsFor("train-images-idx3-ubyte.gz"))
        .isEqualTo("train-groups-idx1-int.gz");
    assertThat(IdxName.groupsFor("part.idx3")).isEqualTo("part.idx3-groups-idx1-int");
  }
}
