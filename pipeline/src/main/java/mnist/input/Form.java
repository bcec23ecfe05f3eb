package mnist.input;

import java.util.Locale;
import mnist.Bounds;
import mnist.InvalidInputException;

/** What images are stored as. */
public enum Form {
  /** IDX files, such as MNIST's. */
  IDX,
  /** A directory that an ingest made. */
  INGESTED,
  /** Image files, such as PNG, in a directory of any depth. */
  IMAGES,
  /** Tar archives of image files. */
  TAR,
  /** Zip archives of image files. */
  ZIP,
  PARQUET,
  ORC,
  AVRO,
  /** Lines of JSON. */
  JSON,
  /** Text with a first line of names, such as Kaggle's. */
  CSV,
  DELTA,
  ICEBERG;

  /** As in settings and messages, and as Spark calls it where it has a reader for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its images are in a network's format as they are: no pictures. */
  public boolean isReady() {
    return this == IDX || this == INGESTED;
  }

  /** Whether it has rows and columns that Spark's readers know. */
  boolean isTable() {
    return compareTo(PARQUET) >= 0;
  }

  /**
   * The form of this label.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public static Form named(String label) {
    return Bounds.oneOf("input.format", label, values(), Form::label);
  }
}
