package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;

class ExecutorJavaTest {

  @Test
  void takesJava17AndLater() {
    assertThatCode(() -> ExecutorJava.check(List.of("17", "21"))).doesNotThrowAnyException();
  }

  @Test
  void namesTheVersionThatIsTooOld() {
    assertThatThrownBy(() -> ExecutorJava.check(List.of("17", "11")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Executors must run Java 17 or later, but one runs Java 11; install a JDK 17 there and"
                + " name it by --conf spark.executorEnv.JAVA_HOME");
    assertThatThrownBy(() -> ExecutorJava.check(List.of("1.8")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("one runs Java 8;");
  }
}
