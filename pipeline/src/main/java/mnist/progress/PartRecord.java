package mnist.progress;

import java.util.List;
import java.util.Map;

/**
 * What came of one part of a run.
 *
 * @param part its number, from 0
 * @param rows that were read
 * @param done those of them of which there is a result
 * @param rejected the others
 * @param reasons how often each reason for rejecting occurred; of a part with very many, some
 * @param accepted results that are accepted; null where nobody asked
 * @param histograms counts by name, for whoever watches how data change; may be empty
 * @param files that were published
 * @param failed what couldn't be read, so that its rows are missing; a run that goes on tries again
 */
public record PartRecord(
    int part,
    long rows,
    long done,
    long rejected,
    Map<String, Long> reasons,
    Long accepted,
    Map<String, List<Long>> histograms,
    List<PublishedFile> files,
    List<FailedRead> failed) {

  public PartRecord {
    reasons = Map.copyOf(reasons);
    histograms = histograms == null ? Map.of() : Map.copyOf(histograms);
    files = List.copyOf(files);
    failed = List.copyOf(failed);
  }

  /**
   * A file of results.
   *
   * @param path from the run's output
   * @param bytes its length
   * @param sha256 of its content, hexadecimal
   */
  public record PublishedFile(String path, long bytes, String sha256) {}

  /**
   * What couldn't be read.
   *
   * @param file its address
   * @param name of the file or the piece of one, for people
   * @param reason why, for people
   * @param changed whether it isn't what it was when the run began; otherwise it may have been
   *     mended, and counts as it is then
   */
  public record FailedRead(String file, String name, String reason, boolean changed) {}

  /** Whether nothing of it is missing. */
  public boolean isComplete() {
    return failed.isEmpty();
  }
}
