package mnist.input;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * How a directory was reached, so that links that lead back aren't followed for ever. Only the
 * local file system has links to directories.
 *
 * @param places real path of the directory, last, and before it of each from which a link led on
 */
record Trail(List<java.nio.file.Path> places) {

  /** The trail of a directory that the user named. */
  static Trail to(Path directory) throws IOException {
    boolean isLocal = "file".equals(directory.toUri().getScheme());
    return new Trail(isLocal ? List.of(local(directory).toRealPath()) : List.of());
  }

  /**
   * The trail of a directory in this one.
   *
   * @return empty if it is a link to a directory that holds the link
   */
  Optional<Trail> into(Path directory) throws IOException {
    if (places.isEmpty()) {
      return Optional.of(this);
    }
    java.nio.file.Path here = places.get(places.size() - 1);
    java.nio.file.Path entry = here.resolve(directory.getName());
    boolean isLink = Files.isSymbolicLink(entry);
    java.nio.file.Path real = isLink ? entry.toRealPath() : entry;
    if (isLink && places.stream().anyMatch(place -> place.startsWith(real))) {
      return Optional.empty();
    }
    List<java.nio.file.Path> next = new ArrayList<>(places);
    if (!isLink) {
      next.remove(here);
    }
    next.add(real);
    return Optional.of(new Trail(List.copyOf(next)));
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
