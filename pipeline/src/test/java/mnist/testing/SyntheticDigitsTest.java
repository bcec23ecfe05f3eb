package mnist.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.testing.SyntheticDigits.Digit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticDigitsTest {

  @Test
  void sameSeedWritesTheSameBytes(@TempDir Path localDirectory) throws Exception {
    Path first = SyntheticDigits.write(localDirectory, "a", "", SyntheticDigits.draw(2, 7));
    Path second = SyntheticDigits.write(localDirectory, "b", "", SyntheticDigits.draw(2, 7));
    Path other = SyntheticDigits.write(localDirectory, "c", "", SyntheticDigits.draw(2, 8));

    assertThat(Files.readAllBytes(first)).isEqualTo(Files.readAllBytes(second));
    assertThat(Files.readAllBytes(first)).isNotEqualTo(Files.readAllBytes(other));
  }

  @Test
  void classesAreBalancedAndNoTwoGlyphsAreAlike() {
    List<Digit> digits = SyntheticDigits.draw(20, 1);

    assertThat(digits.stream().collect(Collectors.groupingBy(Digit::label, Collectors.counting())))
        .hasSize(10)
        .allSatisfy((label, count) -> assertThat(count).isEqualTo(20));
    Set<ByteBuffer> images =
        digits.stream().map(digit -> ByteBuffer.wrap(digit.image())).collect(Collectors.toSet());
    assertThat(images).hasSize(200);
  }
}
