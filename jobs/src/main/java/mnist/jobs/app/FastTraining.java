package mnist.jobs.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mnist.config.Settings;
import mnist.config.SettingsFile;
import mnist.jobs.data.DataLocation;
import mnist.jobs.data.InputData;
import mnist.jobs.runner.JobContext;
import mnist.jobs.training.ModelTraining;
import mnist.jobs.training.Preflight;
import mnist.store.ModelStore;

/** Trains a model on the bundled MNIST in a minute, for who has none. */
public final class FastTraining {
  private static final String FILE = "fast.conf";

  private FastTraining() {}

  /**
   * Trains into a new store, by {@code conf/fast.conf} where the user has set nothing else. Starts
   * Spark.
   */
  public static ModelStore run(JobContext context) throws Exception {
    JobContext fast = context.with(settings(context.settings()));
    ModelStore store = ModelStore.at(fast.output(Optional.empty()), fast.hadoop());
    fast.take(store.path());
    Preflight.require(fast, store.path(), DataLocation.BUNDLED);
    try (InputData input = InputData.inside(store.path(), DataLocation.BUNDLED, fast)) {
      ModelTraining.run(fast, input.recordsFor(store), store, Optional.empty(), fast.job());
    }
    return store;
  }

  private static Map<String, String> settings(Settings users) {
    Settings fast = Settings.of(new SettingsFile(recipe(), "conf/" + FILE), Map.of());
    Map<String, String> changed = new HashMap<>(fast.effective());
    changed.keySet().removeIf(key -> !fast.isGiven(key) || users.isGiven(key));
    return changed;
  }

  private static String recipe() {
    try (InputStream in = Settings.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
