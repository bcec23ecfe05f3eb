package mnist.jobs.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import mnist.files.JsonFiles;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What can be looked at, without asking anything. */
final class FileHandler extends Handler.Abstract {

  /** By the ends of files' names. */
  private static final Map<String, String> TYPES =
      Map.of(
          "html",
          Reply.HTML,
          "css",
          "text/css; charset=utf-8",
          "js",
          "text/javascript; charset=utf-8",
          "json",
          Reply.JSON);

  private final String contentType;
  private final Supplier<byte[]> content;

  private FileHandler(String contentType, Supplier<byte[]> content) {
    this.contentType = contentType;
    this.content = content;
  }

  /** A file beside this class. */
  static FileHandler of(String name) {
    try (InputStream in = FileHandler.class.getResourceAsStream(name)) {
      byte[] file = in.readAllBytes();
      return new FileHandler(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), () -> file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a value is when somebody looks. */
  static FileHandler ofJson(Supplier<?> value) {
    return new FileHandler(
        Reply.JSON, () -> JsonFiles.toLine(value.get()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (isLookedAt(request, response, callback)) {
      Reply.send(response, HttpStatus.OK_200, contentType, content.get(), callback);
    }
    return true;
  }

  /** Whether something is read; if not, that is answered. */
  static boolean isLookedAt(Request request, Response response, Callback callback) {
    if (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod())) {
      return true;
    }
    response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    Reply.problem(response, HttpStatus.METHOD_NOT_ALLOWED_405, "expected GET", callback);
    return false;
  }
}
