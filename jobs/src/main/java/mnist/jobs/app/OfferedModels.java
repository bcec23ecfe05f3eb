package mnist.jobs.app;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/** The models that can be asked, once there are some. */
final class OfferedModels {

  private final Supplier<String> preparing;
  private volatile ServedModels ready;
  private volatile String advice;

  /**
   * @param preparing says, until there are models, how far they are
   */
  OfferedModels(Supplier<String> preparing) {
    this.preparing = preparing;
  }

  void ready(ServedModels models) {
    ready = models;
  }

  void advise(String text) {
    advice = text;
  }

  /**
   * As JSON has it.
   *
   * @param models empty until there are some
   * @param progress how far they are, until then
   * @param advice what is recommended to who has named no models; null if nothing is
   */
  record Listed(List<ServedModels.Summary> models, String progress, String advice) {}

  Listed list() {
    ServedModels models = ready;
    return models == null
        ? new Listed(List.of(), preparing.get(), advice)
        : new Listed(models.summaries(), null, advice);
  }

  /**
   * @throws HttpProblem if there are none yet
   */
  ServedModels require() throws HttpProblem {
    ServedModels models = ready;
    if (models == null) {
      throw new HttpProblem(
          HttpStatus.SERVICE_UNAVAILABLE_503, "there is no model yet: " + preparing.get());
    }
    return models;
  }
}
