package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import mnist.jobs.app.StoredModels;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job app as people start it, its answers beside those of score, and its page in a browser. */
@ExtendWith(SparkExtension.class)
class AppIT {

  private static final Path SAMPLES = Path.of("../pipeline/docs/samples/pictures");
  private static final String ADDRESS = "open ";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path directory;
  private static Path store;

  /** By a page that nobody has given a model, of the bundled MNIST. */
  @BeforeAll
  static void train() throws Exception {
    Path once = Files.writeString(directory.resolve("once.conf"), "train.epochs = 1\n");
    try (Running app =
        submission().startSparkSubmit("app", "--port", "0", "--config", once.toString())) {
      app.awaitError("train by conf/robust.conf: train --config conf/robust.conf; ");
      app.awaitError("there is no model yet, so one is trained first; see ");
      URI early = URI.create(app.awaitLine());

      JsonNode listed = json(HttpRequest.newBuilder(early.resolve("models")));
      JsonNode refused = json(predicting(early, SAMPLES.resolve("IMG_4101.jpg")));
      URI address;
      try (BrowserTab page = BrowserTab.load(early, directory, 390, false)) {
        page.await("document.querySelector('#advice')?.innerText.length > 0");
        assertThat(page.text("#progress[role=status]")).startsWith("There is no model yet: it is ");
        page.drop("h1", SAMPLES.resolve("IMG_4101.jpg"), SAMPLES.resolve("IMG_4101.jpg"));
        assertThat(page.text("#nothing")).startsWith("The answers follow in a table");
        page.draw("#pad", "finger", DrawnDigits.of(1).get(0));
        page.await(
            "document.querySelector('#nothing[role=status]').innerText.startsWith('The answer follows')");
        page.evaluate(
            "window.asked = window.fetch; window.fetch = () => Promise.reject(new TypeError('no'))");
        page.await(
            "document.querySelector('#model').innerText.endsWith('the server can’t be reached')");
        assertThat(page.text("#nothing")).isEqualTo("No answer yet: the server can’t be reached.");
        page.evaluate("document.querySelector('#samples').open = true");
        page.await(
            "document.querySelector('#spoken').innerText.startsWith('MNIST’s test images can’t be shown')");
        page.evaluate("window.fetch = window.asked; null");
        page.evaluate("document.querySelector('#samples').open = true");
        page.await("document.querySelectorAll('#sample-list button').length === 60");
        address = address(app);
        // What it was for has been done.
        assertThat(app.threads())
            .contains("\"scoring\"")
            .doesNotContain("dag-scheduler-event-loop");
        page.await("document.querySelector('#spoken').innerText.startsWith('v0001 says ')");
        page.await("document.querySelector('#batch-count').innerText === '2 of 2 answered'");
      }
      JsonNode answer = predict(address, SAMPLES.resolve("IMG_4101.jpg"));

      assertThat(listed.get("models")).isEmpty();
      assertThat(listed.get("advice").asText()).endsWith(": train --config conf/robust.conf");
      assertThat(refused.get("error").asText()).startsWith("there is no model yet: it is ");
      assertThat(address).isEqualTo(early);
      assertThat(answer.get("model").asText()).isEqualTo("v0001");
      app.interrupt();
      store = Path.of(URI.create(Submission.result(app.await()).get("models").asText()));
    }
    JsonNode manifest =
        new ObjectMapper().readTree(store.resolve("versions/v0001/manifest.json").toFile());
    JsonNode settings = manifest.at("/training/settings");
    // The user's, and those of conf/fast.conf.
    assertThat(settings.get("train.epochs").asInt()).isEqualTo(1);
    assertThat(settings.get("train.label-smoothing").asDouble()).isEqualTo(0.05);
  }

  private static Submission submission() {
    return Submission.to("local[2]", directory);
  }

  private static Running start(Path models, String... more) throws Exception {
    List<String> job = new ArrayList<>(List.of("app", "--store", models.toString(), "--port", "0"));
    job.addAll(List.of(more));
    // Where nobody answers: the job starts no Spark.
    return Submission.to("spark://127.0.0.1:1", directory).start(job.toArray(String[]::new));
  }

  private static URI address(Running app) throws Exception {
    app.awaitError(ADDRESS);
    return URI.create(app.awaitLine().replaceFirst(" .*", ""));
  }

  private static JsonNode predict(URI app, Path picture) throws Exception {
    return json(predicting(app, picture));
  }

  private static HttpRequest.Builder predicting(URI app, Path picture) throws Exception {
    return HttpRequest.newBuilder(app.resolve("predict")).POST(BodyPublishers.ofFile(picture));
  }

