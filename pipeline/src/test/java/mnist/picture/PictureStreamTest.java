package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;

class PictureStreamTest {

  @Test
  void givesAllBytesAndNoMore() throws IOException {
    PictureStream stream = new PictureStream(new byte[] {1, 2, 3, (byte) 200});

    byte[] into = {9, 9, 9, 9, 9, 9, 9};
    assertThat(stream.read(into, 1, 2)).isEqualTo(2);
    assertThat(stream.read()).isEqualTo(3);
    assertThat(stream.read(into, 3, 0)).isZero();
    assertThat(stream.read(into, 3, 4)).isEqualTo(1);
    assertThat(into).containsExactly(9, 1, 2, -56, 9, 9, 9);
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.read(into, 0, 1)).isEqualTo(-1);
    assertThat(stream.length()).isEqualTo(4);
    stream.seek(3);
    assertThat(stream.read()).isEqualTo(200);
  }

  /** Decoders that don't look at what they are given would go on for ever. */
  @Test
  void readingOnAndOnAtTheEndFails() throws IOException {
    PictureStream stream = new PictureStream(new byte[0]);

    for (int i = 0; i < 1000; i++) {
      assertThat(stream.read()).isEqualTo(-1);
    }
    assertThatExceptionOfType(IIOException.class).isThrownBy(stream::read);
  }

  @Test
  void isInMemory() {
    PictureStream stream = new PictureStream(new byte[1]);
    assertThat(stream.isCached()).isTrue();
    assertThat(stream.isCachedMemory()).isTrue();
    assertThat(stream.isCachedFile()).isFalse();
  }
}
