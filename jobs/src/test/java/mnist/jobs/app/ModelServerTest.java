package mnist.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.Host;
import mnist.InvalidInputException;
import mnist.calibration.ConfidenceSettings;
import mnist.config.Settings;
import mnist.testing.ImageFiles;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers to requests of any kind; no Spark runs. */
class ModelServerTest {

  /** Takes images of 6 x 5 pixels. */
  private static final String MODEL = "../pipeline/src/test/resources/golden/v2";

  private static final byte[] IMAGE = ImageFiles.png(pixels(), 6, 5);

  private static final String BUSY = "too many pictures wait for an answer; ask again later";
  private static final String NO_MODEL = "there is no model yet: ";

  private static ModelServer server;

  /** For anybody in the network. */
  private static ModelServer open;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static byte[] pixels() {
    byte[] pixels = new byte[6 * 5];
    pixels[7] = (byte) 200;
    return pixels;
  }

  private static ModelServer start(String model, String host, int port) throws Exception {
    ModelServer made = new ModelServer(host, port, () -> "epoch 1 of 3");
    serve(made, model, List.of());
    return made;
  }

  private static void serve(ModelServer made, String model, List<String> evaluations)
      throws Exception {
    made.serve(
        model,
        evaluations,
        Settings.of(Map.of("input.prepare", "none")),
        new ConfidenceSettings(0.01, 0.01, false),
        new Configuration());
  }

  @BeforeAll
  static void start() throws Exception {
    server = start(MODEL, "127.0.0.1", 0);
    open = start(MODEL, "0.0.0.0", 0);
  }

