package mnist.jobs.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.Failure;
import mnist.store.ModelStore;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model store that the newest run left which has trained a model that can be read. */
public final class NewestStore {
  private static final Logger LOG = LoggerFactory.getLogger(NewestStore.class);

  private NewestStore() {}

  /**
   * @param runs local directory of runs, whose names begin with the time; may be missing
   */
  public static Optional<ModelStore> in(Path runs, Configuration hadoop) {
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(runs)) {
      return all.sorted(Comparator.comparing(Path::getFileName).reversed())
          // A run is a store, or has one beside what else it made.
          .flatMap(run -> Stream.of(run.resolve("store"), run))
          .filter(Files::isDirectory)
          .map(path -> ModelStore.at(new org.apache.hadoop.fs.Path(path.toUri()), hadoop))
          .filter(NewestStore::isUsable)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that isn't, be it an earlier release's or damaged, is in no other's way. */
  private static boolean isUsable(ModelStore store) {
    try {
      return store.isThere() && store.champion().map(store::version).isPresent();
    } catch (Failure e) {
      LOG.warn("passing over the models of {}: {}", store.path(), e.getMessage());
      return false;
    }
  }
}
