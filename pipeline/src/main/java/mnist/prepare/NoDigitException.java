package mnist.prepare;

import java.util.List;

/** A step found that the picture doesn't show one digit. */
final class NoDigitException extends Exception {

  private static final long serialVersionUID = 1L;

  static final String BLANK = "no ink: the picture is blank";
  static final String NOISE = "noise: no strokes stand out of it";
  static final String ONLY_LINES =
      "no ink: only ruled lines, a box or specks; if there is a digit, cut the picture closer around it";
  static final String SEVERAL = "more than one digit side by side: cut the picture up first";
  static final String NOT_STROKES =
      "doesn't look like ink on paper: give --prepare none to take pictures as they are";

  static final List<String> REASONS = List.of(BLANK, NOISE, ONLY_LINES, SEVERAL, NOT_STROKES);

  NoDigitException(String reason) {
    super(reason, null, false, false);
  }

  /** Whether it shows more than one. */
  boolean isSeveral() {
    return getMessage().equals(SEVERAL);
  }
}
