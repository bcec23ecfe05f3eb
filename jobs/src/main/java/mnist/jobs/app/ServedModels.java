package mnist.jobs.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mnist.input.Split;
import mnist.jobs.training.ModelTraining;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingRun;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The models of a store, each loaded when it is first asked for. For one thread. */
final class ServedModels implements AutoCloseable {

  private final List<StoredVersion> versions;
  private final EvaluationPages evaluations;
  private final Function<StoredVersion, ServedModel> load;
  private final Map<String, ServedModel> loaded = new HashMap<>();

  /**
   * @param versions the first being the one that answers if nobody names another
   */
  ServedModels(
      List<StoredVersion> versions,
      EvaluationPages evaluations,
      Function<StoredVersion, ServedModel> load) {
    this.versions = List.copyOf(versions);
    this.evaluations = evaluations;
    this.load = load;
  }

  /**
   * The versions that a user names by a store, its champion first, or a single one by its
   * directory.
   *
   * @throws mnist.InvalidInputException if there are none
   */
  static List<StoredVersion> versions(String storeOrVersion, Configuration hadoop) {
    StoredVersion first = ModelStore.resolve(storeOrVersion, hadoop);
    List<StoredVersion> versions = new ArrayList<>(List.of(first));
    ModelStore store = ModelStore.at(new Path(storeOrVersion), hadoop);
    if (store.isThere()) {
      store.versions().stream()
          .filter(version -> !version.name().equals(first.name()))
          .forEach(versions::add);
    }
    return versions;
  }

  /**
   * A model as the page lists it.
   *
   * @param name such as v0001
   * @param isDefault whether it answers if nobody names another
   * @param validationAccuracy 0 to 1; null if not known
   * @param validationImages that this was measured on; null if not known
   * @param modelHash see {@link mnist.model.DigitModel#parameterHash}
   * @param isEvaluated whether {@link #evaluation} has its page
   */
  record Summary(
      String name,
      boolean isDefault,
      String architecture,
      long parameters,
      Object validationAccuracy,
      Long validationImages,
      Instant createdAt,
      List<String> classNames,
      int classes,
      String modelHash,
      boolean isEvaluated) {}

  List<Summary> summaries() {
    return versions.stream().map(this::summary).toList();
  }

  private Summary summary(StoredVersion version) {
    TrainingRun training = version.manifest().training();
    return new Summary(
        version.name(),
        version == versions.get(0),
        version.manifest().network().architecture(),
        version.manifest().network().parameters(),
        training.metrics().get(ModelTraining.VALIDATION_ACCURACY),
        training.data().counts().get(Split.VALIDATION.value()),
        version.manifest().createdAt(),
        training.data().classNames(),
        version.manifest().network().classes(),
        version.manifest().modelHash(),
        evaluations.of(version).isPresent());
  }

  /**
   * What an evaluation found of a model, a page of HTML. For any thread.
   *
   * @param name null for the one that answers if nobody names another
   * @return empty if there is none of that name, or it wasn't evaluated
   */
  Optional<byte[]> evaluation(String name) {
    return version(name).flatMap(evaluations::of);
  }

  /**
   * @param name null for the one that answers if nobody names another
   * @return empty if there is none of that name
   */
  Optional<ServedModel> model(String name) {
    return version(name)
        .map(version -> loaded.computeIfAbsent(version.name(), any -> load.apply(version)));
  }

  private Optional<StoredVersion> version(String name) {
    return versions.stream()
        .filter(version -> name == null || version.name().equals(name))
        .findFirst();
  }

  @Override
  public void close() {
    loaded.values().forEach(ServedModel::close);
  }
}
