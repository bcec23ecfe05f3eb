package mnist.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mnist.model.Architecture;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.network.UnsupportedLayerException;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Sgd;

class OnnxSessionsTest {

  private static final byte[] IMAGE = new byte[784];

  static {
    new Random(3).nextBytes(IMAGE);
  }

  private final OnnxModel model = model(1);
  private final OnnxModel other = model(2);

  @BeforeEach
  @AfterEach
  void leaveNone() {
    // Takes the place of one that other tests have left idle.
    model.classifier(1).close();
    model.discard();
    other.discard();
    assertThat(OnnxSessions.count()).isZero();
  }

  @Test
  void tasksOfAModelShareASessionAndLeaveItToTheNext() {
    Classifier first = model.classifier(1);
    Classifier second = model(1).classifier(1);
    assertThat(OnnxSessions.count()).isEqualTo(1);

    first.close();
    second.close();
    assertThat(OnnxSessions.count()).isEqualTo(1);
  }

  @Test
  void anotherModelTakesThePlaceOfOneThatIsNotUsed() {
    model.classifier(1).close();
    try (Classifier classifier = other.classifier(1)) {
      assertThat(OnnxSessions.count()).isEqualTo(1);
      assertThat(classifier.outputs(List.of(IMAGE)).probabilities()).hasNumberOfRows(1);
    }
  }

  @Test
  void oneThatIsUsedStaysBesideAnother() {
    try (Classifier used = model.classifier(1);
        Classifier another = other.classifier(1)) {
      assertThat(OnnxSessions.count()).isEqualTo(2);
      assertThat(used.outputs(List.of(IMAGE)).probabilities()[0])
          .isNotEqualTo(another.outputs(List.of(IMAGE)).probabilities()[0]);
    }
  }

  @Test
  void discardedOneIsClosedByItsLastUser() {
    try (Classifier classifier = model.classifier(1)) {
      model.discard();
      assertThat(OnnxSessions.count()).isEqualTo(1);
      assertThat(classifier.outputs(List.of(IMAGE)).probabilities()).hasNumberOfRows(1);
    }
    assertThat(OnnxSessions.count()).isZero();
  }

  @Test
  void closingAClassifierAgainDoesNothing() {
    Classifier closed = model.classifier(1);
    closed.close();
    closed.close();
    try (Classifier classifier = model.classifier(1)) {
      model.discard();
      assertThat(classifier.outputs(List.of(IMAGE)).probabilities()).hasNumberOfRows(1);
    }
  }

  @Test
  void threadsGetTheSameAnswersAsOne() throws Exception {
    float[][] expected;
    try (Classifier classifier = model.classifier(1)) {
      expected = classifier.outputs(List.of(IMAGE)).probabilities();
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<float[][]> task =
          () -> {
            try (Classifier classifier = model.classifier(1)) {
              return classifier.outputs(List.of(IMAGE)).probabilities();
            }
          };
      for (Future<float[][]> answer : threads.invokeAll(Collections.nCopies(40, task))) {
        assertThat(answer.get()).isDeepEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void imageOfAnotherSizeIsRefused() {
    try (Classifier classifier = model.classifier(1)) {
      assertThatThrownBy(() -> classifier.outputs(List.of(new byte[783])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("image must have 784 bytes, but had 783");
    }
  }

  private static OnnxModel model(long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(Architecture.LENET.configuration(28, 28, 10, new Sgd(), seed));
    network.init();
    try {
      return OnnxModel.of(new DigitModel("lenet", 28, 28, 10, Normalisation.SCALE_ONLY, network));
    } catch (UnsupportedLayerException e) {
      throw new IllegalStateException(e);
    }
  }
}
