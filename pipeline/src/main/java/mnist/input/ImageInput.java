package mnist.input;

import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Images in one form, listed once when it is opened: what is added later isn't read. Its splits,
 * and the order of rows in each, depend on the files alone and not on the cluster.
 */
public interface ImageInput {

  /** What the images are stored as. */
  Form form();

  /** Its parts, in an order that is the same for the same files. */
  List<InputSplit> splits();

  /** The files that a split reads, addresses. */
  default List<String> files(InputSplit split) {
    return List.of(split.file());
  }

  /** What it reads, so that it can be opened again and be the same. */
  Pin pin();

  /**
   * All rows, columns as of {@link InputSchema}; partition {@code i} is the split of index {@code
   * i}. An image that can't be read has its reason in {@link InputSchema#FAULT}.
   */
  Dataset<Row> rows();

  /** The rows of some splits: partition {@code i} is the i-th of them, by their indexes. */
  default Dataset<Row> rows(List<InputSplit> splits) {
    Dataset<Row> rows = rows();
    return rows.sparkSession()
        .createDataFrame(SomeSplits.of(rows.javaRDD(), splits), rows.schema());
  }

  /**
   * The same without what is known, before it is read, to be of other splits of the data set. Rows
   * of others may be left, and places and numbers of images aren't those of the whole.
   *
   * @param split that some rows are of
   */
  default ImageInput only(Split split) {
    return this;
  }

  /** Files among the input that aren't read. */
  List<PassedOver> passedOver();

  /** What is read, for people. */
  String name();

  /**
   * Reads all of the input to tell what it holds.
   *
   * @param asStored whether images are taken as they are stored
   * @param prepared the rows, prepared: {@link InputSchema#KEY}, {@link InputSchema#LABEL}, {@link
   *     InputSchema#SPLIT}, {@link InputSchema#IMAGE}, {@link InputSchema#HEIGHT}, {@link
   *     InputSchema#WIDTH} and {@link RecordSchema#REASON}
   * @throws InvalidInputException if it is faulty
   */
  default InputSurvey survey(Dataset<Row> prepared, boolean asStored) {
    return RowSurvey.of(form().label(), prepared);
  }

  /**
   * The rows with a number of their own, {@link RecordSchema#ID}, that depends on the input alone.
   *
   * @param prepared as of {@link #survey}
   */
  default Dataset<Row> numbered(Dataset<Row> prepared, InputSurvey survey) {
    return RowNumbers.of(prepared, survey.rows());
  }

  /**
   * Where the image of a number stands, for people.
   *
   * @param key as a string
   */
  default String place(long id, String key) {
    return key;
  }

  /** What people said of the images, if a table of labels tells who did. */
  default Optional<Labelling> labelling() {
    return Optional.empty();
  }

  /**
   * Checks, as far as the input tells without being read, that its images have labels.
   *
   * @throws InvalidInputException if they have none
   */
  default void requireLabels() {}

  /**
   * Checks that training images have groups.
   *
   * @throws InvalidInputException if they have none
   */
  default void requireGroups() {
    throw new InvalidInputException(
        "Cannot hold out by group: " + name() + " tells no groups",
        "set data.hold-out-by to image, or give IDX files with files of groups");
  }
}
