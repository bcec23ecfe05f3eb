package mnist.jobs.app;

import java.io.ByteArrayOutputStream;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mnist.files.Causes;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes bodies of POST as they come, within {@link Limits}, and hands a request on when its body is
 * whole: whoever is slow keeps nobody from a turn.
 */
final class Bodies extends Handler.Wrapper {

  private final Limits limits;
  private final AtomicInteger arriving = new AtomicInteger();
  private final AtomicLong held = new AtomicLong();

  Bodies(Limits limits, Handler handler) {
    super(handler);
    this.limits = limits;
  }

  /** What is handed on. */
  static final class Whole extends Request.Wrapper {
    private final byte[] body;

    private Whole(Request request, byte[] body) {
      super(request);
      this.body = body;
    }

    byte[] body() {
      return body;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.POST.is(request.getMethod())) {
      return super.handle(request, response, callback);
    }
    if (request.getLength() > Limits.MOST_BYTES
        && request.getHeaders().contains(HttpHeader.EXPECT, "100-continue")) {
      refuse(tooLarge(), request, response, callback);
      return true;
    }
    if (arriving.incrementAndGet() > Limits.MOST_ARRIVING) {
      arriving.decrementAndGet();
      Turns.busy(response, callback);
      return true;
    }
    // An answer may take longer than a connection may rest.
    request.addIdleTimeoutListener(timeout -> false);
    Arrival arrival = new Arrival(request);
    arrival
        .whole
        .orTimeout(limits.arriving().toMillis(), TimeUnit.MILLISECONDS)
        .whenCompleteAsync(
            (body, failure) -> {
              arriving.decrementAndGet();
              if (failure == null) {
                handOn(new Whole(request, body), response, callback);
              } else if (arrival.isTooLarge()) {
                refuse(tooLarge(), request, response, callback);
              } else {
                refuse(failure, request, response, callback);
              }
            },
            request.getComponents().getExecutor());
    arrival.run();
    return true;
  }

  private void handOn(Request request, Response response, Callback callback) {
    try {
      super.handle(request, response, callback);
    } catch (Throwable e) {
      Response.writeError(request, response, callback, e);
    }
  }

  private void refuse(Throwable failure, Request request, Response response, Callback callback) {
    if (failure instanceof Full) {
      Turns.busy(response, callback);
    } else if (failure instanceof HttpProblem problem) {
      Reply.problem(response, problem.status(), problem.getMessage(), callback);
    } else if (failure instanceof TimeoutException) {
      request.fail(new TimeoutException("the body was too slow"));
      Reply.problem(
          response,
          HttpStatus.REQUEST_TIMEOUT_408,
          "the body didn't arrive within %d s".formatted(limits.arriving().toSeconds()),
          callback);
    } else if (failure instanceof ClosedChannelException) {
      Reply.problem(
          response,
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "the connection is closed, as the server is ending",
          callback);
    } else {
      Reply.problem(
          response,
          HttpStatus.BAD_REQUEST_400,
          "the body couldn't be read: " + Causes.oneLine(failure),
          callback);
    }
  }

  private static HttpProblem tooLarge() {
    return new HttpProblem(
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        "the request has more than %d MiB".formatted(Limits.MOST_BYTES >> 20));
  }

  /** All bodies together are too many bytes. */
  private static final class Full extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A body that comes, of which what has come is copied: a buffer isn't kept for a byte in it. One
   * that is too large comes to its end too, though nothing of it is kept, since who still sends may
   * not see an answer.
   */
  private final class Arrival implements Runnable {
    private final Request request;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private ByteArrayOutputStream come = new ByteArrayOutputStream();
    private int length;
    private boolean isTooLarge;

    Arrival(Request request) {
      this.request = request;
      this.isTooLarge = request.getLength() > Limits.MOST_BYTES;
      // Until it has its answer.
      Request.addCompletionListener(request, failure -> held.addAndGet(-length()));
    }

    private synchronized int length() {
      return length;
    }

    synchronized boolean isTooLarge() {
      return isTooLarge;
    }

    /** Takes what is there, and is called again when there is more. */
    @Override
    public void run() {
      while (!whole.isDone()) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          whole.completeExceptionally(chunk.getFailure());
          return;
        }
        take(chunk);
        chunk.release();
      }
    }

    private synchronized void take(Content.Chunk chunk) {
      int more = chunk.remaining();
      if (whole.isDone()) {
        return;
      }
      if (isTooLarge || length + more > Limits.MOST_BYTES) {
        isTooLarge = true;
        held.addAndGet(-length);
        length = 0;
        come = null;
        if (chunk.isLast()) {
          whole.completeExceptionally(tooLarge());
        }
        return;
      }
      length += more;
      if (held.addAndGet(more) > limits.mostHeld()) {
        whole.completeExceptionally(new Full());
        return;
      }
      byte[] bytes = new byte[more];
      chunk.getByteBuffer().get(bytes);
      come.writeBytes(bytes);
      if (chunk.isLast()) {
        byte[] all = come.toByteArray();
        come = null;
        whole.complete(all);
      }
    }
  }
}
