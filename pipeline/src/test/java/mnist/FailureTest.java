package mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.spark.SparkException;
import org.apache.spark.ThrowableSerializationWrapper;
import org.junit.jupiter.api.Test;

class FailureTest {

  private static final InvalidInputException MISTAKE =
      new InvalidInputException("Cannot read it", "write it again", new EOFException());

  @Test
  void isFoundAmongCauses() {
    Throwable failure = new SparkException("job", new IllegalStateException("task", MISTAKE));

    assertThat(Failure.findIn(failure)).containsSame(MISTAKE);
    assertThat(Failure.findIn(MISTAKE)).containsSame(MISTAKE);
  }

  @Test
  void isNotFoundWhereThereIsNone() {
    Exception outer = new Exception("outer");
    Exception inner = new Exception("inner", outer);
    outer.initCause(inner);

    assertThat(Failure.findIn(outer)).as("causes in a circle").isEmpty();
    assertThat(Failure.findIn(null)).isEmpty();
  }

  /** Spark brings a task's exception to the driver in this wrapper, from whichever JVM. */
  @Test
  void survivesTheWayFromAnExecutor() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ThrowableSerializationWrapper(new SparkException("task", MISTAKE)));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Throwable arrived = ((ThrowableSerializationWrapper) in.readObject()).exception();

      assertThat(Failure.findIn(arrived))
          .hasValueSatisfying(
              found -> assertThat(found).hasMessage("Cannot read it; write it again"));
    }
  }
}
