package mnist.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses what was meant by a misspelt name. */
public final class NearestName {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private NearestName() {}

  /**
   * The known name with the fewest letters to insert, delete or replace, where that is at most a
   * third of the given name's letters, or two in a short name.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    int forgiven = Math.max(Math.min(2, name.length() / 2), name.length() / 3);
    return known.stream()
        .min(Comparator.<String>comparingInt(k -> DISTANCE.apply(name, k)).thenComparing(k -> k))
        .filter(k -> DISTANCE.apply(name, k) <= forgiven);
  }
}
