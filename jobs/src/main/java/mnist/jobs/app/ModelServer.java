package mnist.jobs.app;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import mnist.UnavailableException;
import mnist.calibration.ConfidenceSettings;
import mnist.config.Settings;
import mnist.files.Causes;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers by HTTP what pictures show, from when it is made until it is closed. */
public final class ModelServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);

  /** Of the page, and what describes it to programs. */
  private static final List<String> FILES =
      List.of("app.css", "app.js", "server.js", "pad.js", "answer.js", "batch.js", "openapi.json");

  /** The first model, from a storage that may be far. */
  private static final Duration LOADING = Duration.ofMinutes(2);

  private final Limits limits;
  private final ScoringThread scoring = new ScoringThread();
  private final OfferedModels offered;
  private final HttpPort port;
  private Optional<ServedModels> models = Optional.empty();

  /**
   * Listens. Until {@link #serve}, it answers that there is no model yet.
   *
   * @param host address or name of this machine to listen on
   * @param port to listen on; 0 for any that is free
   * @param preparing says how far the first model is, in a line
   * @throws mnist.InvalidInputException if the address isn't this machine's, or its port is taken
   */
  public ModelServer(String host, int port, Supplier<String> preparing) throws Exception {
    this(host, port, preparing, Limits.USUAL);
  }

  ModelServer(String host, int port, Supplier<String> preparing, Limits limits) throws Exception {
    this.limits = limits;
    this.offered = new OfferedModels(preparing);
    this.port = HttpPort.open(host, port, mapped());
  }

  private Handler mapped() {
    PathMappingsHandler mapped = new PathMappingsHandler();
    paths().forEach((path, handler) -> mapped.addMapping(PathSpec.from(path), handler));
    return mapped;
  }

  /** What is served; the empty path is the page itself. */
  Map<String, Handler> paths() {
    Map<String, Handler> paths = new HashMap<>();
    PredictHandler predict = new PredictHandler(offered, scoring, limits.answering());
    paths.put("/predict", new Bodies(limits, new Turns(predict)));
    paths.put("/models", FileHandler.ofJson(offered::list));
    paths.put("/evaluation", new EvaluationHandler(offered));
    Map<String, ?> images = Map.of("images", TestImages.first());
    paths.put("/test-images", FileHandler.ofJson(() -> images));
    paths.put("", FileHandler.of("index.html"));
    FILES.forEach(file -> paths.put("/" + file, FileHandler.of(file)));
    return paths;
  }

  /** Recommends something on the page, in a sentence. */
  public void advise(String text) {
    offered.advise(text);
  }

  /**
   * Loads the model that answers first, and answers from now on.
   *
   * @param storeOrVersion a store, whose champion answers if nobody names another model, or a
   *     version's directory
   * @param evaluations directories of evaluations of these models, for people to look at
   * @param settings those of scoring, {@code input} and {@code runtime}
   * @param wanted of accepted answers
   * @throws mnist.InvalidInputException if there is no model, it can't be applied here, or an
   *     evaluation isn't one of these models
   * @throws UnavailableException if its storage takes too long
   */
  public void serve(
      String storeOrVersion,
      List<String> evaluations,
      Settings settings,
      ConfidenceSettings wanted,
      Configuration hadoop)
      throws Exception {
    List<StoredVersion> versions = ServedModels.versions(storeOrVersion, hadoop);
    ServedModels made =
        new ServedModels(
            versions,
            EvaluationPages.of(evaluations, versions, hadoop),
            version -> ServedModel.load(version, settings, wanted, hadoop));
    try {
      scoring.call(() -> made.model(null), LOADING);
    } catch (TimeoutException e) {
      throw new UnavailableException(
          "Cannot load a model from %s within %d s".formatted(storeOrVersion, LOADING.toSeconds()),
          "see whether its storage answers, and run the same command again",
          e);
    }
    models = Optional.of(made);
    offered.ready(made);
  }

  /** Where the page is, for a browser on this machine. */
  public URI address() {
    return port.address();
  }

  /** Whether only programs of this machine reach it. */
  public boolean isLoopback() {
    return port.isLoopback();
  }

  @Override
  public void close() {
    port.close();
    try {
      scoring.call(
          () -> {
            models.ifPresent(ServedModels::close);
            return null;
          },
          limits.answering());
    } catch (Exception e) {
      LOG.warn("the models weren't given back: {}", Causes.oneLine(e));
    } finally {
      scoring.close();
    }
  }
}
