package mnist.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("train.epochs", "train.workers", "train.batch-size", "seed");

  @Test
  void findsTheNameWithALetterWrong() {
    assertThat(NearestName.of("train.epocs", KNOWN)).contains("train.epochs");
    assertThat(NearestName.of("sed", KNOWN)).contains("seed");
    assertThat(NearestName.of("train.batchsize", KNOWN)).contains("train.batch-size");
  }

  @Test
  void guessesNothingForANameUnlikeAll() {
    assertThat(NearestName.of("colour", KNOWN)).isEmpty();
    assertThat(NearestName.of("", KNOWN)).isEmpty();
  }

  @Test
  void findsTheNameItself() {
    assertThat(NearestName.of("seed", KNOWN)).contains("seed");
  }
}
