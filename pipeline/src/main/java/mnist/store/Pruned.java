package mnist.store;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a pruning came to.
 *
 * @param finished names of the versions that an earlier pruning had decided on and left when it was
 *     stopped; they are deleted now
 * @param decision on further versions; empty if all others are kept
 */
public record Pruned(SortedSet<String> finished, Optional<Decision> decision) {

  public Pruned {
    finished = new TreeSet<>(finished);
  }
}
