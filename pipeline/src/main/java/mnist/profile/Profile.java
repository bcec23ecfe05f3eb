package mnist.profile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import mnist.InvalidInputException;

/**
 * What images, and a model's answers to images, look like: {@value #FILE} of a version in a store.
 *
 * @param measures histograms by {@link Measure#label}; those of a later release among them, which
 *     nobody here asks for
 */
public record Profile(SortedMap<String, Histogram> measures) {

  /** The file's name in a version's directory. */
  public static final String FILE = "profile.json";

  public static final Profile EMPTY = new Profile(new TreeMap<>());

  public Profile {
    measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
  }

  /**
   * Of what {@link #counts} gave.
   *
   * @param classes how many there are
   * @throws InvalidInputException if there are other bins than those of this release
   */
  public static Profile ofCounts(Map<String, List<Long>> counts, int classes) {
    SortedMap<String, Histogram> measures = new TreeMap<>();
    for (Measure measure : Measure.values()) {
      List<Long> counted = counts.get(measure.label());
      if (counted != null) {
        List<Double> edges = DoubleStream.of(measure.edges(classes)).boxed().toList();
        measures.put(measure.label(), new Histogram(edges, counted));
      }
    }
    return new Profile(measures);
  }

  /** Of one measure; empty if nothing is counted by it. */
  public Optional<Histogram> of(Measure measure) {
    return Optional.ofNullable(measures.get(measure.label()));
  }

  /**
   * Both together: those of the same measure add up.
   *
   * @throws IllegalArgumentException if edges of a measure differ
   */
  public Profile plus(Profile other) {
    SortedMap<String, Histogram> all = new TreeMap<>(measures);
    other.measures.forEach((label, histogram) -> all.merge(label, histogram, Histogram::plus));
    return new Profile(all);
  }

  /** The counts by {@link Measure#label}, as a record of a part of a run has them. */
  public Map<String, List<Long>> counts() {
    SortedMap<String, List<Long>> counts = new TreeMap<>();
    measures.forEach((label, histogram) -> counts.put(label, histogram.counts()));
    return counts;
  }
}
