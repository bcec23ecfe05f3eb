package mnist.jobs.app;

import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET /evaluation}, as openapi.json describes it. */
final class EvaluationHandler extends Handler.Abstract {

  private final OfferedModels models;

  EvaluationHandler(OfferedModels models) {
    this.models = models;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!FileHandler.isLookedAt(request, response, callback)) {
      return true;
    }
    try {
      String model = Request.extractQueryParameters(request).getValue("model");
      Optional<byte[]> page = models.require().evaluation(model);
      if (page.isEmpty()) {
        throw new HttpProblem(HttpStatus.NOT_FOUND_404, "there is no evaluation of that model");
      }
      Reply.document(response, page.get(), callback);
    } catch (HttpProblem e) {
      Reply.problem(response, e.status(), e.getMessage(), callback);
    }
    return true;
  }
}
