package mnist.retrain;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import mnist.InvalidInputException;
import mnist.testing.SparkExtension;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.sketch.BloomFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
class SeenImagesTest {
  private static final Path FILE = new Path("file:/store/versions/v0001/images.bloom");

  @Test
  void comesBackAsItWas() throws IOException {
    assertThat(SeenImages.read(written(), FILE).toBytes()).isEqualTo(written());
  }

  /** Of one word and one hash function, and of as many hash functions as there may be. */
  @ParameterizedTest
  @CsvSource({"1000, 64, 1, 1", "1, 93, 64, 2"})
  void smallestAndMostHashingFiltersComeBack(int images, int bits, int hashes, int words)
      throws IOException {
    byte[] content = written(BloomFilter.create(images, bits));
    ByteBuffer header = ByteBuffer.wrap(content);
    assertThat(header.getInt(4)).isEqualTo(hashes);
    assertThat(header.getInt(8)).isEqualTo(words);

    assertThat(SeenImages.read(content, FILE).toBytes()).isEqualTo(content);
  }

  /** Each night begins with the model of the night before, and has a hundred images more. */
  @Test
  void manyStartsMakeFewFilters(SparkSession spark) {
    Dataset<Row> images =
        spark.range(3000).selectExpr("id", "cast(cast(id as string) as binary) as image");
    SeenImages seen = SeenImages.NONE;
    for (int night = 1; night <= 8; night++) {
      seen = seen.and(images.where(col("id").lt(100 * night)), 100);
      seen = SeenImages.read(seen.toBytes(), FILE);
    }

    assertThat(seen.removedFrom(images.where(col("id").lt(800))).count()).isZero();
    assertThat(seen.removedFrom(images.where(col("id").geq(800))).count()).isGreaterThan(2090);
    assertThat(seen.toBytes()).hasSizeLessThan(3 * 800 * 10 / 8);
    assertThat(seen.and(images.where(col("id").lt(800)), 800).toBytes()).isEqualTo(seen.toBytes());
  }

  /** Spark 4's header alone. Of no words, each image's bits would be sought in nothing. */
  @Test
  void filterWithoutWordsIsRefused() {
    byte[] header = ByteBuffer.allocate(16).putInt(2).putInt(7).putInt(42).putInt(0).array();

    assertRefused(header, "but its header says 0 words of 8 bytes, but 0 bytes follow");
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
    assertRefused(content, "");
  }

  private static void assertRefused(byte[] content, String because) {
    assertThatThrownBy(() -> SeenImages.read(content, FILE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read " + FILE + ": expected a Bloom filter")
        .hasMessageContaining(because)
        .hasMessageEndingWith("; restore the file or train the model again");
  }

  private static byte[] written() throws IOException {
    BloomFilter filter = BloomFilter.create(1000, 0.01);
    filter.putBinary(new byte[] {1, 2, 3});
    return written(filter);
  }

  private static byte[] written(BloomFilter filter) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    filter.writeTo(out);
    return out.toByteArray();
  }
}
