package mnist.jobs.app;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Hands on a few requests at once, whose bodies are there, and lets others wait for their turn,
 * within {@link Limits}. The rest is refused, and so are those that have waited too long.
 */
final class Turns extends QoSHandler {

  Turns(Handler handler) {
    super(handler);
    setMaxRequestCount(Limits.MOST_AT_ONCE);
    setMaxSuspendedRequestCount(Limits.MOST_WAITING);
    setMaxSuspend(Limits.WAITING);
  }

  @Override
  protected void reject(Request request, Response response, Callback callback, int status) {
    busy(response, callback);
  }

  @Override
  protected void failSuspended(
      Request request, Response response, Callback callback, int status, Throwable failure) {
    if (failure instanceof TimeoutException) {
      busy(response, callback);
    } else {
      super.failSuspended(request, response, callback, status, failure);
    }
  }

  /** Refuses a request that may be sent again. */
  static void busy(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, Limits.WAITING.toSeconds());
    Reply.problem(
        response,
        HttpStatus.SERVICE_UNAVAILABLE_503,
        "too many pictures wait for an answer; ask again later",
        callback);
  }
}
