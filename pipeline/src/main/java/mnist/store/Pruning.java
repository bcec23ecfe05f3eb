package mnist.store;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes versions. Which ones is decided first; a pruning that is killed after that is finished by
 * the next.
 */
record Pruning(Path store, Versions versions, Configuration conf) {
  private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

  /**
   * Of the versions that can be read, all but the newest ones, the champion, what a rollback may go
   * to, what the latest judging names, and what is in use.
   *
   * @param keep how many of the newest stay
   */
  List<StoredVersion> candidates(DecisionHistory history, int keep, RetentionSettings settings) {
    List<StoredVersion> readable =
        versions.readable().stream()
            .filter(version -> !history.pruned().contains(version.name()))
            .toList();
    Set<String> kept =
        readable.stream()
            .skip(Math.max(0, readable.size() - keep))
            .map(StoredVersion::name)
            .collect(Collectors.toCollection(HashSet::new));
    history.latest().map(Decision::champion).ifPresent(kept::add);
    history.rollbackTargets().stream().limit(settings.rollbackVersions()).forEach(kept::add);
    kept.addAll(history.judged());
    kept.addAll(VersionLease.inUse(store, settings.lease(), conf));
    return readable.stream().filter(version -> !kept.contains(version.name())).toList();
  }

  /** What the decision says of the versions. */
  Map<String, Object> figures(List<StoredVersion> pruned) {
    Map<String, Object> hashes = new TreeMap<>();
    for (StoredVersion version : pruned) {
      hashes.put(
          version.name(),
          Map.of(
              "model_hash", version.manifest().modelHash(),
              "manifest_hash", version.manifestHash(conf)));
    }
    return Map.of(DecisionHistory.VERSIONS, hashes);
  }

  /**
   * Deletes what is left of the versions that were pruned.
   *
   * @return names of those of which something was
   */
  Set<String> delete(Set<String> pruned) {
    Set<String> deleted = new TreeSet<>();
    for (String name : pruned) {
      Path version = versions.path(name);
      try {
        FileSystem files = version.getFileSystem(conf);
        if (files.exists(version)) {
          // First, since without it a version doesn't count.
          files.delete(new Path(version, StoredVersion.MANIFEST), false);
          files.delete(version, true);
          deleted.add(name);
          LOG.info("deleted {}", version);
        }
      } catch (IOException e) {
        throw StorageFailure.of(
            "Cannot delete " + version, "make the store writable and give the same command", e);
      }
    }
    return deleted;
  }
}
