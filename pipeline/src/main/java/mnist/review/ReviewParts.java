package mnist.review;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mnist.UnavailableException;
import mnist.files.JsonFiles;
import mnist.files.Sha256;
import mnist.files.WholeFile;
import mnist.progress.PartRecord.PublishedFile;
import mnist.progress.RunProgress;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What each part of a run has for people to look at, a file each, so that it is there for a process
 * that goes on, and is read one part at a time.
 *
 * @param output of the run
 */
public record ReviewParts(Path output, Configuration conf) {

  /** From the output. */
  public static final String DIRECTORY = RunProgress.DIRECTORY + "/review";

  /** What a file holds. */
  private record Part(List<ReviewImage> images) {}

  /**
   * Publishes what a part has.
   *
   * @return empty if it has nothing
   * @throws UnavailableException if another process has published it
   */
  public Optional<PublishedFile> write(int part, ReviewQueue queue) {
    List<ReviewImage> kept = queue.kept();
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    String path = String.format(Locale.ROOT, "%s/part-%05d.json", DIRECTORY, part);
    String text = JsonFiles.toText(new Part(kept)) + "\n";
    if (!WholeFile.writeIfAbsent(new Path(output, path), text, conf)) {
      throw new UnavailableException(
          "Cannot publish %s: another process has written it at the same time"
              .formatted(new Path(output, path)),
          "run the same command again");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Optional.of(new PublishedFile(path, bytes.length, Sha256.ofBytes(bytes)));
  }

  /** Offers what a part has to a queue of all parts. */
  public void offerTo(ReviewQueue queue, Collection<PublishedFile> ofPart) {
    for (PublishedFile file : ofPart) {
      if (file.path().startsWith(DIRECTORY + "/")) {
        JsonFiles.read(new Path(output, file.path()), Part.class, conf)
            .images()
            .forEach(queue::offer);
      }
    }
  }
}
