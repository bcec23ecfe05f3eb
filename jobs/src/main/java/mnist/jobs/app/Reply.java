package mnist.jobs.app;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import mnist.files.JsonFiles;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends what a handler answers; every reply has the headers that keep the page to itself. */
final class Reply {

  private static final String JSON = "application/json";

  /** Nothing from elsewhere, no inline script or style, and in nobody's frame. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Reply() {}

  static void json(Response response, int status, Object value, Callback callback) {
    byte[] bytes = (JsonFiles.toLine(value) + "\n").getBytes(StandardCharsets.UTF_8);
    send(response, status, JSON, bytes, callback);
  }

  static void problem(Response response, int status, String message, Callback callback) {
    json(response, status, Map.of("error", message), callback);
  }

  static void send(
      Response response, int status, String contentType, byte[] content, Callback callback) {
    response.setStatus(status);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, contentType);
    headers.put(HttpHeader.CONTENT_LENGTH, content.length);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    response.write(true, ByteBuffer.wrap(content), callback);
  }
}
