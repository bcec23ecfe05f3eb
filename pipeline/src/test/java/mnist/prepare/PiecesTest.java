package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mnist.prepare.Components.Component;
import org.junit.jupiter.api.Test;

/** Which pieces of a picture of 100 x 200 pixels are taken for its digit. */
class PiecesTest {

  private static final Component DIGIT = piece(0, 20, 40, 80, 80, 1000);

  @Test
  void theLargestComesFirst() throws NoDigitException {
    Component part = piece(1, 15, 50, 30, 70, 300);
    assertThat(digit(part, DIGIT)).containsExactly(DIGIT, part);
  }

  @Test
  void piecesWithoutCoreAreNone() throws NoDigitException {
    assertThat(digit(DIGIT, piece(1, 30, 50, 40, 60, 0))).containsExactly(DIGIT);
    assertRefused(NoDigitException.ONLY_LINES, piece(0, 30, 50, 40, 60, 0));
  }

  @Test
  void specksAreLessThanAFiftiethOfTheLargestOrOnePixel() throws NoDigitException {
    Component dot = piece(1, 81, 50, 85, 55, 20);
    assertThat(digit(DIGIT, dot)).containsExactly(DIGIT, dot);
    assertThat(digit(DIGIT, piece(1, 81, 50, 85, 55, 19))).containsExactly(DIGIT);
    Component small = piece(0, 30, 50, 35, 55, 2);
    assertThat(digit(small, piece(1, 36, 50, 37, 51, 1))).containsExactly(small);
    assertRefused(NoDigitException.NOISE, piece(0, 30, 50, 31, 51, 1));
  }

  @Test
  void manySpecksOrPiecesAreNoise() throws NoDigitException {
    Component piece = piece(0, 20, 40, 80, 80, 600);
    List<Component> withSpecks = new ArrayList<>(List.of(piece));
    withSpecks.addAll(Collections.nCopies(100, piece(1, 5, 50, 7, 52, 4)));
    assertThat(digit(withSpecks)).containsExactly(piece);
    withSpecks.add(piece(1, 5, 50, 7, 52, 1));
    assertRefused(NoDigitException.NOISE, withSpecks);

    List<Component> parts = new ArrayList<>(Collections.nCopies(8, DIGIT));
    assertThat(digit(parts)).hasSize(8);
    parts.add(DIGIT);
    assertRefused(NoDigitException.NOISE, parts);
  }

  /** A border is of pieces that reach no deeper than 18 pixels of 100. */
  @Test
  void thinPiecesAlongMostOfTheEdgeAreABorder() throws NoDigitException {
    assertThat(digit(DIGIT, border(0, 5, 76, 30, 18))).containsExactly(DIGIT);
    assertThat(digit(DIGIT, border(5, 10, 15, 161, 18))).containsExactly(DIGIT);
    assertRefused(NoDigitException.ONLY_LINES, border(0, 5, 76, 30, 18));
    assertThat(digit(DIGIT, border(5, 10, 15, 90, 18), border(5, 100, 15, 161, 18)))
        .containsExactly(DIGIT);
  }

  @Test
  void whatReachesDeeperOrLessFarIsNoBorder() throws NoDigitException {
    Component deeper = border(1, 5, 77, 30, 19);
    assertThat(digit(deeper)).containsExactly(deeper);
    Component shorter = border(1, 5, 76, 155, 18);
    assertThat(digit(shorter)).containsExactly(shorter);
  }

  @Test
  void aBarAlongTheEdgeStaysIfTheDigitTouchesTheEdgeToo() throws NoDigitException {
    Component bar = border(0, 10, 15, 161, 18);
    assertThat(digit(DIGIT, bar)).containsExactly(DIGIT);
    Component filling = piece(0, 20, 40, 100, 80, 1000);
    assertThat(digit(filling, bar)).containsExactly(filling, bar);
  }

