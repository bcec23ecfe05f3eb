package mnist.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mnist.InvalidInputException;
import mnist.files.NumberedEntries;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of numbered versions. One that lacks a file, as a publication that was killed in an
 * object store leaves it, doesn't count.
 */
final class Versions {
  private static final Logger LOG = LoggerFactory.getLogger(Versions.class);

  private final Path directory;
  private final Configuration conf;

  /** Versions that a warning has been given of. */
  private final Set<String> passedOver = new HashSet<>();

  Versions(Path directory, Configuration conf) {
    this.directory = directory;
    this.conf = conf;
  }

  Path directory() {
    return directory;
  }

  /**
   * The directory of a version of this name, whether or not there is one.
   *
   * @throws InvalidInputException if it is no version's name
   */
  Path path(String version) {
    VersionName.require("version", version);
    return new Path(directory, version);
  }

  /** The first number above all that are taken, by versions that can't be read as well. */
  int nextNumber() {
    return NumberedEntries.of(directory, VersionName.PATTERN, conf).max().orElse(0) + 1;
  }

  StoredVersion named(String name) {
    return StoredVersion.read(path(name), conf);
  }

  /** By number; of each that can't be read a warning is given once. */
  List<StoredVersion> readable() {
    List<StoredVersion> readable = new ArrayList<>();
    unreadable(readable)
        .forEach(
            (name, problem) -> {
              if (passedOver.add(name)) {
                LOG.warn("passing over version {}: {}", name, problem);
              }
            });
    return List.copyOf(readable);
  }

  /** What is wrong with those that can't be read, by name. */
  Map<String, String> unreadable() {
    return unreadable(new ArrayList<>());
  }

  private SortedMap<String, String> unreadable(List<StoredVersion> readable) {
    SortedMap<String, String> problems = new TreeMap<>();
    NumberedEntries.of(directory, VersionName.PATTERN, conf)
        .mapToObj(number -> path(VersionName.of(number)))
        .forEach(
            version -> {
              try {
                whole(version).ifPresent(readable::add);
              } catch (InvalidInputException e) {
                problems.put(version.getName(), e.getMessage());
              }
            });
    return problems;
  }

  /** The version in this directory; empty before its manifest is there. */
  private Optional<StoredVersion> whole(Path version) {
    Set<String> there = new HashSet<>();
    try {
      for (FileStatus file : version.getFileSystem(conf).listStatus(version)) {
        there.add(file.getPath().getName());
      }
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + version, "make it readable or delete it", e);
    }
    if (!there.contains(StoredVersion.MANIFEST)) {
      return Optional.empty();
    }
    StoredVersion read = StoredVersion.read(version, conf);
    Set<String> missing = new TreeSet<>(read.manifest().fileHashes().keySet());
    missing.removeAll(there);
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "Cannot use %s: %s names %s, but there is no such file"
              .formatted(version, StoredVersion.MANIFEST, String.join(", ", missing)),
          "restore it or delete the version");
    }
    return Optional.of(read);
  }
}