  private static JsonNode json(HttpRequest.Builder request) throws Exception {
    return new ObjectMapper()
        .readTree(CLIENT.send(request.build(), BodyHandlers.ofString()).body());
  }

  @Test
  void answersAreThoseOfScoreToTheLastBitAndCtrlCEndsWell() throws Exception {
    submission()
        .done(
            "score",
            "--input",
            SAMPLES.toAbsolutePath().normalize().toString(),
            "--model",
            store.toString(),
            "--max-error-rate",
            "0.002",
            "--max-false-refusals",
            "0.01",
            "--output",
            directory + "/scored");
    try (Running app = start(store)) {
      URI address = address(app);

      List<Row> predictions = rows("predictions");
      assertThat(predictions).hasSizeGreaterThanOrEqualTo(8);
      for (Row row : predictions) {
        JsonNode answer = predict(address, picture(row));
        assertThat(answer.get("prediction").asInt()).isEqualTo(row.<Integer>getAs("prediction"));
        assertThat(answer.get("accepted").asBoolean()).isEqualTo(row.<Boolean>getAs("accepted"));
        assertThat(answer.get("confidence").floatValue()).isEqualTo(row.<Float>getAs("confidence"));
        assertThat(answer.get("novelty").floatValue()).isEqualTo(row.<Float>getAs("novelty"));
        List<Float> probabilities = new ArrayList<>();
        answer.get("probabilities").forEach(each -> probabilities.add(each.floatValue()));
        assertThat(probabilities).isEqualTo(row.<Float>getList(row.fieldIndex("probability")));
      }
      List<Row> rejects = rows("rejects");
      assertThat(rejects).isNotEmpty();
      for (Row row : rejects) {
        assertThat(predict(address, picture(row)).get("reason").asText())
            .isEqualTo(row.<String>getAs("reason"));
      }

      app.interrupt();
      assertThat(Submission.result(app.await()).get("address").asText())
          .isEqualTo(address.toString());
    }
  }

  private static Path picture(Row row) {
    return SAMPLES.resolve(row.<String>getAs("file"));
  }

  /** Of files with a page; of others, the first is what app takes. */
  private static List<Row> rows(String table) {
    return SparkExtension.session()
        .read()
        .parquet(directory + "/scored/" + table)
        .filter("page is null or page = 0")
        .collectAsList();
  }

