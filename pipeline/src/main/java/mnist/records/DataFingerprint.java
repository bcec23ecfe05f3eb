package mnist.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.files.JsonFiles;
import mnist.files.Sha256;
import mnist.input.InputFile;
import mnist.input.Split;

/**
 * What an ingested directory holds, and what it was made of: {@code fingerprint.json}.
 *
 * @param formatVersion of the directory's layout
 * @param id SHA-256 over all the rest as JSON in one line, keys in the order of these components;
 *     equal for equal input bytes and settings, on any cluster
 * @param files input files in the order of their ids, labels after their images, then groups if
 *     they decided what is held out
 * @param splits counts by {@link Split#value}, of all three splits
 * @param pixels statistics of the train split, or null if that is empty
 * @param height rows of each image, pixels
 * @param width columns of each image, pixels
 * @param classes number of classes
 * @param classNames of classes from class 0; null where labels are numbers
 * @param preparation how the images are made, a label of {@link mnist.prepare.Preparation}: as
 *     MNIST's or as they were; null for data of an earlier release
 * @param seed that the validation split was drawn with
 * @param validationFraction of the training images, or of their groups, that was to be held out
 * @param holdOutBy what was held out as a whole, a label of {@link HoldOutBy}; null for each image
 *     by itself, as before there was a choice
 * @param fileBytes pixels of each file of records, bytes before compression, about; rows of a file
 *     are in the order of a hash of their ids. Null for data of an earlier release, whose files are
 *     sorted by id
 * @param quarantined records that are in quarantine
 * @param deliveries names of the deliveries that it was put together from, {@code files} in the
 *     same order, then those of deliveries that correct classes; null for what was ingested
 */
public record DataFingerprint(
    int formatVersion,
    String id,
    List<InputFile> files,
    Map<String, SplitCounts> splits,
    PixelStatistics pixels,
    int height,
    int width,
    int classes,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<String> classNames,
    @JsonInclude(JsonInclude.Include.NON_NULL) String preparation,
    long seed,
    double validationFraction,
    @JsonInclude(JsonInclude.Include.NON_NULL) String holdOutBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long fileBytes,
    long quarantined,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<String> deliveries) {

  /** The layout that this program writes, and the newest that it reads. */
  public static final int FORMAT_VERSION = 1;

  public DataFingerprint {
    files = List.copyOf(files);
    splits = Collections.unmodifiableMap(new TreeMap<>(splits));
    deliveries = deliveries == null ? null : List.copyOf(deliveries);
  }

  /** Of what was ingested. */
  public DataFingerprint(
      int formatVersion,
      String id,
      List<InputFile> files,
      Map<String, SplitCounts> splits,
      PixelStatistics pixels,
      int height,
      int width,
      int classes,
      List<String> classNames,
      String preparation,
      long seed,
      double validationFraction,
      String holdOutBy,
      Long fileBytes,
      long quarantined) {
    this(
        formatVersion,
        id,
        files,
        splits,
        pixels,
        height,
        width,
        classes,
        classNames,
        preparation,
        seed,
        validationFraction,
        holdOutBy,
        fileBytes,
        quarantined,
        null);
  }

  /** How many records a split has. */
  public SplitCounts counts(Split split) {
    return splits.getOrDefault(split.value(), SplitCounts.none(classes));
  }

  /** The same with its id filled in. */
  DataFingerprint withId() {
    return with(Sha256.hex(JsonFiles.toLine(with(null, splits, pixels))), splits, pixels);
  }

  /** The same of other records, with the id of that. */
  DataFingerprint with(Map<String, SplitCounts> counted, PixelStatistics statistics) {
    return with(null, counted, statistics).withId();
  }

  private DataFingerprint with(
      String newId, Map<String, SplitCounts> counted, PixelStatistics statistics) {
    return new DataFingerprint(
        formatVersion,
        newId,
        files,
        counted,
        statistics,
        height,
        width,
        classes,
        classNames,
        preparation,
        seed,
        validationFraction,
        holdOutBy,
        fileBytes,
        quarantined,
        deliveries);
  }

  /**
   * How many records a split has.
   *
   * @param records all of them, also those without labels
   * @param perClass records of each class, from class 0
   */
  public record SplitCounts(long records, List<Long> perClass) {

    public SplitCounts {
      perClass = List.copyOf(perClass);
    }

    static SplitCounts none(int classes) {
      return new SplitCounts(0, Collections.nCopies(classes, 0L));
    }
  }
}
