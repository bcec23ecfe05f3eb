package mnist.robustness;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.input.RecordSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What some kinds of {@link NonDigit} are made of. Images are of 28 x 28 unsigned bytes, row-major,
 * white on black.
 *
 * @param digits images of digits
 * @param turnable those of them that are no digits when they are turned by 90 degrees
 * @param letters printed ones that look like no digit
 */
public record Originals(List<byte[]> digits, List<byte[]> turnable, List<byte[]> letters) {

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
   * Draws some digits, the same whatever the order and the partitions of the records.
   *
   * @param records columns {@code id}, {@code image} and {@code label}; images of 28 x 28
   * @param seed of the draw
   * @param fonts whose letters there are
   */
  static Originals of(Dataset<Row> records, long seed, PrintedFonts fonts) {
    List<byte[]> digits = new ArrayList<>();
    List<byte[]> turnable = new ArrayList<>();
    for (Row row :
        records
            .select(RecordSchema.IMAGE, RecordSchema.LABEL, RecordSchema.ID)
            .orderBy(xxhash64(lit(seed), col(RecordSchema.ID)), col(RecordSchema.ID))
            .limit(DIGITS)
            .collectAsList()) {
      byte[] image = row.getAs(RecordSchema.IMAGE);
      digits.add(image);
      if (TURNABLE.contains(row.<Integer>getAs(RecordSchema.LABEL))) {
        turnable.add(image);
      }
    }
    return new Originals(digits, turnable, letters(fonts));
  }

  /** Of all fonts alike, where there are more than are needed. */
  private static List<byte[]> letters(PrintedFonts fonts) {
    List<byte[]> all = fonts.fonts().stream().flatMap(font -> font.letters().stream()).toList();
    int needed = Math.min(NonDigit.IMAGES, all.size());
    return IntStream.range(0, needed)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / needed)))
        .toList();
  }
}
