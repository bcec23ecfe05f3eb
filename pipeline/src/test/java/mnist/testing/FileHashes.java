package mnist.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.files.Sha256;

/** What files a directory holds, to the last byte. */
public final class FileHashes {

  private FileHashes() {}

  /**
   * Hashes of all files at any depth, by their paths from the directory.
   *
   * @param without names of files and directories in the directory that don't count
   */
  public static SortedMap<String, String> of(Path directory, String... without) throws IOException {
    List<Path> others = Stream.of(without).map(directory::resolve).toList();
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (others.stream().noneMatch(path::startsWith)) {
          hashes.put(
              directory.relativize(path).toString(), Sha256.ofBytes(Files.readAllBytes(path)));
        }
      }
    }
    return hashes;
  }
}
