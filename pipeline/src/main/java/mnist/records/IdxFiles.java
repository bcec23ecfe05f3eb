package mnist.records;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  private static final int IMAGE_RANK = 3;
  private static final int LABEL_RANK = 1;

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
    for (IdxFileFinder.Pair pair : new IdxFileFinder(conf).find(paths)) {
      DataFile images = readHeader(pair.images(), IMAGE_RANK, conf);
      DataFile labels = pair.labels() == null ? null : readHeader(pair.labels(), LABEL_RANK, conf);
      ImageFile file = new ImageFile(images, labels, pair.split(), firstId);
      checkSizes(file, files);
      checkCounts(file);
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

  /** Image and label files in the order of their ids, labels after their images. */
  List<DataFile> all() {
    return images.stream()
        .flatMap(file -> Stream.of(file.images(), file.labels()))
        .filter(file -> file != null)
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

  private static DataFile readHeader(FileStatus status, int rank, Configuration conf) {
    String path = status.getPath().toString();
    IdxHeader header;
    try (InputStream in = status.getPath().getFileSystem(conf).open(status.getPath())) {
      header = IdxReader.header(in, path);
    } catch (IOException e) {
      throw new InvalidInputException("Cannot read IDX file " + path + ": " + e.getMessage(), e);
    }
    if (header.type() != IdxType.UNSIGNED_BYTE || header.rank() != rank) {
      throw new InvalidInputException(
          "Cannot read IDX file %s: expected %s as unsigned bytes of rank %d, but found %s of rank %d, shape %s"
              .formatted(
                  path,
                  rank == IMAGE_RANK ? "images" : "labels",
                  rank,
                  header.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  header.rank(),
                  header.shape()));
    }
    if (!IdxReader.isPacked(path)) {
      header.checkFileBytes(status.getLen(), path);
    }
    return new DataFile(path, header, status.getLen());
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

  private static void checkCounts(ImageFile file) {
    if (file.hasLabels() && file.labels().header().items() != file.count()) {
      throw new InvalidInputException(
          "Invalid label file %s: %d labels for %d images in %s; fetch both again"
              .formatted(
                  file.labels().path(),
                  file.labels().header().items(),
                  file.count(),
                  file.images().path()));
    }
  }
}