  @Test
  void piecesAtTheEdgeGiveWayToOnesInside() throws NoDigitException {
    for (Component cutOff :
        List.of(
            piece(1, 0, 40, 10, 60, 3000),
            piece(1, 10, 0, 30, 30, 3000),
            piece(1, 90, 40, 100, 60, 3000),
            piece(1, 10, 180, 30, 200, 3000))) {
      assertThat(digit(DIGIT, cutOff)).containsExactly(DIGIT);
    }
    for (Component beside :
        List.of(
            piece(1, 1, 40, 19, 60, 3000),
            piece(1, 10, 1, 30, 30, 3000),
            piece(1, 90, 40, 99, 60, 3000),
            piece(1, 10, 180, 30, 199, 3000))) {
      assertThat(digit(DIGIT, beside)).containsExactly(beside, DIGIT);
    }
  }

  @Test
  void aDigitAtTheEdgeStaysIfAllElseIsSmall() throws NoDigitException {
    Component atEdge = piece(0, 0, 40, 60, 80, 1000);
    Component inside = piece(1, 65, 40, 90, 80, 299);
    assertThat(digit(atEdge, inside)).containsExactly(atEdge, inside);
    Component larger = piece(1, 65, 40, 90, 80, 300);
    assertThat(digit(atEdge, larger)).containsExactly(larger);
    assertThat(digit(atEdge)).containsExactly(atEdge);
  }

  /** The digit is 60 pixels high, so that 15 pixels are near. */
  @Test
  void smallPiecesFarAwayAreLeftOut() throws NoDigitException {
    Component near = piece(1, 60, 95, 70, 105, 149);
    assertThat(digit(DIGIT, near)).containsExactly(DIGIT, near);
    assertThat(digit(DIGIT, piece(1, 60, 96, 70, 106, 149))).containsExactly(DIGIT);
    Component large = piece(1, 60, 96, 70, 106, 150);
    assertThat(digit(DIGIT, large)).containsExactly(DIGIT, large);
  }

  /** Of 60 pixels' height, 36 are enough for another digit, and 3.6 for a gap. */
  @Test
  void aNeighbourOfSimilarHeightAndAreaIsASecondDigit() throws NoDigitException {
    assertRefused(NoDigitException.SEVERAL, DIGIT, piece(1, 40, 84, 76, 100, 250));
    assertRefused(NoDigitException.SEVERAL, piece(1, 40, 15, 76, 35, 250), DIGIT);
    for (Component part :
        List.of(
            piece(1, 40, 85, 75, 100, 250),
            piece(1, 40, 85, 76, 100, 249),
            piece(1, 40, 83, 76, 100, 250))) {
      assertThat(digit(DIGIT, part)).containsExactly(DIGIT, part);
    }
  }

  @Test
  void piecesAboveEachOtherAreOneNeighbour() throws NoDigitException {
    Component upper = piece(1, 20, 90, 45, 100, 200);
    Component lower = piece(2, 50, 100, 80, 110, 201);
    assertThat(digit(DIGIT, upper)).containsExactly(DIGIT, upper);
    assertThat(digit(DIGIT, lower)).containsExactly(DIGIT, lower);
    assertRefused(NoDigitException.SEVERAL, DIGIT, upper, lower);
  }

  /** Soft edges of two digits that nearly meet. */
  @Test
  void gapsLieBetweenCores() throws NoDigitException {
    Box soft = new Box(20, 79, 80, 101);
    assertThat(digit(DIGIT, new Component(1, soft, 83, 96, 600, 50))).hasSize(2);
    assertRefused(NoDigitException.SEVERAL, DIGIT, new Component(1, soft, 84, 96, 600, 50));
  }

  private static Component piece(int label, int top, int left, int bottom, int right, int area) {
    return new Component(label, new Box(top, left, bottom, right), left, right, area, 50);
  }

  private static Component border(int top, int left, int bottom, int right, int depth) {
    return new Component(1, new Box(top, left, bottom, right), left, right, 900, depth);
  }

  private static List<Component> digit(Component... pieces) throws NoDigitException {
    return digit(List.of(pieces));
  }

  private static List<Component> digit(List<Component> pieces) throws NoDigitException {
    return Pieces.ofDigit(pieces, 100, 200);
  }

  private static void assertRefused(String reason, Component... pieces) {
    assertRefused(reason, List.of(pieces));
  }

  private static void assertRefused(String reason, List<Component> pieces) {
    assertThatThrownBy(() -> digit(pieces)).isInstanceOf(NoDigitException.class).hasMessage(reason);
  }
}
