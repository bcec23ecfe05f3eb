package mnist.jobs.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.store.ModelStore;
import org.apache.hadoop.conf.Configuration;

/** The model store that the newest run left which has trained a model. */
public final class NewestStore {

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
          .filter(store -> store.isThere() && store.champion().isPresent())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
