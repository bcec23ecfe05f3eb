package mnist.jobs.app;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import mnist.Host;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses requests that pages of other sites have a browser send: those whose Origin isn't this
 * server's, and those for a host by another name, which somebody may have pointed here (DNS
 * rebinding).
 */
final class SameSite extends Handler.Wrapper {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final InetAddress bound;
  private final String given;

  /**
   * @param bound what the server listens on
   * @param given the same as the user named it
   */
  SameSite(InetAddress bound, String given, Handler handler) {
    super(handler);
    this.bound = bound;
    this.given = given;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (host == null || !isOurs(name(host))) {
      Reply.problem(
          response, HttpStatus.MISDIRECTED_REQUEST_421, "this server isn't " + host, callback);
      return true;
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
      Reply.problem(
          response,
          HttpStatus.FORBIDDEN_403,
          "a page of " + origin + " can't use this server",
          callback);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static String name(String host) {
    return host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }

  private boolean isOurs(String name) {
    if (LOOPBACK.contains(name) || name.equalsIgnoreCase(given)) {
      return true;
    }
    // A name may be pointed anywhere, an address can't.
    return !bound.isLoopbackAddress()
        && (isAddress(name) || Host.name().filter(name::equalsIgnoreCase).isPresent());
  }

  private static boolean isAddress(String name) {
    return name.matches("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
  }
}
