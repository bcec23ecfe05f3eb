package mnist.nondigits;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import mnist.transform.Draws;
import mnist.transform.Pen;

/** Letters and signs that nobody takes for digits: I, O, S, Z and the like aren't among them. */
record Sign() implements NonDigit {

  /**
   * Lines on a grid of 5 x 5 points, each point by its column and its row, from the upper left; ~
   * begins a smooth one.
   */
  private static final List<String> SIGNS =
      List.of(
          "042044 1232", // A
          "40000444 0232", // E
          "400004 0232", // F
          "0004 4044 0242", // H
          "0004 400244", // K
          "000444", // L
          "0400224044", // M
          "04004440", // N
          "0004 ~0030413202", // P
          "0004 ~0030413202 2244", // R
          "0014223440", // W
          "0044 4004", // X
          "0004 ~03223334", // h
          "4044 ~4322032443", // d
          "~0014223440", // omega
          "00044044", // Cyrillic I
          "2024 0044 4004", // Zhe
          "0004 2024 4044 0444", // Sha
          "0040 1014 3034", // Pi
          "2024 ~0002234240", // Psi
          "04204404", // triangle
          "040220424404 0242", // house
          "0040440400 2024 0242", // window
          "0040440400 0044 4004", // crossed box
          "0040440400 1014 2024 3034", // barred box
          "1014 3034 0141 0343", // number sign
          "2024 0242", // plus
          "2024 0242 1133 3113", // asterisk
          "203401411420", // pentagram
          "0141 0343", // equals
          "0040 0242 0444", // identical
          "0242 204224", // arrow
          "0004404400", // bow tie
          "~2042240220 1112 3132 ~132333", // smiley
          "~2042240220 1133 3113", // circled times
          "2141 2343 ~1001030414"); // bracket and equals

  /** How far points stray, of the distance to the next. */
  private static final double STRAY = 0.25;

  @Override
  public String label() {
    return "sign";
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    String sign = SIGNS.get(random.nextInt(SIGNS.size()));
    List<float[]> lines = Arrays.stream(sign.split(" ")).map(line -> line(line, random)).toList();
    return new Sketch(lines).written(digits, 0.25, random);
  }

  private static float[] line(String text, SplittableRandom random) {
    boolean smooth = text.startsWith("~");
    String places = smooth ? text.substring(1) : text;
    float[] points = new float[places.length()];
    for (int i = 0; i < points.length; i++) {
      points[i] = places.charAt(i) - '0' + (float) Draws.symmetric(random, STRAY);
    }
    return smooth ? Pen.curve(points) : points;
  }
}
