package mnist.input;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.files.Glob;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Files of an input that were not read before. An image file of IDX is new with its labels and
 * groups if any of the three is; image files are new if their table of labels is; a table that
 * keeps a log, and ingested data, are new as a whole if any of their files is.
 */
public final class NewFiles {

  private final List<String> paths;
  private final InputSettings settings;
  private final Listing listing;
  private final FormFinder.Found found;

  /** Files of the same form, also those that were read before. */
  private final List<ListedFile> known;

  private final List<FileStamp> stamps;

  /** What an IDX input reads of them, addresses; none of other forms. */
  private final List<String> idxFiles;

  private NewFiles(
      List<String> paths,
      InputSettings settings,
      Listing listing,
      FormFinder.Found found,
      List<ListedFile> known,
      List<FileStamp> stamps,
      List<String> idxFiles) {
    this.paths = paths;
    this.settings = settings;
    this.listing = listing;
    this.found = found;
    this.known = known;
    this.stamps = stamps;
    this.idxFiles = idxFiles;
  }

  /**
   * Looks for them. Nothing but names, lengths and times is compared.
   *
   * @param paths files, directories or globs, as of {@link ImageInputs#open}
   * @param done files that were read before
   * @return empty if there are none
   * @throws mnist.InvalidInputException as {@link ImageInputs#open} does
   * @throws mnist.UnavailableException if the storage fails
   */
  public static Optional<NewFiles> among(
      List<String> paths, InputSettings settings, Set<FileStamp> done, Configuration conf) {
    List<FileStamp> labels = labels(settings, conf);
    boolean labelsAreNew = !done.containsAll(labels);
    return matching(paths, settings, file -> labelsAreNew || !done.contains(file), labels, conf);
  }

  /**
   * The same of files that are named, whatever was read of them before.
   *
   * @param files which; a table of labels belongs to all of them
   */
  public static Optional<NewFiles> only(
      List<String> paths, InputSettings settings, Set<FileStamp> files, Configuration conf) {
    return matching(paths, settings, files::contains, labels(settings, conf), conf);
  }

  private static Optional<NewFiles> matching(
      List<String> paths,
      InputSettings settings,
      Predicate<FileStamp> isNew,
      List<FileStamp> labels,
      Configuration conf) {
    Listing listing = Listing.of(paths, conf);
    FormFinder.Found found = FormFinder.find(listing, paths, settings.format(), conf);
    settings.requireFor(found.form());
    List<ListedFile> candidates = found.files().isEmpty() ? listing.files() : found.files();
    List<ListedFile> files =
        candidates.stream().filter(file -> isNew.test(FileStamp.of(file))).toList();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    FormFinder.Found reduced =
        found.files().isEmpty()
            ? found
            : new FormFinder.Found(found.form(), files, found.passedOver());
    boolean isIdx = found.form() == Form.IDX;
    List<String> idxFiles = isIdx ? idxFiles(paths, files, conf) : List.of();
    List<FileStamp> stamps =
        Stream.concat(
                candidates.stream()
                    .filter(file -> files.contains(file) || idxFiles.contains(address(file)))
                    .map(FileStamp::of),
                labels.stream())
            .toList();
    return isIdx && idxFiles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NewFiles(paths, settings, listing, reduced, candidates, stamps, idxFiles));
  }

  /** The user's table of labels; none without one. */
  private static List<FileStamp> labels(InputSettings settings, Configuration conf) {
    return settings.labels().stream()
        .map(path -> Glob.literal(new Path(path)))
        .flatMap(path -> Listing.of(List.of(path), conf).files().stream())
        .map(FileStamp::of)
        .toList();
  }

  /** What the images are stored as. */
  public Form form() {
    return found.form();
  }

  /**
   * The files, those of IDX with their images, labels and groups, in the order of their paths from
   * where the user began.
   */
  public List<FileStamp> stamps() {
    return stamps;
  }

  /**
   * Opens them. There is nothing to read in image files of which people have labelled none yet,
   * though others that were read before.
   *
   * @throws mnist.InvalidInputException as {@link ImageInputs#open} does
   * @throws mnist.UnavailableException if the storage fails
   */
  public ImageInput open(SparkSession spark) {
    return switch (form()) {
      case IDX -> IdxInput.of(spark, String.join(", ", paths), idxFiles);
      case IMAGES -> ImageInputs.images(spark, listing, found, known, settings);
      default -> ImageInputs.open(spark, paths, listing, found, settings, null, false);
    };
  }

  /** Image files of which something is new, and what belongs to them. */
  private static List<String> idxFiles(
      List<String> paths, List<ListedFile> files, Configuration conf) {
    Set<String> fresh = files.stream().map(NewFiles::address).collect(Collectors.toSet());
    return IdxFiles.open(paths, conf).withAny(fresh).all().stream().map(DataFile::path).toList();
  }

  private static String address(ListedFile file) {
    return file.path().toString();
  }
}
