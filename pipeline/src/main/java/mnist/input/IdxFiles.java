package mnist.input;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.idx.IdxHeader;
import mnist.idx.IdxType;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data set's image files in the order of their ids. Their headers have been read, and agree with
 * each other and with the files' lengths. Data haven't been read, but of files under one name, to
 * compare them.
 *
 * @param images at least one; all of the same height and width
 * @param passedOver files among those that were given that aren't read
 */
record IdxFiles(List<ImageFile> images, List<PassedOver> passedOver) {

  private static final Logger LOG = LoggerFactory.getLogger(IdxFiles.class);

  /** Columns of QMNIST's label files: the class, then where the image comes from. */
  private static final long QMNIST_COLUMNS = 8;

  private static final Set<IdxType> WHOLE_NUMBERS =
      EnumSet.of(IdxType.UNSIGNED_BYTE, IdxType.SIGNED_BYTE, IdxType.SHORT, IdxType.INT);

  IdxFiles {
    images = List.copyOf(images);
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Finds the files and reads their headers.
   *
   * @throws InvalidInputException if one isn't an IDX file of its kind, or they don't fit together
   */
  static IdxFiles open(List<String> paths, Configuration conf) {
    List<ImageFile> files = new ArrayList<>();
    long firstId = 0;
    IdxFileFinder finder = new IdxFileFinder(conf);
    for (IdxFileFinder.Found found : finder.find(paths)) {
      DataFile images = images(found.images(), conf);
      DataFile labels = found.labels() == null ? null : labels(found.labels(), conf);
      DataFile groups = found.groups() == null ? null : groups(found.groups(), conf);
      ImageFile file = new ImageFile(images, labels, groups, found.split(), firstId);
      checkSizes(file, files);
      checkCount(file, "label", labels);
      checkCount(file, "group", groups);
      files.add(file);
      firstId = Math.addExact(firstId, file.count());
    }
    PassedOver.summary(finder.passedOver()).forEach(each -> LOG.info("passed over: {}", each));
    return new IdxFiles(files, finder.passedOver());
  }

  /** All images of all files. */
  long count() {
    return images.stream().mapToLong(ImageFile::count).sum();
  }

  /** Those of a split. */
  IdxFiles only(Split split) {
    return new IdxFiles(images.stream().filter(file -> file.split() == split).toList(), passedOver);
  }

  /**
   * Those of which the images, labels or groups are among some files. Ids stay.
   *
   * @param files addresses
   */
  IdxFiles withAny(Set<String> files) {
    return new IdxFiles(
        images.stream()
            .filter(
                file ->
                    Stream.of(file.images(), file.labels(), file.groups())
                        .filter(Objects::nonNull)
                        .anyMatch(part -> files.contains(part.path())))
            .toList(),
        passedOver);
  }

  /** The file that holds the image of this id. */
  ImageFile holding(long id) {
    return images.stream()
        .filter(file -> id >= file.firstId() && id < file.firstId() + file.count())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no image has id " + id));
  }

  /** All bytes of pixels, unpacked. */
  long imageBytes() {
    return images.stream().mapToLong(file -> file.images().header().dataBytes()).sum();
  }

  /** All files in the order of their ids, labels after their images, then groups. */
  List<DataFile> all() {
    return images.stream()
        .flatMap(file -> Stream.of(file.images(), file.labels(), file.groups()))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Checks that each image file has labels.
   *
   * @throws InvalidInputException naming the first that has none
   */
  void requireLabels() {
    for (ImageFile file : images) {
      if (!file.hasLabels()) {
        throw new InvalidInputException(
            "Cannot find labels for %s: expected a file such as %s beside it, but there is none"
                .formatted(file.images().path(), IdxName.labelsFor(file.images().name())),
            "put it there, or give the label file that name");
      }
    }
  }

  /**
   * Checks that each file of training images has groups.
   *
   * @throws InvalidInputException naming the first that has none
   */
  void requireGroups() {
    for (ImageFile file : images) {
      if (file.split() == Split.TRAIN && !file.hasGroups()) {
        throw new InvalidInputException(
            "Cannot hold out by group: expected the groups of %s in a file such as %s beside it, but there is none"
                .formatted(file.images().path(), IdxName.groupsFor(file.images().name())),
            "give one, or set data.hold-out-by to image");
      }
    }
  }

  private static DataFile images(FileStatus status, Configuration conf) {
    DataFile file = DataFile.of(status, conf);
    IdxHeader header = file.header();
    require(
        header.type() == IdxType.UNSIGNED_BYTE && header.rank() == 3,
        file,
        "images as unsigned bytes of rank 3");
    return file;
  }

  private static DataFile labels(FileStatus status, Configuration conf) {
    DataFile file = DataFile.of(status, conf);
    IdxHeader header = file.header();
    boolean isQmnist =
        header.type() == IdxType.INT
            && header.rank() == 2
            && header.shape().get(1) == QMNIST_COLUMNS;
    require(
        isQmnist || (WHOLE_NUMBERS.contains(header.type()) && header.rank() == 1),
        file,
        "labels as whole numbers of rank 1, or as QMNIST's ints of shape [n, 8]");
    return file;
  }

  private static DataFile groups(FileStatus status, Configuration conf) {
    DataFile file = DataFile.of(status, conf);
    require(
        file.header().type() == IdxType.INT && file.header().rank() == 1,
        file,
        "groups as ints of rank 1");
    return file;
  }

  private static void require(boolean holds, DataFile file, String expected) {
    IdxHeader header = file.header();
    if (!holds) {
      throw new InvalidInputException(
          "Cannot read IDX file %s: expected %s, but found %s of rank %d, shape %s"
              .formatted(
                  file.path(), expected, words(header.type()), header.rank(), header.shape()),
          "give a file of that content, or rename this one by what it holds");
    }
  }

  private static String words(IdxType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void checkSizes(ImageFile file, List<ImageFile> before) {
    IdxHeader header = file.images().header();
    if (header.itemBytes() == 0) {
      throw new InvalidInputException(
          "Cannot read IDX file %s: expected images of at least 1 x 1 pixels, but found shape %s"
              .formatted(file.images().path(), header.shape()),
          "fetch it again");
    }
    if (before.isEmpty()) {
      return;
    }
    ImageFile first = before.get(0);
    if (file.height() != first.height() || file.width() != first.width()) {
      throw new InvalidInputException(
          "Invalid image file %s: expected images of %d x %d as in %s, but found %d x %d"
              .formatted(
                  file.images().path(),
                  first.height(),
                  first.width(),
                  first.images().path(),
                  file.height(),
                  file.width()),
          "give images of one size alone");
    }
  }

  private static void checkCount(ImageFile file, String what, DataFile partner) {
    if (partner != null && partner.header().items() != file.count()) {
      throw new InvalidInputException(
          "Invalid %s file %s: %d %ss for %d images in %s"
              .formatted(
                  what,
                  partner.path(),
                  partner.header().items(),
                  what,
                  file.count(),
                  file.images().path()),
          "fetch both again");
    }
  }
}
