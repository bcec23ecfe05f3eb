package mnist.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import mnist.InvalidInputException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.sketch.BloomFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeenImagesTest {
  private static final Path FILE = new Path("file:/store/versions/v0001/images.bloom");

  @Test
  void comesBackAsItWas() throws IOException {
    assertThat(SeenImages.read(written(), FILE).toBytes()).isEqualTo(written());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 15, 16, 100})
  void tornFileIsRefused(int length) throws IOException {
    assertRefused(Arrays.copyOf(written(), length));
  }

  @Test
  void longerFileIsRefused() throws IOException {
    assertRefused(Arrays.copyOf(written(), written().length + 1));
  }

  /** An allocation of the size that the second one names would end the JVM. */
  @ParameterizedTest
  @CsvSource({
    "0, 99",
    "8, 2147483000",
    "8, -1",
    "8, 0",
    "8, 536870912",
    "4, 0",
    "4, -7",
    "4, 65",
    "4, 2147483647"
  })
  void headerThatDoesNotFitIsRefused(int offset, int value) throws IOException {
    byte[] content = written();
    ByteBuffer.wrap(content).putInt(offset, value);

    assertRefused(content);
  }

  private static void assertRefused(byte[] content) {
    assertThatThrownBy(() -> SeenImages.read(content, FILE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read " + FILE + ": expected a Bloom filter")
        .hasMessageEndingWith("; restore the file or train the model again");
  }

  private static byte[] written() throws IOException {
    BloomFilter filter = BloomFilter.create(1000, 0.01);
    filter.putBinary(new byte[] {1, 2, 3});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    filter.writeTo(out);
    return out.toByteArray();
  }
}
