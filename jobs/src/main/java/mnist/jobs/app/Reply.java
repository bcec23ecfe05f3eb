package mnist.jobs.app;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import mnist.files.JsonFiles;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends what a handler answers; every reply has the headers that keep the page to itself. */
final class Reply {

  static final String HTML = "text/html; charset=utf-8";
  static final String JSON = "application/json";

  /** Nothing from elsewhere, no inline script or style, and in nobody's frame. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** For a whole document, which has its styles and pictures in itself. */
  private static final String POLICY_OF_DOCUMENTS =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private Reply() {}

  static void json(Response response, int status, Object value, Callback callback) {
    byte[] bytes = (JsonFiles.toLine(value) + "\n").getBytes(StandardCharsets.UTF_8);
    send(response, status, JSON, bytes, callback);
  }

  static void problem(Response response, int status, String message, Callback callback) {
    json(response, status, Map.of("error", message), callback);
  }

  /** Answers with a page of HTML that has no scripts. */
  static void document(Response response, byte[] page, Callback callback) {
    send(response, HttpStatus.OK_200, HTML, page, POLICY_OF_DOCUMENTS, callback);
  }

  static void send(
      Response response, int status, String contentType, byte[] content, Callback callback) {
    send(response, status, contentType, content, POLICY, callback);
  }

  private static void send(
      Response response,
      int status,
      String contentType,
      byte[] content,
      String policy,
      Callback callback) {
    response.setStatus(status);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, contentType);
    headers.put(HttpHeader.CONTENT_LENGTH, content.length);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("Content-Security-Policy", policy);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    response.write(true, ByteBuffer.wrap(content), callback);
  }
}
