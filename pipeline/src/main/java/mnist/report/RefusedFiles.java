package mnist.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.examination.Accepted;
import mnist.examination.Check;
import mnist.input.FileStamp;

/**
 * Files that were refused together, as they were then.
 *
 * @param findings names of those that would refuse them if none were accepted
 */
public record RefusedFiles(Set<FileStamp> files, Set<String> findings) {

  public RefusedFiles {
    files = Set.copyOf(files);
    findings = Set.copyOf(findings);
  }

  /**
   * What is left of refusals, each file as it was refused last; the refusal that is longest ago
   * first.
   *
   * @param refused by time
   * @param files that are there
   */
  public static List<RefusedFiles> among(List<RefusedFiles> refused, Set<FileStamp> files) {
    Set<FileStamp> left = new HashSet<>(files);
    Deque<RefusedFiles> sets = new ArrayDeque<>();
    for (int i = refused.size() - 1; i >= 0; i--) {
      Set<FileStamp> there = new HashSet<>(refused.get(i).files);
      there.retainAll(left);
      if (left.removeAll(there)) {
        sets.addFirst(new RefusedFiles(there, refused.get(i).findings));
      }
    }
    return List.copyOf(sets);
  }

  /** Whether each finding that refused them is accepted. */
  public boolean areAcceptedBy(Accepted accepted) {
    return accepted.findings().stream()
        .map(Check::label)
        .collect(Collectors.toSet())
        .containsAll(findings);
  }
}
