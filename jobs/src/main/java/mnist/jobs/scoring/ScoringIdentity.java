package mnist.jobs.scoring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mnist.calibration.Calibration;
import mnist.files.JsonFiles;
import mnist.files.Sha256;
import mnist.jobs.runner.BuiltCode;
import mnist.jobs.runner.JobContext;
import mnist.model.NativeRuntime;
import mnist.prepare.InputContract;
import mnist.progress.RunIdentity;
import mnist.score.Inference;
import mnist.store.Provenance;
import mnist.store.TrainingData;
import scala.Tuple2;

/** All that decides a byte of what a scoring writes; master, executors and cores don't. */
final class ScoringIdentity {

  /** Libraries that compute or write, by their names in {@link Provenance#versions}. */
  private static final List<String> LIBRARIES =
      List.of("dl4j", "nd4j", "onednn", "onnxruntime", "spark");

  /** Settings by the beginnings of their keys. */
  private static final List<String> SETTINGS =
      List.of(
          "input.",
          "score.batch-size",
          "score.images-per-file",
          "score.review-images",
          "score.max-error-rate",
          "score.max-false-refusals",
          "score.calibrated");

  /** Of Spark, too: what decides rows, files and the names of directories. */
  private static final List<String> SPARK =
      List.of(
          "spark.sql.parquet.",
          "spark.hadoop.parquet.",
          "spark.sql.files.ignore",
          "spark.sql.ansi.",
          "spark.sql.caseSensitive");

  private static final String TIME_ZONE = "spark.sql.session.timeZone";

  private ScoringIdentity() {}

  static RunIdentity of(
      JobContext context,
      ScoringRequest request,
      Inference inference,
      Optional<Calibration> calibration) {
    Map<String, String> values = new TreeMap<>();
    context
        .settings()
        .effective()
        .forEach(
            (key, value) -> {
              if (SETTINGS.stream().anyMatch(key::startsWith)) {
                values.put(key, value);
              }
            });
    for (Tuple2<String, String> given : context.spark().sparkContext().getConf().getAll()) {
      if (SPARK.stream().anyMatch(given._1()::startsWith)) {
        values.put(given._1(), given._2());
      }
    }
    values.put(TIME_ZONE, context.spark().conf().get(TIME_ZONE));
    values.put("the input", request.location());
    values.put("the model's hash", request.version().manifest().modelHash());
    TrainingData learned = request.version().manifest().training().data();
    InputContract contract = learned.input();
    values.put("what the model takes", contract == null ? "unknown" : contract.toString());
    values.put("the classes' names", String.valueOf(learned.classNames()));
    calibration.ifPresent(
        fitted -> values.put("calibration", Sha256.hex(JsonFiles.toLine(fitted))));
    values.put("--keep", String.join(",", request.keep()));
    values.put("--prepared", String.valueOf(request.withPrepared()));
    values.put("--partition-by", request.partitionBy().orElse("nothing"));
    values.put("kernels", NativeRuntime.kernels().label());
    values.put("inference", inference.label());
    values.put("code", BuiltCode.sha256());
    Map<String, String> versions = Provenance.current().versions();
    LIBRARIES.forEach(library -> values.put(library, versions.get(library)));
    return RunIdentity.of(values);
  }
}
