package mnist.jobs.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import mnist.Failure;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /predict}, as openapi.json describes it. */
final class PredictHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(PredictHandler.class);

  private static final String MODEL = "model";
  private static final String STEPS = "steps";
  private static final String OCCLUSION = "occlusion";
  private static final List<String> QUERY = List.of(MODEL, STEPS, OCCLUSION);

  private final OfferedModels models;
  private final ScoringThread scoring;
  private final Duration answering;

  /**
   * @param answering how long the answer to a request may take
   */
  PredictHandler(OfferedModels models, ScoringThread scoring, Duration answering) {
    this.models = models;
    this.scoring = scoring;
    this.answering = answering;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.POST.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "POST");
      Reply.problem(response, HttpStatus.METHOD_NOT_ALLOWED_405, "expected POST", callback);
      return true;
    }
    try {
      Fields query = Request.extractQueryParameters(request);
      requireKnown(query);
      AtomicBoolean hasFailed = new AtomicBoolean();
      request.addFailureListener(failure -> hasFailed.set(true));
      Upload upload = Upload.of(Request.as(request, Bodies.Whole.class));
      List<Answer> answers =
          answers(
              upload,
              hasFailed::get,
              query.getValue(MODEL),
              new ServedModel.Wanted(isTrue(query, STEPS), isTrue(query, OCCLUSION)));
      if (upload.isForm()) {
        Reply.json(response, HttpStatus.OK_200, Map.of("answers", answers), callback);
      } else {
        Answer answer = answers.get(0);
        int status =
            answer.isPrediction() ? HttpStatus.OK_200 : HttpStatus.UNPROCESSABLE_ENTITY_422;
        Reply.json(response, status, answer, callback);
      }
    } catch (HttpProblem e) {
      Reply.problem(response, e.status(), e.getMessage(), callback);
    } catch (Failure e) {
      LOG.warn("{}", e.getMessage());
      Reply.problem(response, HttpStatus.SERVICE_UNAVAILABLE_503, e.getMessage(), callback);
    }
    return true;
  }

  private static void requireKnown(Fields query) throws HttpProblem {
    for (String name : query.getNames()) {
      if (!QUERY.contains(name)) {
        throw new HttpProblem(
            HttpStatus.BAD_REQUEST_400,
            "expected no parameters but %s, but found %s"
                .formatted(String.join(", ", QUERY), name));
      }
    }
  }

  private static boolean isTrue(Fields query, String name) throws HttpProblem {
    String value = query.getValue(name);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw new HttpProblem(
        HttpStatus.BAD_REQUEST_400,
        "%s must be true or false, but was '%s'".formatted(name, value));
  }

  /**
   * Each in a turn of its own, so that others aren't kept waiting by a long form.
   *
   * @param isGivenUp whether nobody waits for them any more
   * @throws HttpProblem if they take too long together
   */
  private List<Answer> answers(
      Upload upload, BooleanSupplier isGivenUp, String model, ServedModel.Wanted wanted)
      throws Exception {
    long end = System.nanoTime() + answering.toNanos();
    List<Answer> answers = new ArrayList<>();
    for (Upload.Picture picture : upload.pictures()) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative() || isGivenUp.getAsBoolean()) {
        throw late();
      }
      try {
        answers.add(
            scoring
                .call(() -> model(model).answer(picture.file(), wanted), left)
                .named(picture.name()));
      } catch (TimeoutException e) {
        throw late();
      }
    }
    return answers;
  }

  private HttpProblem late() {
    return new HttpProblem(
        HttpStatus.SERVICE_UNAVAILABLE_503,
        "no answer within %d s".formatted(answering.toSeconds()));
  }

  private ServedModel model(String name) throws HttpProblem {
    return models
        .require()
        .model(name)
        .orElseThrow(
            () ->
                new HttpProblem(
                    HttpStatus.NOT_FOUND_404,
                    "there is no model %s; GET /models lists them".formatted(name)));
  }
}
