package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {

  @Test
  void namesTheTypeAfterTheFirstLine() {
    assertThat(Causes.oneLine(new IOException("disk full\n\tat somewhere")))
        .isEqualTo("disk full (IOException)");
  }

  @Test
  void namesTheTypeAloneWhereThereIsNoMessage() {
    assertThat(Causes.oneLine(new IOException())).isEqualTo("IOException");
    assertThat(Causes.oneLine(new IOException(""))).isEqualTo("IOException");
    assertThat(Causes.oneLine(new FileNotFoundException(""))).isEqualTo("FileNotFoundException");
  }

  @Test
  void aMissingFileSpeaksForItself() {
    assertThat(Causes.oneLine(new FileNotFoundException("File /none does not exist")))
        .isEqualTo("File /none does not exist");
  }
}
