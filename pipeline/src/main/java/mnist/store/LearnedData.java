package mnist.store;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that a version has learned from, what its training began with included.
 *
 * @param fingerprints of ingested data sets that weren't put together from deliveries
 * @param deliveries names of the store's deliveries, as they were learned from
 */
public record LearnedData(List<String> fingerprints, List<String> deliveries) {

  public LearnedData {
    fingerprints = fingerprints == null ? List.of() : List.copyOf(fingerprints);
    deliveries = deliveries == null ? List.of() : List.copyOf(deliveries);
  }

  /** These and others, each once. */
  LearnedData and(LearnedData more) {
    return new LearnedData(
        union(fingerprints, more.fingerprints), union(deliveries, more.deliveries));
  }

  private static List<String> union(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }
}
