package mnist.jobs.training;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.config.Settings;
import mnist.files.JsonFiles;
import mnist.files.Sha256;
import mnist.jobs.runner.BuiltCode;
import mnist.jobs.runner.StageSettings;
import mnist.model.NativeRuntime;
import mnist.records.IngestedData;
import mnist.store.Provenance;
import mnist.store.StoredVersion;
import mnist.train.Computation;

/**
 * All that a training's result depends on, by name. Runs of one identity give the same model, so
 * that one can go on from another's checkpoint; master, executors and cores aren't part of it.
 */
record RunIdentity(SortedMap<String, String> values) {

  private static final String DATA = "data";
  private static final String KERNELS = "kernels";
  private static final String LAYERS = "layers";
  private static final String INFERENCE = "inference";
  private static final String CODE = "code";

  /** Libraries that compute, by their names in {@link Provenance#versions}. */
  private static final List<String> LIBRARIES = List.of("dl4j", "nd4j", "onednn", "onnxruntime");

  RunIdentity {
    values = Collections.unmodifiableSortedMap(values);
  }

  /**
   * @param comparisonFraction part of the validation images that doesn't choose the epoch; empty if
   *     all of them do
   * @param start the model that training begins with; empty for random parameters
   */
  static RunIdentity of(
      Settings settings,
      IngestedData data,
      Computation computation,
      Optional<Double> comparisonFraction,
      Optional<StoredVersion> start) {
    SortedMap<String, String> values = new TreeMap<>();
    for (Map.Entry<String, String> setting : settings.effective().entrySet()) {
      if (StageSettings.decidesTraining(setting.getKey())) {
        values.put(setting.getKey(), setting.getValue());
      }
    }
    values.put(DATA, data.fingerprint().id());
    values.put(KERNELS, NativeRuntime.kernels().label());
    values.put(LAYERS, computation.layers().label());
    // Validation decides which epoch is kept.
    values.put(INFERENCE, computation.inference().label());
    comparisonFraction.ifPresent(
        fraction -> values.put("retrain.comparison-fraction", fraction.toString()));
    start.ifPresent(version -> values.put("start", version.manifest().modelHash()));
    values.put(CODE, BuiltCode.sha256());
    Map<String, String> versions = Provenance.current().versions();
    LIBRARIES.forEach(library -> values.put(library, versions.get(library)));
    return new RunIdentity(values);
  }

  /** What computed, for the manifest. */
  String kernels() {
    return "%s, layers %s, inference %s"
        .formatted(values.get(KERNELS), values.get(LAYERS), values.get(INFERENCE));
  }

  /** Short enough for a directory's name. */
  String id() {
    return Sha256.hex(JsonFiles.toLine(values)).substring(0, 16);
  }
}
