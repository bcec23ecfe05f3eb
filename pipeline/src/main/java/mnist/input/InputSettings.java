package mnist.input;

import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;

/**
 * What to read of an input, where it doesn't tell itself.
 *
 * @param format what the images are stored as; empty to find out by looking
 * @param imageColumn of a table; empty for the one that can hold images
 * @param labelColumn of a table; empty for {@code label}, if there is one
 * @param idColumn of a table; empty for {@code id}, {@code path} or Spark's origin of an image, if
 *     there is one
 * @param labels a table of names and labels of image files; empty for the names of their
 *     directories
 * @param keep columns of a table to keep, {@code *} for all
 */
public record InputSettings(
    Optional<Form> format,
    Optional<String> imageColumn,
    Optional<String> labelColumn,
    Optional<String> idColumn,
    Optional<String> labels,
    List<String> keep) {

  /** Finds out all by looking, and keeps no columns. */
  public static final InputSettings DEFAULT =
      new InputSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  static final String ALL = "*";

  public InputSettings {
    keep = List.copyOf(keep);
  }

  /**
   * Checks that what is asked for means something to images of this form.
   *
   * @throws InvalidInputException naming what doesn't
   */
  void requireFor(Form form) {
    boolean hasLabelTable = form == Form.IMAGES && labels.isPresent();
    boolean hasColumns = form.isTable() || hasLabelTable;
    requireNone(labels.isPresent() && form != Form.IMAGES, "input.labels", form, "image files");
    requireNone(imageColumn.isPresent() && !form.isTable(), "input.image-column", form, "tables");
    requireNone(!keep.isEmpty() && !form.isTable(), "--keep", form, "tables");
    requireNone(
        labelColumn.isPresent() && !hasColumns, "input.label-column", form, "tables and --labels");
    requireNone(
        idColumn.isPresent() && !hasColumns, "input.id-column", form, "tables and --labels");
  }

  private static void requireNone(boolean isGiven, String key, Form form, String of) {
    if (isGiven) {
      throw new InvalidInputException(
          "Invalid %s: it is for %s, but the images are %s".formatted(key, of, form.label()),
          "leave it out, or say with --format what the images are");
    }
  }
}
