package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A bucket of an object store that lets anybody in, by the few requests that a test needs. */
final class Bucket {
  /** More objects than a test makes, and the most that S3 lists at once. */
  private static final int MOST = 1000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;
  private final String name;

  Bucket(URI server, String name) {
    this.server = server;
    this.name = name;
  }

  private URI uri(String key, String query) {
    try {
      return new URI(
          "http", null, server.getHost(), server.getPort(), "/" + name + key, query, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private byte[] send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).as(request.toString()).isEqualTo(200);
    return response.body();
  }

  void put(String key, Path localFile) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(uri("/" + key, null)).PUT(BodyPublishers.ofFile(localFile)).build());
  }

  byte[] get(String key) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri("/" + key, null)).build());
  }

  /**
   * The keys that begin with a prefix, in order; one that ends in a slash stands for a directory.
   */
  List<String> keys(String prefix) throws Exception {
    String query = "list-type=2&max-keys=" + MOST + "&prefix=" + prefix;
    Document listing =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(send(HttpRequest.newBuilder(uri("", query)).build())));
    NodeList found = listing.getElementsByTagName("Key");
    assertThat(found.getLength()).isLessThan(MOST);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      keys.add(found.item(i).getTextContent());
    }
    return keys;
  }
}
