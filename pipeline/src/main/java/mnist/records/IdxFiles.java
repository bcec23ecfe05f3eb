package mnist.records;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.idx.IdxHeader;
import mnist.idx.IdxReader;
import mnist.idx.IdxType;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * A data set's image files in the order of their ids. Their headers have been read, and agree with
 * each other and with the lengths of plain files; of the data nothing has been read.
 *
 * @param images at least one; all of the same height and width
 */
record IdxFiles(List<ImageFile> images) {

  /** What a file's header must say. */
  private record Content(String name, IdxType type, int rank) {}

  private static final Content IMAGES = new Content("images", IdxType.UNSIGNED_BYTE, 3);
  private static final Content LABELS = new Content("labels", IdxType.UNSIGNED_BYTE, 1);
  private static final Content GROUPS = new Content("groups", IdxType.INT, 1);

  IdxFiles {
    images = List.copyOf(images);
  }

  /**
   * Finds the files and reads their headers.
   *
   * @throws InvalidInputException if one isn't an IDX file of its kind, or they don't fit together
   */
  static IdxFiles open(List<String> paths, Configuration conf) {
    List<ImageFile> files = new ArrayList<>();
    long firstId = 0;
    for (IdxFileFinder.Found found : new IdxFileFinder(conf).find(paths)) {
      DataFile images = readHeader(found.images(), IMAGES, conf);
      DataFile labels = readHeader(found.labels(), LABELS, conf);
      DataFile groups = readHeader(found.groups(), GROUPS, conf);
      ImageFile file = new ImageFile(images, labels, groups, found.split(), firstId);
      checkSizes(file, files);
      checkCount(file, "label", labels);
      checkCount(file, "group", groups);
      files.add(file);
      firstId = Math.addExact(firstId, file.count());
    }
    return new IdxFiles(files);
  }

  /** All images of all files. */
  long count() {
    return images.stream().mapToLong(ImageFile::count).sum();
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
                .formatted(file.images().path(), IdxFileNames.labelsFor(file.images().name())));
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
            "Cannot hold out by group: expected the groups of %s in a file such as %s beside it, but there is none; give one, or set data.hold-out-by to image"
                .formatted(file.images().path(), IdxFileNames.groupsFor(file.images().name())));
      }
    }
  }

  /**
   * @param status null gives null
   */
  private static DataFile readHeader(FileStatus status, Content content, Configuration conf) {
    if (status == null) {
      return null;
    }
    String path = status.getPath().toString();
    IdxHeader header;
    try (InputStream in = status.getPath().getFileSystem(conf).open(status.getPath())) {
      header = IdxReader.header(in, path);
    } catch (IOException e) {
      throw new InvalidInputException("Cannot read IDX file " + path + ": " + e.getMessage(), e);
    }
    if (header.type() != content.type() || header.rank() != content.rank()) {
      throw new InvalidInputException(
          "Cannot read IDX file %s: expected %s as %ss of rank %d, but found %s of rank %d, shape %s"
              .formatted(
                  path,
                  content.name(),
                  words(content.type()),
                  content.rank(),
                  words(header.type()),
                  header.rank(),
                  header.shape()));
    }
    if (!IdxReader.isPacked(path)) {
      header.checkFileBytes(status.getLen(), path);
    }
    return new DataFile(path, header);
  }

  private static String words(IdxType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void checkSizes(ImageFile file, List<ImageFile> before) {
    IdxHeader header = file.images().header();
    if (header.itemBytes() == 0) {
      throw new InvalidInputException(
          "Cannot read IDX file %s: expected images of at least 1 x 1 pixels, but found shape %s"
              .formatted(file.images().path(), header.shape()));
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
                  file.width()));
    }
  }

  private static void checkCount(ImageFile file, String what, DataFile partner) {
    if (partner != null && partner.header().items() != file.count()) {
      throw new InvalidInputException(
          "Invalid %s file %s: %d %ss for %d images in %s; fetch both again"
              .formatted(
                  what,
                  partner.path(),
                  partner.header().items(),
                  what,
                  file.count(),
                  file.images().path()));
    }
  }
}
