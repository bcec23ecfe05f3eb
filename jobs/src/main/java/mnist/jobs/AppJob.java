package mnist.jobs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import mnist.Bounds;
import mnist.calibration.ConfidenceSettings;
import mnist.config.Settings;
import mnist.html.Numbers;
import mnist.jobs.app.FastTraining;
import mnist.jobs.app.ModelServer;
import mnist.jobs.app.NewestStore;
import mnist.jobs.app.Recipe;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.RunDirectories;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.store.ModelStore;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a page to try a model, and the same as JSON, until it is told to end. */
@Command(description = "Opens a page to try a model in a browser, and answers programs in JSON.")
final class AppJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(AppJob.class);

  private static final String ERROR_RATE = "score.max-error-rate";
  private static final String FALSE_REFUSALS = "score.max-false-refusals";

  /** Of these two, whose own defaults accept everything. */
  private static final double USUAL_ERROR_RATE = 0.002;

  private static final double USUAL_FALSE_REFUSALS = 0.01;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description =
          "A model store, or a version's directory (default: that of the newest run which trained a"
              + " model; without one, a model is trained first by conf/fast.conf).")
  String store;

  @Option(
      names = "--evaluation",
      paramLabel = "DIR",
      description =
          "Where evaluate has evaluated one of the models: the page links to its report; may be given"
              + " several times (no default).")
  List<String> evaluations = List.of();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 takes any that is free (default: ${DEFAULT-VALUE}).",
      defaultValue = "7860")
  int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Address of this machine to listen on; 0.0.0.0 for all, by which anybody in the network"
              + " can use the page (default: ${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1")
  String host;

  @Option(
      names = "--max-error-rate",
      paramLabel = "X",
      description =
          "Part of the accepted answers that may be wrong, by what validation showed; 1 refuses none"
              + " for that (default: 0.002).")
  Double maxErrorRate;

  @Option(
      names = "--max-false-refusals",
      paramLabel = "X",
      description =
          "Part of the pictures like those of validation that may be refused as too unlike training;"
              + " 0 refuses none for that (default: 0.01).")
  Double maxFalseRefusals;

  @Option(
      names = "--prepare",
      paramLabel = "HOW",
      description =
          "How pictures are taken: mnist draws the digit in them as MNIST's are, none takes them as"
              + " they are (default: as the model's images were made).")
  String prepare;

  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return "app";
  }

  @Override
  public Optional<String> config() {
    return common.config();
  }

  @Override
  public Set<String> settings() {
    // Without what is accepted, whose defaults are others here.
    return Set.of("score.batch-size", "input.prepare", "runtime.inference", "runtime.kernels");
  }

  @Override
  public Map<String, Object> overrides() {
    Map<String, Object> overrides = new HashMap<>();
    overrides.put(ERROR_RATE, maxErrorRate);
    overrides.put(FALSE_REFUSALS, maxFalseRefusals);
    overrides.put("input.prepare", prepare);
    return common.with(overrides);
  }

  @Override
  public boolean needsSpark() {
    return false;
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    Bounds.within("--port", port, 0, 65535);
    Settings settings = context.settings();
    ConfidenceSettings wanted = wanted(settings);
    try (ModelServer server = new ModelServer(host, port, () -> preparing(context))) {
      if (!server.isLoopback()) {
        LOG.warn(
            "anybody who reaches {} in the network can use the page: it asks for no password, and"
                + " pictures travel unencrypted",
            host);
      }
      String models = models(context, server);
      CountDownLatch told = new CountDownLatch(1);
      new IrqHandler(IrqHandler.CONTROL_C, signal -> told.countDown()).bind();
      new IrqHandler(IrqHandler.SIGTERM, signal -> told.countDown()).bind();
      server.serve(models, evaluations, settings, wanted, context.hadoop());
      LOG.info(
          "accepting answers of which {} may be wrong, and refusing {} of pictures like those of"
              + " validation as too unlike training at most",
          Numbers.percent(wanted.maxErrorRate()),
          Numbers.percent(wanted.maxFalseRefusals()));
      LOG.info("open {} in a browser; Ctrl-C ends it", server.address());
      told.await();
      return JobResult.told(Map.of("address", server.address().toString(), "models", models));
    }
  }

  private static ConfidenceSettings wanted(Settings settings) {
    ConfidenceSettings given = StageSettings.answers(settings);
    return new ConfidenceSettings(
        settings.isGiven(ERROR_RATE) ? given.maxErrorRate() : USUAL_ERROR_RATE,
        settings.isGiven(FALSE_REFUSALS) ? given.maxFalseRefusals() : USUAL_FALSE_REFUSALS,
        false);
  }

  private static String preparing(JobContext context) {
    String latest = context.progress().latest();
    return latest.isEmpty() ? "it is on its way" : "it is being trained, " + latest;
  }

  /** What the user named, or the newest run's, or else what is trained now. */
  private String models(JobContext context, ModelServer server) throws Exception {
    if (store != null) {
      return store;
    }
    Optional<ModelStore> newest =
        Optional.ofNullable(System.getenv("MNIST_SPARK_HOME"))
            .flatMap(project -> NewestStore.in(RunDirectories.in(project), context.hadoop()));
    if (newest.isPresent()) {
      LOG.info("models of {}", Shell.path(newest.get().path()));
      String models = newest.get().path().toString();
      if (!Recipe.ROBUST.trained(ModelStore.resolve(models, context.hadoop()))) {
        recommend(server);
      }
      return models;
    }
    recommend(server);
    LOG.info("there is no model yet, so one is trained first; see {}", server.address());
    return FastTraining.run(context).path().toString();
  }

  private static void recommend(ModelServer server) {
    String project = System.getenv("MNIST_SPARK_HOME");
    Path recipe = Path.of(project == null ? "" : project, Recipe.ROBUST.file());
    String command = Shell.submit("train", "--config", fromHere(recipe));
    String advice =
        "for anybody's digits, however written or photographed, train by %s: %s"
            .formatted(Recipe.ROBUST.file(), command);
    LOG.info("{}; app takes what was trained last, if no store is named", advice);
    server.advise(advice);
  }

  private static Path fromHere(Path file) {
    return Path.of("").toAbsolutePath().relativize(file.toAbsolutePath());
  }
}
