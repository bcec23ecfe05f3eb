package mnist.robustness;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.Seeds;
import mnist.input.RecordSchema;
import mnist.nondigits.Digit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What some kinds of {@link NonDigit} are made of. Images are of 28 x 28 unsigned bytes, row-major,
 * white on black.
 *
 * @param digits images of digits
 * @param turnable those of them that are hardly digits when they are turned by 90 degrees
 * @param letters printed ones that look like no digit
 */
public record Originals(List<byte[]> digits, List<Digit> turnable, List<byte[]> letters) {

  /** At most, so that what reaches the driver doesn't grow with the data. */
  private static final int DIGITS = 2 * NonDigit.IMAGES;

  /** A 0, 1 or 8 on its side is one still or nearly so, and a 6 or 9 may be. */
  private static final Set<Integer> TURNABLE = Set.of(2, 3, 4, 5, 7);

  public Originals {
    digits = List.copyOf(digits);
    turnable = List.copyOf(turnable);
    letters = List.copyOf(letters);
  }

  /**
   * Draws some digits, the same whatever the order and the partitions of the records, and some
   * letters, the same wherever the fonts lie.
   *
   * @param records columns {@code id}, {@code image} and {@code label}; images of 28 x 28
   * @param seed of the draw
   * @param fonts whose letters there are
   */
  static Originals of(Dataset<Row> records, long seed, PrintedFonts fonts) {
    List<byte[]> digits = new ArrayList<>();
    List<Digit> turnable = new ArrayList<>();
    for (Row row :
        records
            .select(RecordSchema.IMAGE, RecordSchema.LABEL, RecordSchema.ID)
            .orderBy(xxhash64(lit(seed), col(RecordSchema.ID)), col(RecordSchema.ID))
            .limit(DIGITS)
            .collectAsList()) {
      byte[] image = row.getAs(RecordSchema.IMAGE);
      digits.add(image);
      int label = row.<Integer>getAs(RecordSchema.LABEL);
      if (TURNABLE.contains(label)) {
        turnable.add(new Digit(image, label));
      }
    }
    return new Originals(digits, turnable, letters(fonts, seed));
  }

  /** By a number of its own for each, so that every font and every letter is as likely. */
  static List<byte[]> letters(PrintedFonts fonts, long seed) {
    record Letter(long order, byte[] image) {}
    return fonts.fonts().stream()
        .flatMap(
            font ->
                IntStream.range(0, font.letters().size())
                    .mapToObj(
                        i ->
                            new Letter(
                                Seeds.of(seed, font.sha256().hashCode(), i),
                                font.letters().get(i))))
        .sorted(Comparator.comparingLong(Letter::order))
        .limit(NonDigit.IMAGES)
        .map(Letter::image)
        .toList();
  }
}
