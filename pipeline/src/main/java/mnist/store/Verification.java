package mnist.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;

/** Looks whether a store is as it was written. */
record Verification(Versions versions, Decisions decisions, Configuration conf) {

  /**
   * What is wrong, a line each; empty if nothing is.
   *
   * @param expected the hash of some decision's file that somebody kept
   */
  List<String> faults(Optional<String> expected) {
    List<String> faults = new ArrayList<>();
    Map<Integer, String> hashes = new TreeMap<>();
    List<Decision> readable = decisions.readable(hashes, fault -> faults.add(fault.getMessage()));
    expected
        .filter(hash -> !hashes.containsValue(hash))
        .ifPresent(
            hash ->
                faults.add(
                    "No decision in %s has the hash %s: decisions up to that one were changed or taken away; restore them from a copy of the store"
                        .formatted(decisions.directory(), hash)));
    DecisionHistory history = new DecisionHistory(readable);
    Set<String> pruned = history.pruned();
    checkDecided(readable, pruned, faults);
    versions.unreadable().forEach((name, problem) -> addUnless(pruned, name, problem, faults));
    for (StoredVersion version : versions.readable()) {
      if (pruned.contains(version.name())) {
        faults.add(
            "%s was pruned, but is there; give the same prune command again, which deletes it"
                .formatted(version.path()));
      } else {
        checkFiles(version, faults);
      }
    }
    return List.copyOf(faults);
  }

  /** What is wrong with a version, a line each. */
  List<String> faultsOf(StoredVersion version) {
    List<String> faults = new ArrayList<>();
    List<Decision> about =
        decisions.all().stream().filter(d -> version.name().equals(d.subject())).toList();
    checkDecided(about, Set.of(), faults);
    checkFiles(version, faults);
    return List.copyOf(faults);
  }

  private static void addUnless(
      Set<String> pruned, String name, String problem, List<String> faults) {
    if (!pruned.contains(name)) {
      faults.add(problem);
    }
  }

  private void checkFiles(StoredVersion version, List<String> faults) {
    for (String file : new TreeSet<>(version.manifest().fileHashes().keySet())) {
      try {
        version.content(file, conf);
      } catch (InvalidInputException e) {
        faults.add(e.getMessage());
      }
    }
  }

  /** Of each version that was decided about, whether its manifest is the one that it was then. */
  private void checkDecided(List<Decision> readable, Set<String> pruned, List<String> faults) {
    Set<String> wrong = new TreeSet<>();
    for (Decision decision : readable) {
      String name = decision.subject();
      if (decision.manifestHash() == null || pruned.contains(name) || wrong.contains(name)) {
        continue;
      }
      try {
        StoredVersion version = versions.named(name);
        String found = version.manifestHash(conf);
        if (!found.equals(decision.manifestHash())) {
          wrong.add(name);
          faults.add(
              "%s of %s isn't the one that decision %d was about: expected SHA-256 %s, but it has %s; restore the version from a copy of the store"
                  .formatted(
                      StoredVersion.MANIFEST,
                      version.path(),
                      decision.number(),
                      decision.manifestHash(),
                      found));
        }
      } catch (InvalidInputException e) {
        wrong.add(name);
        faults.add(e.getMessage());
      }
    }
  }
}
