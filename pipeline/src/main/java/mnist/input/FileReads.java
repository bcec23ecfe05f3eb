package mnist.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import mnist.Failure;
import mnist.UnavailableException;
import mnist.files.Causes;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Reads image files whole, as many bytes as an image may have. */
final class FileReads {

  /** A photograph has some 10 MB; a scan in TIFF some 100. */
  static final int MAX_BYTES = 256 << 20;

  private FileReads() {}

  /**
   * What a file gave.
   *
   * @param bytes null if it can't be read
   * @param fault why it can't; null if it can
   */
  record Content(byte[] bytes, String fault) {

    static Content faulty(String fault) {
      return new Content(null, fault);
    }
  }

  /**
   * Reads a file.
   *
   * @param files the file's file system
   * @throws UnavailableException if the storage fails in a way that may pass; what lasts, such as a
   *     lack of permission, is the file's fault
   */
  static Content read(FileSystem files, Path path) {
    try (InputStream in = open(files, path)) {
      return bounded(in);
    } catch (IOException e) {
      Failure failure = StorageFailure.of("Cannot read " + path, "make it readable", e);
      if (failure instanceof UnavailableException) {
        throw failure;
      }
      return Content.faulty("the file can't be read: " + Causes.oneLine(e));
    }
  }

  /** Opens a file of any name. */
  static InputStream open(Path path, Configuration conf) throws IOException {
    return open(path.getFileSystem(conf), path);
  }

  /**
   * On the local disk, Hadoop looks for a checksum beside each file, which takes longer than to
   * read a small one, and fails at a colon in its name.
   */
  private static InputStream open(FileSystem files, Path path) throws IOException {
    return files instanceof LocalFileSystem local
        ? Files.newInputStream(local.pathToFile(path).toPath())
        : files.open(path);
  }

  /** Reads to the end, if that isn't too far. */
  static Content bounded(InputStream in) throws IOException {
    return bounded(in, MAX_BYTES);
  }

  static Content bounded(InputStream in, int most) throws IOException {
    byte[] bytes = in.readNBytes(most);
    return bytes.length == most && in.read() >= 0
        ? Content.faulty("the file has more than %d bytes".formatted(most))
        : new Content(bytes, null);
  }
}
