package mnist.jobs.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;

/**
 * The pictures that a request brings, held in memory alone.
 *
 * @param isForm whether they came as a form, of one or several; otherwise there is one without a
 *     name
 * @param pictures in their order
 */
record Upload(boolean isForm, List<Picture> pictures) {

  private static final String FORM = "multipart/form-data";

  /**
   * @param name of the file as the form says; null without a form
   */
  record Picture(String name, byte[] file) {}

  /**
   * Takes the body whole, within {@link Limits}.
   *
   * @param arriving how long it may take to arrive
   * @throws HttpProblem if it is too large, too slow or no form though it says so
   */
  static Upload of(Request request, Duration arriving) throws HttpProblem {
    if (request.getLength() > Limits.MOST_BYTES) {
      throw tooLarge();
    }
    byte[] body = body(request, arriving);
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type != null && type.regionMatches(true, 0, FORM, 0, FORM.length())) {
      return form(request, type, body);
    }
    if (body.length == 0) {
      throw new HttpProblem(
          HttpStatus.BAD_REQUEST_400, "expected a picture's bytes as the body, but it was empty");
    }
    return new Upload(false, List.of(new Picture(null, body)));
  }

  private static byte[] body(Request request, Duration arriving) throws HttpProblem {
    try {
      CompletableFuture<byte[]> whole = new CompletableFuture<>();
      Content.Source.asByteArrayAsync(
          request, Limits.MOST_BYTES, Promise.Invocable.toPromise(whole));
      return whole.get(arriving.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      TimeoutException late = new TimeoutException("the body was too slow");
      request.fail(late);
      throw new HttpProblem(
          HttpStatus.REQUEST_TIMEOUT_408,
          "the body didn't arrive within %d s".formatted(arriving.toSeconds()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalStateException) {
        throw tooLarge();
      }
      throw new HttpProblem(
          HttpStatus.BAD_REQUEST_400, "the body couldn't be read: " + e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE_503, "the server is ending");
    }
  }

  private static HttpProblem tooLarge() {
    return new HttpProblem(
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        "the request has more than %d MiB".formatted(Limits.MOST_BYTES >> 20));
  }

  private static Upload form(Request request, String type, byte[] body) throws HttpProblem {
    MultiPartConfig config =
        new MultiPartConfig.Builder()
            // One more, to tell a form that has too many.
            .maxParts(Limits.MOST_PICTURES + 1)
            .maxSize(Limits.MOST_BYTES)
            .maxPartSize(Limits.MOST_BYTES)
            // Never a file.
            .maxMemoryPartSize(Limits.MOST_BYTES)
            .useFilesForPartsWithoutFileName(false)
            .build();
    try (MultiPartFormData.Parts parts =
        MultiPartFormData.getParts(
            Content.Source.from(ByteBuffer.wrap(body)), request, type, config)) {
      List<Picture> pictures = new ArrayList<>();
      for (MultiPart.Part part : parts) {
        if (part.getFileName() != null) {
          pictures.add(new Picture(part.getFileName(), bytes(part)));
        }
      }
      if (pictures.isEmpty() || pictures.size() > Limits.MOST_PICTURES) {
        throw notAForm("but it has " + (pictures.isEmpty() ? "none" : "more"), null);
      }
      return new Upload(true, pictures);
    } catch (IOException | RuntimeException e) {
      throw notAForm("but it can't be read", e);
    }
  }

  private static byte[] bytes(MultiPart.Part part) throws IOException {
    try (InputStream in = Content.Source.asInputStream(part.getContentSource())) {
      return in.readAllBytes();
    }
  }

  private static HttpProblem notAForm(String found, Exception cause) {
    HttpProblem problem =
        new HttpProblem(
            HttpStatus.BAD_REQUEST_400,
            "expected a form of 1 to %d files, %s".formatted(Limits.MOST_PICTURES, found));
    problem.initCause(cause);
    return problem;
  }
}
