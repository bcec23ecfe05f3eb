package mnist.profile;

import java.util.ArrayList;
import java.util.List;
import mnist.InvalidInputException;

/**
 * How many values lie in each bin. Histograms of the same edges add up, in any order, to the same
 * counts.
 *
 * @param edges of the bins, ascending, one more than bins; a bin holds its lower edge, the last one
 *     both; values beyond are counted in the outermost bins
 * @param counts of each bin, 0 or more
 */
public record Histogram(List<Double> edges, List<Long> counts) {

  public Histogram {
    edges = edges == null ? List.of() : List.copyOf(edges);
    counts = counts == null ? List.of() : List.copyOf(counts);
    if (counts.isEmpty() || edges.size() != counts.size() + 1) {
      throw new InvalidInputException(
          "A histogram must have one or more bins and one edge more, but has %d and %d edges"
              .formatted(counts.size(), edges.size()),
          "put the file back as it was written");
    }
    for (int bin = 0; bin < counts.size(); bin++) {
      if (!(edges.get(bin) < edges.get(bin + 1)) || counts.get(bin) < 0) {
        throw new InvalidInputException(
            "Bin %d of a histogram must have ascending edges and no count below 0, but has %s, %s and %d"
                .formatted(bin, edges.get(bin), edges.get(bin + 1), counts.get(bin)),
            "put the file back as it was written");
      }
    }
  }

  /** Values in all bins. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if the edges differ
   */
  public Histogram plus(Histogram other) {
    requireSameEdges(other);
    List<Long> sums = new ArrayList<>(counts.size());
    for (int bin = 0; bin < counts.size(); bin++) {
      sums.add(Math.addExact(counts.get(bin), other.counts.get(bin)));
    }
    return new Histogram(edges, sums);
  }

  void requireSameEdges(Histogram other) {
    if (!edges.equals(other.edges)) {
      throw new IllegalArgumentException("Histograms must have the same edges");
    }
  }
}