  @AfterAll
  static void end() {
    server.close();
    open.close();
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.address().resolve(path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private static HttpRequest.Builder post(String path, byte[] body) {
    return to(path).POST(BodyPublishers.ofByteArray(body));
  }

  @Test
  void tellsWhatAPictureShows() throws Exception {
    HttpResponse<String> response = send(post("predict", IMAGE));

    JsonNode answer = json(response);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    List<Double> probabilities = new ArrayList<>();
    answer.get("probabilities").forEach(each -> probabilities.add(each.asDouble()));
    int prediction = answer.get("prediction").asInt();
    assertThat(probabilities.stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-5));
    assertThat(answer.get("confidence").asDouble())
        .isEqualTo(probabilities.get(prediction))
        .isEqualTo(probabilities.stream().mapToDouble(p -> p).max().getAsDouble());
    assertThat(answer.has("steps")).isFalse();
    assertThat(answer.has("name")).isFalse();
  }

  @Test
  void answersAFormInItsOrderWithReasonsWhereThereIsNoAnswer() throws Exception {
    byte[] form =
        form(List.of(Map.entry("b.png", IMAGE), Map.entry("a \"é\".txt", "notes".getBytes())));

    HttpResponse<String> response =
        send(post("predict", form).header("Content-Type", "multipart/form-data; boundary=XX"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode answers = json(response).get("answers");
    assertThat(answers).hasSize(2);
    assertThat(answers.get(0).get("name").asText()).isEqualTo("b.png");
    assertThat(answers.get(0).get("probabilities"))
        .isEqualTo(json(send(post("predict", IMAGE))).get("probabilities"));
    assertThat(answers.get(1).get("name").asText()).isEqualTo("a \"é\".txt");
    assertThat(answers.get(1).get("reason").asText())
        .isEqualTo("neither PNG, JPEG, GIF, BMP, TIFF nor WebP");
    assertThat(answers.get(1).has("prediction")).isFalse();
  }

  private static byte[] form(List<Map.Entry<String, byte[]>> files) throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> file : files) {
      form.write(
          ("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                  + file.getKey().replace("\"", "\\\"")
                  + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      form.write(file.getValue());
      form.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    form.write("--XX--\r\n".getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  @Test
  void whatTheModelCanNotTakeIsUnprocessable() throws Exception {
    HttpResponse<String> response = send(post("predict", ImageFiles.png(new byte[7 * 5], 7, 5)));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).get("reason").asText())
        .isEqualTo("the image is 7 x 5 pixels, but the model takes 6 x 5");
  }

  @Test
  void aFormThatIsNoneIsRefused() throws Exception {
    assertNoForm(IMAGE, "can't be read: EOFException: unexpected EOF");
    assertNoForm("--XX\r\nContent-Dispo".getBytes(), "can't be read: EOFException: unexpected EOF");
    assertNoForm(form(List.of()), "has no part with a file's name");
    assertNoForm(many(101), "has more");
    assertNoForm(many(102), "can't be read: IllegalStateException: Form with too many keys");
  }

  private void assertNoForm(byte[] body, String found) throws Exception {
    HttpResponse<String> response =
        send(post("predict", body).header("Content-Type", "multipart/form-data; boundary=XX"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("error").asText())
        .startsWith("expected a form of 1 to 100 files, but it " + found);
  }

  private static byte[] many(int count) throws IOException {
    return form(Collections.nCopies(count, Map.entry("a.png", IMAGE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | predict | 400 | expected a picture's bytes as the body, but it was empty",
        "POST | predict?model=v0009 | 404 | there is no model v0009; GET /models lists them",
        "POST | predict?steps=maybe | 400 | steps must be true or false, but was 'maybe'",
        "POST | predict?occlusion | 400 | occlusion must be true or false, but was ''",
        "POST | predict?map=true | 400 | expected no parameters but model, steps, occlusion, but found map",
        "GET | predict | 405 | expected POST",
        "POST | models | 405 | expected GET",
        "GET | nowhere | 404 | Not Found",
      })
  void whatIsAskedWrongly(String method, String path, int status, String error) throws Exception {
    byte[] body = path.contains("?") ? IMAGE : new byte[0];
    HttpResponse<String> response = send(to(path).method(method, BodyPublishers.ofByteArray(body)));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).get("error").asText()).isEqualTo(error);
    assertGuarded(response);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBodyThatIsTooLargeIsRefusedWhetherItsLengthIsToldOrNot(boolean isTold) throws Exception {
    byte[] large = new byte[Limits.MOST_BYTES + 1];
    BodyPublisher told = BodyPublishers.ofByteArray(large);

    HttpResponse<String> response =
        send(to("predict").POST(isTold ? told : BodyPublishers.fromPublisher(told)));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response).get("error").asText()).isEqualTo("the request has more than 32 MiB");
    assertThat(send(post("predict", IMAGE)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, , 421, 421",
    "127.0.0.1.evil.example, , 421, 421",
    "evil.example, http://evil.example:PORT, 421, 421",
    "192.168.0.9, , 421, 200",
    "192.168.0.9, http://192.168.0.9:PORT, 421, 200",
    "[2001:db8::9], , 421, 200",
    "localhost, http://evil.example, 403, 403",
    "192.168.0.9, http://evil.example, 421, 403",
    "localhost, null, 403, 403",
    "localhost, http://localhost, 403, 403",
    "localhost, http://localhost:PORT, 200, 200",
    "127.0.0.1, http://127.0.0.1:PORT, 200, 200",
    "[::1], , 200, 200",
    "LocalHost, , 200, 200",
  })
  void onlyPagesOfThisServerMayAsk(String host, String origin, int status, int ofAll)
      throws Exception {
    assertThat(asked(server, host, origin)).isEqualTo(status);
    assertThat(asked(open, host, origin)).isEqualTo(ofAll);
  }

  /** By which people of the network know it, and not who is on this machine alone. */
  @Test
  void theNameOfThisMachineIsItsOwnWhereTheNetworkMayAsk() throws Exception {
    String name = Host.name().orElseThrow();

    assertThat(asked(open, name, "http://" + name + ":PORT")).isEqualTo(200);
    assertThat(asked(open, name + ".evil.example", null)).isEqualTo(421);
    assertThat(asked(open, "evil." + name, null)).isEqualTo(421);
  }

  @Test
  void whoListensToTheNetworkSaysSo() {
    assertThat(server.isLoopback()).isTrue();
    assertThat(open.isLoopback()).isFalse();
    assertThat(open.address().getHost()).isEqualTo("localhost");
  }

  /** The status of a request for a host, by a page of an origin. */
  private static int asked(ModelServer server, String host, String origin) throws IOException {
    String port = String.valueOf(server.address().getPort());
    StringBuilder request = new StringBuilder("GET /models HTTP/1.1\r\nConnection: close\r\n");
    request.append("Host: ").append(host).append(':').append(port).append("\r\n");
    if (origin != null) {
      request.append("Origin: ").append(origin.replace("PORT", port)).append("\r\n");
    }
    String reply = raw(server, request + "\r\n");
    assertThat(reply).startsWith("HTTP/1.1 ");
    return Integer.parseInt(reply.substring(9, 12));
  }

  @Test
  void whoAsksFirstNeedsNotSendWhatIsTooLarge() throws Exception {
    String large = "POST /predict HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n";
    assertThat(raw(server, large + "Content-Length: 33554433\r\n\r\n")).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aRequestWithoutAHostIsRefused() throws Exception {
    assertThat(raw(server, "GET /models HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421 ");
  }

  private static String raw(ModelServer server, String request) throws IOException {
    try (Socket socket = connect(server)) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Socket connect(ModelServer server) throws IOException {
    URI address = server.address();
    return new Socket(address.getHost(), address.getPort());
  }

  @Test
  void manyAtOnceAllGetTheSameAnswer() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> asked =
        IntStream.range(0, Limits.MOST_AT_ONCE + Limits.MOST_WAITING)
            .mapToObj(
                i -> CLIENT.sendAsync(post("predict", IMAGE).build(), BodyHandlers.ofString()))
            .toList();

    assertThat(asked.stream().map(CompletableFuture::join))
        .allSatisfy(response -> assertThat(response.statusCode()).isEqualTo(200))
        .extracting(HttpResponse::body)
        .containsOnly(send(post("predict", IMAGE)).body());
  }

  @Test
  void bodiesThatDoNotComeTakeNoTurnFromOthers() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < Limits.MOST_AT_ONCE; i++) {
        slow.add(beginning(server, 9));
      }

      assertThat(send(post("predict", IMAGE)).statusCode()).isEqualTo(200);
    } finally {
      close(slow);
    }
  }

  /** A request whose body the server waits for. */
  private static Socket beginning(ModelServer server, int length) throws IOException {
    Socket socket = connect(server);
    String request =
        "POST /predict HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: ";
    socket
        .getOutputStream()
        .write((request + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 100");
    return socket;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void theRestIsRefusedAtOnceWhenTooManyBodiesArrive() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (ModelServer besieged = new ModelServer("127.0.0.1", 0, () -> "")) {
      for (int i = 0; i < Limits.MOST_ARRIVING; i++) {
        slow.add(beginning(besieged, 9));
      }

      HttpResponse<String> last = send(post(besieged, IMAGE));

      assertThat(last.statusCode()).isEqualTo(503);
      assertThat(json(last).get("error").asText()).isEqualTo(BUSY);
      assertThat(last.headers().firstValue("Retry-After")).contains("20");
      assertGuarded(last);
      HttpRequest.Builder models = HttpRequest.newBuilder(besieged.address().resolve("models"));
      assertThat(send(models).statusCode()).isEqualTo(200);
    } finally {
      close(slow);
    }
  }

  @Test
  void bodiesTogetherTakeNoMoreMemoryThanIsSaid() throws Exception {
    Limits tight = new Limits(Duration.ofMinutes(2), Duration.ofMinutes(2), 1000);
    try (ModelServer small = new ModelServer("127.0.0.1", 0, () -> "", tight)) {
      try (Socket socket = beginning(small, 950)) {
        socket.getOutputStream().write(new byte[900]);

        // Once it has them.
        awaitError(small, new byte[200], BUSY);
        assertThat(error(small, new byte[90])).isEqualTo(NO_MODEL);
      }

      awaitError(small, new byte[200], NO_MODEL);
      assertThat(error(small, new byte[1001])).isEqualTo(BUSY);
    }
  }

  private static String error(ModelServer server, byte[] body) throws Exception {
    return json(send(post(server, body))).get("error").asText();
  }

  private static void awaitError(ModelServer server, byte[] body, String expected)
      throws Exception {
    String found;
    do {
      found = error(server, body);
      assertThat(found).isIn(BUSY, NO_MODEL);
    } while (!found.equals(expected));
  }

  private static HttpRequest.Builder post(ModelServer server, byte[] body) {
    return HttpRequest.newBuilder(server.address().resolve("predict"))
        .POST(BodyPublishers.ofByteArray(body));
  }

  /** Each is answered in less, but not all of them. */
  @Test
  void aFormHasTheTimeOfOneAnswer() throws Exception {
    byte[] large = ImageFiles.png(new byte[5000 * 5000], 5000, 5000);
    Limits second = new Limits(Duration.ofMinutes(2), Duration.ofSeconds(1), 4L << 20);
    try (ModelServer impatient = new ModelServer("127.0.0.1", 0, () -> "", second)) {
      serve(impatient, MODEL, List.of());

      HttpResponse<String> response =
          send(
              post(impatient, form(Collections.nCopies(100, Map.entry("large.png", large))))
                  .header("Content-Type", "multipart/form-data; boundary=XX"));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
      assertThat(json(response).get("error").asText()).isEqualTo("no answer within 1 s");
      assertThat(send(post(impatient, IMAGE)).statusCode()).isEqualTo(200);
    }
  }

  /** It never rests for long, so that only the time of the whole tells. */
  @Test
  void aBodyThatComesAByteAtATimeIsCutOffAndOthersAreServedMeanwhile() throws Exception {
    Limits impatience = new Limits(Duration.ofSeconds(2), Duration.ofMinutes(2), 4L << 20);
    try (ModelServer impatient = new ModelServer("127.0.0.1", 0, () -> "", impatience)) {
      serve(impatient, MODEL, List.of());
      URI address = impatient.address();
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        socket.setSoTimeout(50);
        OutputStream out = socket.getOutputStream();
        out.write(
            "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        long began = System.nanoTime();
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        int served = 0;
        while (reply.size() == 0) {
          out.write(0);
          HttpResponse<String> other =
              send(
                  HttpRequest.newBuilder(address.resolve("predict"))
                      .POST(BodyPublishers.ofByteArray(IMAGE)));
          assertThat(other.statusCode()).isEqualTo(200);
          served++;
          take(socket, reply);
        }
        double seconds = (System.nanoTime() - began) / 1e9;

        assertThat(seconds).isBetween(1.9, 20.0);
        assertThat(served).isGreaterThan(1);
        socket.setSoTimeout(0);
        reply.writeBytes(socket.getInputStream().readAllBytes());
        assertThat(reply.toString(StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 408 ")
            .contains("Connection: close")
            .endsWith("\r\n\r\n{\"error\":\"the body didn't arrive within 2 s\"}\n");
      }
    }
  }

  /** What has come by now, if anything. */
  private static void take(Socket socket, OutputStream to) throws IOException {
    try {
      byte[] some = new byte[1024];
      to.write(some, 0, socket.getInputStream().read(some));
    } catch (SocketTimeoutException e) {
      // Nothing yet.
    }
  }

  @Test
  void theChampionAnswersUnlessAnotherIsNamed(@TempDir Path directory) throws Exception {
    StoredModels.of(directory, Path.of(MODEL), 3);
    try (ModelServer several = start(directory.toString(), "127.0.0.1", 0)) {
      URI address = several.address();

      JsonNode models = json(send(HttpRequest.newBuilder(address.resolve("models"))));
      assertThat(models.get("models"))
          .extracting(model -> model.get("name").asText() + model.get("is_default").asText())
          .containsExactly("v0001true", "v0002false", "v0003false");
      for (String name : List.of("v0001", "v0002", "v0003")) {
        String query = name.equals("v0001") ? "predict" : "predict?model=" + name;
        HttpRequest.Builder request =
            HttpRequest.newBuilder(address.resolve(query)).POST(BodyPublishers.ofByteArray(IMAGE));
        assertThat(json(send(request)).get("model").asText()).isEqualTo(name);
      }
    }
  }

  @Test
  void stepsAndOcclusionAreThereForWhoAsks() throws Exception {
    JsonNode answer = json(send(post("predict?steps=true&occlusion=true", IMAGE)));

    JsonNode seen = answer.get("steps").get(0);
    assertThat(answer.get("steps")).hasSize(1);
    assertThat(seen.get("name").asText()).isEqualTo("prepared");
    assertThat(seen.at("/picture/pixels").binaryValue()).isEqualTo(pixels());
    assertThat(seen.at("/picture/height").asInt()).isEqualTo(6);
    assertThat(answer.at("/occlusion/width").asInt()).isEqualTo(5);
    assertThat(answer.at("/occlusion/drops")).hasSize(30).allMatch(JsonNode::isNumber);
    assertThat(answer.at("/occlusion/description").asText())
        .matches("(what|no part) speaks for \\d.*");
  }

  @Test
  void untilThereIsAModelItTellsHowFarThatIs() throws Exception {
    try (ModelServer waiting = new ModelServer("127.0.0.1", 0, () -> "epoch 1 of 3")) {
      URI address = waiting.address();
      waiting.advise("train by a better recipe");

      JsonNode listed = json(send(HttpRequest.newBuilder(address.resolve("models"))));
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(address.resolve("predict"))
                  .POST(BodyPublishers.ofByteArray(IMAGE)));

      assertThat(listed.get("models")).isEmpty();
      assertThat(listed.get("progress").asText()).isEqualTo("epoch 1 of 3");
      assertThat(listed.get("advice").asText()).isEqualTo("train by a better recipe");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(json(answer).get("error").asText())
          .isEqualTo("there is no model yet: epoch 1 of 3");
    }
  }

  @Test
  void listsTheModel() throws Exception {
    JsonNode models = json(send(to("models"))).get("models");

    assertThat(models).hasSize(1);
    assertThat(models.get(0).get("is_default").asBoolean()).isTrue();
    assertThat(models.get(0).get("classes").asInt()).isPositive();
    assertThat(json(send(to("models"))).has("advice")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', text/html",
    "app.css, text/css",
    "app.js, text/javascript",
    "server.js, text/javascript",
    "pad.js, text/javascript",
    "answer.js, text/javascript",
    "batch.js, text/javascript",
    "openapi.json, application/json",
    "test-images, application/json",
  })
  void whatThePageIsMadeOf(String path, String type) throws Exception {
    HttpResponse<String> response = send(to(path));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertGuarded(response);
  }

  @Test
  void showsWhatAnEvaluationFoundAndNoScripts(@TempDir Path evaluation) throws Exception {
    Files.writeString(evaluation.resolve("report.html"), "<p>99 %</p>");
    metrics(evaluation, modelHash());
    try (ModelServer evaluated = new ModelServer("127.0.0.1", 0, () -> "")) {
      serve(evaluated, MODEL, List.of(evaluation.toString()));
      URI models = evaluated.address().resolve("models");
      URI page = evaluated.address().resolve("evaluation?model=v0001");

      HttpResponse<String> response = send(HttpRequest.newBuilder(page));

      assertThat(
              json(send(HttpRequest.newBuilder(models))).at("/models/0/is_evaluated").asBoolean())
          .isTrue();
      assertThat(response.body()).isEqualTo("<p>99 %</p>");
      assertThat(response.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/html");
      assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
          .contains("frame-ancestors 'none'")
          .doesNotContain("script-src");
      assertThat(send(HttpRequest.newBuilder(page).DELETE()).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void aModelThatWasNotEvaluatedHasNoPage() throws Exception {
    HttpResponse<String> response = send(to("evaluation"));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("error").asText())
        .isEqualTo("there is no evaluation of that model");
    assertThat(json(send(to("models"))).at("/models/0/is_evaluated").asBoolean(true)).isFalse();
  }

  @Test
  void theEvaluationOfAnotherModelIsRefused(@TempDir Path evaluation) throws Exception {
    metrics(evaluation, "0".repeat(64));
    try (ModelServer other = new ModelServer("127.0.0.1", 0, () -> "")) {
      assertThatThrownBy(() -> serve(other, MODEL, List.of(evaluation.toString())))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Cannot show the evaluation in %s: expected that of v0001 (%s), but it is that of another model, 00000000; evaluate the model that answers, or name that one's store"
                  .formatted(evaluation, modelHash().substring(0, 8)));
    }
  }

  private static String modelHash() throws Exception {
    return json(send(to("models"))).at("/models/0/model_hash").asText();
  }

  private static void metrics(Path evaluation, String modelHash) throws IOException {
    Files.writeString(
        evaluation.resolve("metrics.json"),
        "{\"model_hash\":\"%s\",\"loss\":0.1}".formatted(modelHash));
  }

  private static void assertGuarded(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void theDescriptionHasWhatAnswersHave() throws Exception {
    JsonNode schemas = json(send(to("openapi.json"))).at("/components/schemas");

    assertThat(schemas.at("/Answer/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(components(Answer.class));
    assertThat(schemas.at("/Model/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(components(ServedModels.Summary.class));
  }

  @Test
  void theDescriptionHasEveryPathAndEveryStatus() throws Exception {
    JsonNode paths = json(send(to("openapi.json"))).get("paths");

    assertThat(paths.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            server.paths().keySet().stream()
                .filter(path -> !path.isEmpty() && !path.matches(".*\\.(js|css)"))
                .toList());
    assertThat(paths.at("/~1predict/post/responses").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(statuses());
    assertThat(paths)
        .allSatisfy(path -> assertThat(path.toString()).contains("\"403\"", "\"405\"", "\"421\""));
  }

  /** That this package gives, and that of a bug, which Jetty gives. */
  private static Set<String> statuses() throws IOException {
    Set<String> statuses = new TreeSet<>(Set.of("500"));
    Pattern named = Pattern.compile("HttpStatus\\.[A-Z_]+_(\\d{3})");
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/mnist/jobs/app"))) {
      for (Path source : sources.toList()) {
        named.matcher(Files.readString(source)).results().forEach(at -> statuses.add(at.group(1)));
      }
    }
    return statuses;
  }

  private static List<String> components(Class<? extends Record> type) {
    return Stream.of(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .toList();
  }

  @Test
  void aPortThatIsTakenIsTold() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> start(MODEL, "127.0.0.1", taken.getLocalPort()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Cannot listen on 127.0.0.1, port %d: another program has the port; end it, or give another port: --port 0 takes any that is free"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void anAddressOfAnotherMachineIsTold() {
    // Of a block that is for documents alone (RFC 5737).
    assertThatThrownBy(() -> start(MODEL, "192.0.2.1", 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot listen on 192.0.2.1, port 0: it isn't this machine's; give an address of this machine: --host 127.0.0.1 for itself alone, 0.0.0.0 for all");
  }
}
