package mnist.idx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdxWriterTest {

  @Test
  void itemsMustHaveTheHeadersLength() throws IOException {
    IdxWriter writer = writer();

    assertThatThrownBy(() -> writer.write(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("item must be 4 bytes for shape [1, 2, 2], but was 3");
  }

  @Test
  void itemsMustBeAsManyAsTheHeaderSays() throws IOException {
    IdxWriter tooFew = writer();
    assertThatThrownBy(tooFew::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("items must be 1 for shape [1, 2, 2], but 0 were written");

    IdxWriter tooMany = writer();
    tooMany.write(new byte[4]);
    assertThatThrownBy(() -> tooMany.write(new byte[4]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("all items of shape [1, 2, 2] are written");
  }

  @Test
  void headersHaveARankAndSizesThatFit() {
    assertThatThrownBy(() -> new IdxHeader(IdxType.INT, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rank must be 1 to 255, but was 0");
    assertThatThrownBy(() -> IdxHeader.ofBytes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sizes must be 0 to 4294967295, but were [-1]");
  }

  private static IdxWriter writer() throws IOException {
    return new IdxWriter(new ByteArrayOutputStream(), IdxHeader.ofBytes(1, 2, 2), false);
  }
}
