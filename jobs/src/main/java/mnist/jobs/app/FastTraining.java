package mnist.jobs.app;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mnist.config.Settings;
import mnist.jobs.data.DataLocation;
import mnist.jobs.data.InputData;
import mnist.jobs.runner.JobContext;
import mnist.jobs.training.ModelTraining;
import mnist.jobs.training.Preflight;
import mnist.store.ModelStore;

/** Trains a model on the bundled MNIST in a minute, for who has none. */
public final class FastTraining {
  private FastTraining() {}

  /**
   * Trains into a new store, by {@code conf/fast.conf} where the user has set nothing else. Starts
   * Spark, and ends it when the model is stored.
   */
  public static ModelStore run(JobContext context) throws Exception {
    JobContext fast = context.with(settings(context.settings()));
    ModelStore store = ModelStore.at(fast.output(Optional.empty()), fast.hadoop());
    fast.take(store.path());
    Preflight.require(fast, store.path(), DataLocation.BUNDLED);
    try (InputData input = InputData.inside(store.path(), DataLocation.BUNDLED, fast)) {
      ModelTraining.run(fast, input.recordsFor(store), store, Optional.empty(), fast.job());
    }
    fast.endSpark();
    return store;
  }

  private static Map<String, String> settings(Settings users) {
    Map<String, String> changed = new HashMap<>(Recipe.FAST.settings());
    changed.keySet().removeIf(users::isGiven);
    return changed;
  }
}
