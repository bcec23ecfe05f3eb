package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstAnswerTest {

  @Test
  void takesJava17AndLater() {
    assertThat(FirstAnswer.oldJava(List.of("17", "21"))).isEmpty();
  }

  @Test
  void namesTheVersionThatIsTooOld() {
    assertThat(FirstAnswer.oldJava(List.of("17", "11")))
        .contains(
            Finding.fault(
                "java",
                "executors",
                "one runs Java 11, and 17 or later is needed",
                "install a JDK 17 there and add --conf spark.executorEnv.JAVA_HOME=DIRECTORY"));
    assertThat(FirstAnswer.oldJava(List.of("1.8")))
        .map(Finding::found)
        .contains("one runs Java 8, and 17 or later is needed");
  }
}
