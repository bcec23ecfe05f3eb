package mnist.files;

import org.apache.hadoop.fs.Path;

/** Hadoop paths of the local file system as java.nio sees them. */
final class LocalFiles {

  private LocalFiles() {}

  /** Whether a qualified path is on the local file system. */
  static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
  }

  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** The sidecar in which Hadoop's LocalFileSystem keeps a file's checksum. */
  static java.nio.file.Path checksum(java.nio.file.Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }
}