  @Test
  void aPortThatIsTakenAndAStoreThatIsNoneAreTheUsersMistake() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Ended ended =
          submission()
              .launch(
                  "app",
                  "--store",
                  store.toString(),
                  "--port",
                  String.valueOf(taken.getLocalPort()));
      assertThat(Submission.mistake(ended)).contains("another program has the port");
    }
    assertThat(Submission.mistake(submission().launch("app", "--store", directory + "/none")))
        .contains("there is no such directory");
  }

  @Test
  void thePageReadsWhatIsDrawnAndGiven() throws Exception {
    try (Running app = start(store);
        BrowserTab page = BrowserTab.open(address(app), directory, 1280, false)) {
      assertThat(page.text("#model"))
          .matches("v0001: reference, 9\\d\\.\\d\\d % of 5\\d{3} validation images right");

      List<Integer> read = new ArrayList<>();
      for (int digit = 0; digit < 10; digit++) {
        page.evaluate("document.querySelector('#clear').click()");
        for (double[][] stroke : DrawnDigits.of(digit)) {
          page.evaluate("document.querySelector('#spoken').textContent = ''");
          page.draw("#pad", List.of("mouse", "pen", "finger").get(digit % 3), stroke);
          page.await("document.querySelector('#spoken').textContent !== ''");
        }
        read.add(Integer.parseInt(page.text(".told strong")));
      }
      assertThat(read).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThat(page.evaluate("document.querySelectorAll('.bars tbody tr').length").asInt())
          .isEqualTo(10);
      assertThat(page.text(".bars .best th")).isEqualTo("9");
      assertThat(
              page.evaluate(
                  "[...document.querySelectorAll('.steps figcaption')].map(e => e.innerText)"))
          .hasSize(4);

      page.photographs(Path.of("target/app"));
      assertThat(page.messages()).isEmpty();
    }
  }

  @Test
  void thePageTakesPicturesOfAnyKindAndSaysWhyNot() throws Exception {
    Path divided = Files.writeString(directory.resolve("b;=note.txt"), "notes");
    Path note = Files.writeString(directory.resolve("=note.txt"), "notes");
    Path large = Files.write(directory.resolve("large.png"), new byte[(32 << 20) + 1]);
    Path blank = directory.resolve("blank.png");
    ImageIO.write(new BufferedImage(90, 60, BufferedImage.TYPE_BYTE_GRAY), "png", blank.toFile());
    Path upright = SAMPLES.resolve("IMG_4101.jpg");
    try (Running app = start(store);
        BrowserTab page = BrowserTab.open(address(app), directory, 390, true)) {

      give(page, upright);
      String digit = page.text(".told strong");
      assertThat(digit).matches("\\d");
      give(page, turned(upright));
      assertThat(page.text(".told strong")).isEqualTo(digit);
      // As it is held, not as it is stored.
      assertThat(
              page.evaluate("(c => c.height > c.width)(document.querySelector('.steps canvas'))")
                  .asBoolean())
          .isTrue();
      give(page, blank);
      assertThat(page.text(".answer .refused"))
          .isEqualTo("No answer: no ink: the picture is blank");
      give(page, note);
      assertThat(page.text(".answer .refused"))
          .isEqualTo("No answer: neither PNG, JPEG, GIF, BMP, TIFF nor WebP");
      give(page, large);
      assertThat(page.text(".answer .refused"))
          .isEqualTo("No answer: the request has more than 32 MiB");

      // The page may fetch from its server alone, so what it offers is looked at where it is made.
      page.evaluate(
          "(make => URL.createObjectURL = blob => make.call(URL, window.offered = blob))"
              + "(URL.createObjectURL) && null");
      page.drop("h1", upright, note, blank, divided);
      page.await("!document.querySelector('#csv').hidden");
      assertThat(page.text("#batch-count")).isEqualTo("4 of 4 answered");
      assertThat(page.text("#nothing")).isEqualTo("The answers are in the table below.");
      assertThat(page.text("#batch-rows tr:first-child"))
          .startsWith("IMG_4101.jpg\tv0001\t" + digit);
      String csv = page.evaluate("window.offered.text()").asText();
      assertThat(csv.lines().toList())
          .hasSize(5)
          .first()
          .asString()
          .startsWith(
              "\"file\",\"model\",\"prediction\",\"label\",\"confidence\",\"novelty\",\"accepted\",\"reason\",\"probability_0\",")
          .endsWith(",\"probability_9\"");
      assertThat(csv.lines().skip(1).toList())
          .satisfiesExactly(
              line ->
                  assertThat(line).startsWith("\"IMG_4101.jpg\",\"v0001\",%s,,0.".formatted(digit)),
              line -> assertThat(line).startsWith("\"'=note.txt\",\"v0001\",,,,,,\"neither PNG"),
              line ->
                  assertThat(line)
                      .startsWith("\"blank.png\",\"v0001\",,,,,,\"no ink: the picture is blank\","),
              line -> assertThat(line).startsWith("\"b;=note.txt\",\"v0001\",,,,,,\"neither PNG"));

      asked(page, () -> page.paste(upright));
      assertThat(page.text(".told strong")).isEqualTo(digit);
      asked(page, page::paste);
      assertThat(page.text("#spoken")).isEqualTo("There is no picture in the clipboard.");
      assertThat(page.text(".told strong")).isEqualTo(digit);

      page.evaluate("document.querySelector('#samples').open = true");
      page.await("document.querySelectorAll('#sample-list button').length === 60");
      page.evaluate("document.querySelector('#occlusion').checked = true");
      asked(page, () -> page.evaluate("document.querySelector('#sample-list button').click()"));
      assertThat(page.text(".told strong")).isEqualTo("7");
      assertThat(page.text(".occlusion figcaption"))
          .startsWith("Where the confidence comes from")
          .contains("; what speaks for 7 is most in the ")
          .isEqualTo(
              page.evaluate("document.querySelector('.occlusion canvas').ariaLabel").asText());
      assertInView(page, "#spoken");

      page.evaluate("document.querySelector('#pad').focus()");
      // A one, by keyboard alone.
      asked(
          page,
          () -> {
            page.press("Escape");
            page.press(" ");
            for (int i = 0; i < 22; i++) {
              page.press("ArrowDown");
            }
            page.press(" ");
          });
      assertThat(page.text(".told strong")).isEqualTo("1");
      assertInView(page, "#spoken");
      assertInView(page, "#nib");
      assertThat(page.evaluate("document.activeElement.id").asText()).isEqualTo("pad");
      page.photograph(Path.of("target/app/occlusion-390-dark.png"));
      // Another, which Tab ends.
      asked(
          page,
          () -> {
            page.press("Escape");
            page.press(" ");
            for (int i = 0; i < 22; i++) {
              page.press("ArrowDown");
            }
            page.evaluate("document.querySelector('#clear').focus()");
          });
      assertThat(page.text(".told strong")).isEqualTo("1");
      assertThat(page.evaluate("document.querySelector('#pen').textContent").asText())
          .isEqualTo("Pen up");
      assertThat(page.messages())
          .allSatisfy(message -> assertThat(message).contains("status of 4"));
    }
  }

  @Test
  void modelsOfAStoreAnswerSideBySide() throws Exception {
    Path two = directory.resolve("two");
    StoredModels.of(two, store.resolve("versions/v0001"), 2);
    Path evaluation = directory.resolve("evaluation");
    submission().done("evaluate", "--model", two.toString(), "--output", evaluation.toString());
    Path manifest = two.resolve("versions/v0001/manifest.json");
    String earlier =
        Files.readString(manifest)
            .replaceFirst("(\"preparation\"\\W+mnist\\W+version\"\\W+)\\d+", "$11");
    Files.writeString(manifest, earlier);
    try (Running app = start(two, "--host", "0.0.0.0", "--evaluation", evaluation.toString())) {
      app.awaitError("anybody who reaches 0.0.0.0 in the network can use the page: ");
      app.awaitError("v0001 was trained when pictures were prepared by version 1; by version 3");
      // The browser of tests knows no names.
      sideBySide(URI.create("http://127.0.0.1:" + address(app).getPort() + "/"));
    }
  }

  private static void sideBySide(URI address) throws Exception {
    try (BrowserTab page = BrowserTab.open(address, directory, 1280, true)) {
      assertThat(page.text("#models")).contains("v0001: reference").contains("v0002: reference");
      page.evaluate(
          "document.querySelectorAll('#model-list input').forEach(box => { box.checked = true; })");

      give(page, SAMPLES.resolve("IMG_4101.jpg"));

      assertThat(
              page.evaluate("[...document.querySelectorAll('.answer h3')].map(e => e.innerText)"))
          .extracting(JsonNode::asText)
          .containsExactly("v0001", "v0002");
      page.photograph(Path.of("target/app/two-1280-dark.png"));

      page.evaluate("document.querySelector('#model a').click()");

      page.await("document.title !== 'Try a model — mnist-spark'");
      assertThat(page.text("h1")).isEqualTo("v0001, reference on test images");
      assertThat(page.messages()).isEmpty();
      page.photograph(Path.of("target/app/evaluation-1280-dark.png"));
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  /** Does what makes the page ask, and waits for what it says. */
  private static void asked(BrowserTab page, Step step) throws Exception {
    page.evaluate("document.querySelector('#spoken').textContent = ''");
    step.run();
    page.await("document.querySelector('#spoken').textContent !== ''");
  }

  /** Without scrolling. */
  private static void assertInView(BrowserTab page, String selector) throws Exception {
    assertThat(
            page.evaluate(
                    "(box => box.height > 0 && box.top >= 0 && box.bottom <= innerHeight)"
                        + "(document.querySelector('%s').getBoundingClientRect())"
                            .formatted(selector))
                .asBoolean())
        .as(selector)
        .isTrue();
  }

  private static void give(BrowserTab page, Path file) throws Exception {
    asked(page, () -> page.choose("#files", file));
  }

  /**
   * The same photograph as a phone stores it that was held upright: of 12 million pixels, lying,
   * and with a note.
   */
  private static Path turned(Path jpeg) throws IOException {
    BufferedImage upright = ImageIO.read(jpeg.toFile());
    BufferedImage lying = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = lying.createGraphics();
    graphics.rotate(-Math.PI / 2);
    graphics.drawImage(upright, -lying.getHeight(), 0, lying.getHeight(), lying.getWidth(), null);
    graphics.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(lying, "jpeg", file);
    byte[] stored = file.toByteArray();
    ByteArrayOutputStream noted = new ByteArrayOutputStream();
    noted.write(stored, 0, 2);
    // EXIF, with the orientation alone: 6, to be turned right.
    noted.writeBytes(HexFormat.of().parseHex("ffe10022457869660000"));
    noted.writeBytes(
        HexFormat.of().parseHex("4d4d002a00000008" + "0001" + "011200030000000100060000"));
    noted.writeBytes(new byte[4]);
    noted.write(stored, 2, stored.length - 2);
    return Files.write(directory.resolve("turned.jpg"), noted.toByteArray());
  }
}
