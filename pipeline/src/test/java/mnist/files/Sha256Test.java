package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {

  /** The digest of FIPS 180-2, appendix B.1. */
  @Test
  void digestsTheStandardsExample() {
    String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    assertThat(Sha256.hex("abc")).isEqualTo(expected);
    assertThat(Sha256.hex(Sha256.start().digest(new byte[] {'a', 'b', 'c'}))).isEqualTo(expected);
  }

  @Test
  void digestsTextAsUtf8() {
    assertThat(Sha256.hex("ä"))
        .isEqualTo(Sha256.hex(Sha256.start().digest(new byte[] {(byte) 0xC3, (byte) 0xA4})));
  }
}
