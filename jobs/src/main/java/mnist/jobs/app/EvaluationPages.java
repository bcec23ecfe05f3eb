package mnist.jobs.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.files.StorageFailure;
import mnist.report.EvaluationReport;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What evaluations found of models.
 *
 * @param pages a whole page of HTML for a model, by its hash
 */
record EvaluationPages(Map<String, byte[]> pages) {

  /**
   * @param directories that {@code evaluate} wrote; of several of one model the last counts
   * @param versions that can be asked
   * @throws InvalidInputException if one isn't an evaluation, or is that of another model
   */
  static EvaluationPages of(
      List<String> directories, List<StoredVersion> versions, Configuration hadoop) {
    Map<String, byte[]> pages = new HashMap<>();
    for (String given : directories) {
      Path directory = new Path(given);
      String hash = EvaluationReport.modelHash(directory, hadoop);
      if (versions.stream().noneMatch(version -> version.manifest().modelHash().equals(hash))) {
        throw new InvalidInputException(
            "Cannot show the evaluation in %s: expected that of %s, but it is that of another model, %s"
                .formatted(given, named(versions), brief(hash)),
            "evaluate the model that answers, or name that one's store");
      }
      pages.put(hash, page(new Path(directory, EvaluationReport.PAGE), hadoop));
    }
    return new EvaluationPages(pages);
  }

  private static String named(List<StoredVersion> versions) {
    return versions.stream()
        .map(version -> version.name() + " (" + brief(version.manifest().modelHash()) + ")")
        .collect(Collectors.joining(" or "));
  }

  private static String brief(String hash) {
    return hash.substring(0, 8);
  }

  private static byte[] page(Path file, Configuration hadoop) {
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + file, "evaluate again", e);
    }
  }

  Optional<byte[]> of(StoredVersion version) {
    return Optional.ofNullable(pages.get(version.manifest().modelHash()));
  }
}
