package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import mnist.files.Sha256;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each part draws, alone and to the last bit: hashes of models rest on it, and one hash of all
 * parts together wouldn't say which has changed.
 */
class PartHashesTest {

  private static final int SIDE = SyntheticDigits.SIDE;

  /** Ten of each class, so that there are stems to join strokes to. */
  private static final List<SyntheticDigits.Digit> DIGITS = SyntheticDigits.draw(10, 42);

  static Stream<Arguments> parts() {
    return Stream.of(
        Arguments.of(
            "hooks",
            Augmentations.before(new Hooks(0.8), Stretch.OFF),
            "9b0fc354f8fa87ebb1aed57b64155d37c62e1ab4b1f45de3ae4b23c155d76e24"),
        Arguments.of(
            "affine",
            Augmentation.of(new AffineDistortion(10, 0.05, 0.1, 0.05, 0.4)),
            "92f781b0fbdb790ae9deced282f3986483db19ac0d74134cf9746781229115a6"),
        Arguments.of(
            "stretch",
            Augmentations.before(Hooks.OFF, new Stretch(0.8)),
            "0a7c0465da13d04e80a12d62579240f780c41efddfe78cd15e416822e7218372"),
        Arguments.of(
            "elastic",
            Augmentations.only(new ElasticDistortion(20, 4)),
            "1c2e3d855caa1a8608763074229f1889ba1db3bec3d3d69e9b4b9c38ba783c71"),
        Arguments.of(
            "elastic-fine",
            Augmentations.only(new ElasticDistortion(0, 4, 7)),
            "8679ff4037cbff735591dfd046e5a59e37bcc51856ea4dd7ce398364483334ee"),
        Arguments.of(
            "neighbours",
            Augmentations.only(new Neighbours(0.8)),
            "3e9e036f34acfc0dc813f441aa166fb89c3191db61906c325832c4046a18ed9a"),
        Arguments.of(
            "stroke",
            Augmentations.only(new StrokeThickness(1.5)),
            "5324e80370564efe07945c9d8d58c6713c685d2a5417088d7295cba3440566ac"),
        Arguments.of(
            "outline",
            Augmentations.only(new Outline(0.8)),
            "b2ba1eb3e41432349d31cc3f43e6a052df46799baf0785b8984cd806a3b5004c"),
        Arguments.of(
            "background",
            Augmentations.only(new Background(0.8)),
            "4d1f65efcef5371284d169130d72d9b31a7fe412cafb468ed14afed31a8c4c62"),
        Arguments.of(
            "lines",
            Augmentations.only(new StrayLines(0.8)),
            "f5e52d06d34f941f2f534d9edeaade2541318a355fe8df696c658fe861fc745a"),
        Arguments.of(
            "convolution",
            Augmentations.only(new RandomConvolution(0.8)),
            "bf9ffec51dd66426410551652cb13f23850e907407b1bdb9e3e6fad2595e5824"),
        Arguments.of(
            "tone",
            Augmentations.only(new Tone(0.8)),
            "238c055aff0aaa6c699a42c53c9799fe5324655332322c1658d528a2e24f8510"),
        Arguments.of(
            "blur",
            Augmentations.only(new Blur(1.2)),
            "50ee0957d6b1a0b6c3b6cf7aef71f61a5be74ec500a1b5dc43a377a6ac33cc36"),
        Arguments.of(
            "noise",
            Augmentations.only(new Noise(0.4)),
            "1f5f60619469726a45834f49d372dd4b91cdfad6b5a9771d51b5643207c24b7f"),
        Arguments.of(
            "impulses",
            Augmentations.only(new Impulses(0.15)),
            "decbab34f87c04026b6c67f8cd4be7501eaf811fcb5d0720b3e4c9f294de71e5"),
        Arguments.of(
            "erase",
            Augmentations.only(new Erasing(0.4, 1)),
            "e509285bc0cd9e503079c4f0594d71873412ae29cfd872e89f1c4ecb71b7b961"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void picturesStayWhatTheyWere(String name, Augmentation part, String sha256) throws Exception {
    MessageDigest digest = Sha256.start();
    ByteBuffer bits = ByteBuffer.allocate(SIDE * SIDE * Float.BYTES);
    float[] pixels = new float[SIDE * SIDE];
    int count = DIGITS.size();
    for (int id = 0; id < count; id++) {
      SyntheticDigits.Digit digit = DIGITS.get(id);
      List<byte[]> beside =
          List.of(
              DIGITS.get((id + count - 1) % count).image(), DIGITS.get((id + 1) % count).image());
      part.apply(digit.image(), digit.label(), beside, SIDE, SIDE, 42, id % 7, id, pixels, 0);
      bits.asFloatBuffer().put(pixels);
      digest.update(bits.array());
    }

    assertThat(Sha256.hex(digest.digest())).isEqualTo(sha256);
  }
}
