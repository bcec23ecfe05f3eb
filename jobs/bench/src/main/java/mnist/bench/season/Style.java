package mnist.bench.season;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import mnist.robustness.Corruption;

/** A way of writing, which some of the delivered images have from a week on. */
enum Style {
  PLAIN(0) {
    @Override
    byte[] of(byte[] image, long seed, long id) {
      return image;
    }
  },

  SLANTED(1) {
    @Override
    byte[] of(byte[] image, long seed, long id) {
      return Corruption.SHEAR.apply(image, List.of(), seed, id);
    }
  },

  THICK(18) {
    @Override
    byte[] of(byte[] image, long seed, long id) {
      return thick(image);
    }
  },

  SMALL(35) {
    @Override
    byte[] of(byte[] image, long seed, long id) {
      return Corruption.SCALE.apply(image, List.of(), seed, id);
    }
  };

  /** By so much a style's part of the images grows each week, up to so much. */
  private static final double GROWTH = 0.05;

  private static final double MOST = 0.25;

  private static final int SIDE = Corruption.SIDE;

  private final int firstWeek;

  Style(int firstWeek) {
    this.firstWeek = firstWeek;
  }

  /** An image of MNIST's written so, a pure function of the arguments. */
  abstract byte[] of(byte[] image, long seed, long id);

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Part of a week's images, 0 to {@value #MOST}; those of no style are plain. */
  private double part(int week) {
    return Math.max(0, Math.min(MOST, GROWTH * (week - firstWeek + 1)));
  }

  /** Those that come in a season. */
  static List<Style> within(int weeks) {
    return Arrays.stream(values()).filter(style -> style.firstWeek <= weeks).toList();
  }

  /** Draws the style of one of a week's images. */
  static Style draw(int week, SplittableRandom random) {
    double left = random.nextDouble();
    for (Style style : new Style[] {SLANTED, THICK, SMALL}) {
      left -= style.part(week);
      if (left < 0) {
        return style;
      }
    }
    return PLAIN;
  }

  /** Each pixel the brightest of the nine around it. */
  private static byte[] thick(byte[] image) {
    byte[] thick = new byte[image.length];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int most = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(SIDE - 1, row + 1); r++) {
          for (int c = Math.max(0, column - 1); c <= Math.min(SIDE - 1, column + 1); c++) {
            most = Math.max(most, image[r * SIDE + c] & 0xFF);
          }
        }
        thick[row * SIDE + column] = (byte) most;
      }
    }
    return thick;
  }
}
