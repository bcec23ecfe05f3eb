package mnist.jobs.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.Causes;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port of this machine, and hands requests of our own pages and of programs on. */
final class HttpPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);

  /** Some of them are the server's own; a handful of people try a model. */
  private static final int THREADS = 16;

  private static final int IDLE_MILLIS = 30_000;

  private static final String OWN_ADDRESS =
      "give an address of this machine: --host 127.0.0.1 for itself alone, 0.0.0.0 for all";

  private final Server server;
  private final ServerConnector connector;
  private final InetAddress bound;
  private final String host;

  private HttpPort(InetAddress bound, String host, int port, Handler handler) {
    this.bound = bound;
    this.host = host;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.setErrorHandler(new JsonErrors());
    server.setHandler(new SameSite(bound, host, handler));
  }

  /**
   * Listens from now on.
   *
   * @param host address or name of this machine
   * @param port 0 for any that is free
   * @throws InvalidInputException if the address isn't this machine's, or its port is taken
   */
  static HttpPort open(String host, int port, Handler handler) throws Exception {
    try {
      HttpPort made = new HttpPort(InetAddress.getByName(host), host, port, handler);
      made.connector.open();
      made.server.start();
      return made;
    } catch (UnknownHostException | UnresolvedAddressException e) {
      throw notListening(host, port, "there is no such host", OWN_ADDRESS, e);
    } catch (IOException e) {
      if (says("in use", e)) {
        throw notListening(
            host,
            port,
            "another program has the port",
            "end it, or give another port: --port 0 takes any that is free",
            e);
      }
      if (says("Cannot assign", e)) {
        throw notListening(host, port, "it isn't this machine's", OWN_ADDRESS, e);
      }
      throw notListening(
          host, port, Causes.innermost(e), "give another port, or another address", e);
    }
  }

  /** What the system says of a bind, for which Java has no types of its own. */
  private static boolean says(String words, IOException failure) {
    return Failure.causes(failure).stream()
        .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(words));
  }

  private static InvalidInputException notListening(
      String host, int port, String why, String remedy, Exception cause) {
    return new InvalidInputException(
        "Cannot listen on %s, port %d: %s".formatted(host, port, why), remedy, cause);
  }

  /** Where it listens, as a browser of this machine has it. */
  URI address() {
    String name =
        bound.isAnyLocalAddress() ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + connector.getLocalPort() + "/");
  }

  /** Whether only programs of this machine reach it. */
  boolean isLoopback() {
    return bound.isLoopbackAddress();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("the server didn't end well: {}", Causes.oneLine(e));
    }
  }

  /** For what Jetty refuses by itself, such as a path that isn't there, and for bugs. */
  private static final class JsonErrors extends ErrorHandler {
    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int status,
        String message,
        Throwable cause,
        Callback callback) {
      Reply.problem(response, status, message, callback);
    }
  }
}
