package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import mnist.store.RetentionSettings;
import mnist.store.SmallStore;
import mnist.testing.WatchedFileSystem;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of every kind of decision. */
class StorePagesTest {

  private static final Configuration CONF = new Configuration();
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");
  private static final Pattern MARK = Pattern.compile("<circle class=\"event\"");
  private static final Pattern TABLE =
      Pattern.compile("<caption>([^<]*)</caption>.*?<tbody>(.*?)</tbody>", Pattern.DOTALL);
  private static final String HOSTILE =
      "it's <script>alert(1)</script> & \"<b onload='x'>" + " and more".repeat(30);

  @TempDir Path directory;

  private Path place;
  private ModelStore store;

  @BeforeEach
  void fill() throws IOException {
    place = directory.resolve("store");
    store = SmallStore.of(place, 4);
    decide(
        DecisionKind.DELIVERED,
        "d0001",
        Map.of("train", 1234, "findings", List.of("noise"), "examination", "/x/ok.html"));
    decide(DecisionKind.PROMOTED, "v0002", judging(0.75, 0.5));
    decide(DecisionKind.KEPT, "v0003", judging(0.25, 0.75));
    decide(DecisionKind.PROMOTED_BY_HAND, "v0003", Map.of());
    decide(DecisionKind.ROLLED_BACK, "v0002", Map.of());
    decide(DecisionKind.FORGOTTEN, "d0001", Map.of("take_again", false));
    store.prune(1, new RetentionSettings(1, 7), HOSTILE);
    examination(
        "20260101T000000Z-0001", "\"refused\": true, \"findings\": [{\"name\": \"noise\"}]");
    examination("20260102T000000Z-0002", "\"refused\": false");
    Files.writeString(place.resolve("examinations/ok.html"), "");
    // As a process leaves it that is killed before it writes the page.
    Files.delete(place.resolve("examinations/20260102T000000Z-0002.html"));
  }

  private void decide(DecisionKind kind, String subject, Map<String, Object> figures) {
    store.decide(store.champion(), new NewDecision(kind, subject, HOSTILE, figures)).orElseThrow();
  }

  private static Map<String, Object> judging(double challenger, double champion) {
    return Map.of(
        "against",
        "v0001",
        "checks",
        List.of(
            Map.of(
                "name",
                "accuracy",
                "figures",
                Map.of("challenger_accuracy", challenger, "other_accuracy", champion))));
  }

  private void examination(String name, String more) throws IOException {
    Path examinations = Files.createDirectories(place.resolve("examinations"));
    Files.writeString(
        examinations.resolve(name + ".json"),
        "{\"delivery\": \"<i>%s</i>\", \"at\": \"2026-01-01T00:00:00Z\", \"images\": 5, %s}"
            .formatted(name, more));
    Files.writeString(examinations.resolve(name + ".html"), "");
  }

  private String index() throws IOException {
    new StorePages(store, CONF).write();
    return Files.readString(place.resolve("index.html"));
  }

  @Test
  void eachDecisionHasAMarkAndARow() throws IOException {
    String page = index();
    int decisions = store.decisions().size();

    assertThat(decisions).isEqualTo(8);
    assertThat(MARK.matcher(page).results()).hasSize(decisions + 1);
    assertThat(rows(page, "Accuracy on judged images, and decisions")).isEqualTo(decisions + 1);
    assertThat(rows(page, "The latest one first")).isEqualTo(decisions);
    assertThat(rows(page, "Those that are there")).isEqualTo(store.versions().size());
    assertThat(rows(page, "By what they were found to have, before anything was trained")).isOne();
    assertThat(page)
        .contains("<p class=\"headline\">v0002</p>", "by decision 6: rolled back")
        .contains("<td>50.00 %</td><td>75.00 %</td><td></td>")
        .contains("<td>75.00 %</td><td></td><td>25.00 %</td>")
        .contains("forgotten", "1,234", store.hash(store.latestDecision().orElseThrow()));
  }

  private static long rows(String page, String caption) {
    return TABLE
        .matcher(page)
        .results()
        .filter(table -> table.group(1).equals(caption))
        .flatMap(table -> table.group(2).lines())
        .filter(line -> line.startsWith("<tr>"))
        .count();
  }

  @Test
  void linksResolveAndLeadBack() throws IOException {
    List<String> links = links(index());

    assertThat(links)
        .contains("pages/00000003.html", "pages/00000004.html", "examinations/ok.html")
        .contains("examinations/20260101T000000Z-0001.html")
        .allSatisfy(link -> assertThat(place.resolve(link)).isRegularFile());
    Path page = place.resolve("pages/00000003.html");
    assertThat(links(Files.readString(page))).containsExactly("../index.html");
  }

  private static List<String> links(String page) {
    return LINK.matcher(page).results().map((MatchResult m) -> m.group(1)).toList();
  }

  @Test
  void whatPeopleWroteIsText() throws IOException {
    assertThat(index())
        .doesNotContain("<script", "<b onload", "<i>")
        .contains("it&#39;s &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&lt;b onload=")
        .contains("default-src 'none'");
  }

  @Test
  void equalStoresHaveEqualPages() throws IOException {
    String first = index();
    String ofDecision = Files.readString(place.resolve("pages/00000003.html"));
    FileUtils.copyDirectory(place.toFile(), directory.resolve("copy").toFile());
    FileUtils.deleteDirectory(place.resolve("pages").toFile());
    Files.delete(place.resolve("index.html"));

    assertThat(index()).isEqualTo(first);
    assertThat(place.resolve("pages/00000003.html")).hasContent(ofDecision);
    Path copy = directory.resolve("copy");
    Files.writeString(copy.resolve("index.html"), "old");
    new StorePages(SmallStore.at(copy), CONF).write();
    assertThat(copy.resolve("index.html")).hasContent(first);
  }

  @Test
  void whatCanNotBeWrittenIsNoReasonToFail() throws IOException {
    Files.createDirectories(place.resolve("index.html/in the way"));
    Files.writeString(place.resolve("examinations/broken.json"), "{");

    new StorePages(store, CONF).write();

    assertThat(place.resolve("index.html")).isDirectory();
    FileUtils.deleteDirectory(place.resolve("index.html").toFile());
    assertThat(index()).contains("<h1>Model store</h1>");
    Files.writeString(place.resolve("decisions/00000002.json"), "{");
    Files.delete(place.resolve("index.html"));
    new StorePages(store, CONF).write();
    assertThat(place.resolve("index.html")).doesNotExist();
  }

  @Test
  void picturesTakeThePlaceOfAPageWithoutThem() throws IOException {
    index();
    Decision promoted = store.decisions().get(2);
    StorePages pages = new StorePages(store, CONF);

    pages.writeJudged(promoted, "v0001", List.of(), Map::of);
    String judged = Files.readString(place.resolve("pages/00000003.html"));
    pages.write();

    assertThat(judged).contains("No image is right by the challenger, v0002, alone.");
    assertThat(place.resolve("pages/00000003.html")).hasContent(judged);
    assertThat(pages.page(promoted).orElseThrow().getName()).isEqualTo("00000003.html");
    pages.writeWithoutPictures(promoted);
    assertThat(place.resolve("pages/00000003.html"))
        .content()
        .contains("This page was made again from the decision, which has no pictures.");
    assertThat(pages.page(store.decisions().get(0))).isEqualTo(Optional.empty());
  }

  @Test
  void picturesThatFailAreNoReasonToFail() throws IOException {
    Decision promoted = store.decisions().get(2);
    Path page = place.resolve("pages/00000003.html");
    StorePages pages = new StorePages(store, CONF);

    pages.writeJudged(
        promoted,
        "v0001",
        List.of(),
        () -> {
          throw new IllegalArgumentException("no pixels");
        });

    assertThat(page).doesNotExist();
    pages.write();
    assertThat(page).isNotEmptyFile();
  }

  /** Another process decides and writes its index while this one is about to write its own. */
  @Test
  void theIndexDoesNotGoBack() throws IOException {
    String before = index();
    Files.writeString(place.resolve("index.html"), "old");
    Configuration conf = BetweenFileSystem.configuration();
    BetweenFileSystem.before = () -> decide(DecisionKind.PROMOTED_BY_HAND, "v0004", Map.of());

    new StorePages(ModelStore.at(BetweenFileSystem.path(place), conf), conf).write();

    assertThat(store.decisions()).hasSize(9);
    assertThat(Files.readString(place.resolve("index.html")))
        .isNotEqualTo(before)
        .contains("by decision 9: ");
  }

  /** Runs something once before an index is written. */
  public static final class BetweenFileSystem extends WatchedFileSystem {
    private static volatile Runnable before;

    static Configuration configuration() {
      return add("between", BetweenFileSystem.class, new Configuration());
    }

    static org.apache.hadoop.fs.Path path(Path local) {
      return path("between", local);
    }

    @Override
    protected void changing(org.apache.hadoop.fs.Path path) {
      Runnable first = before;
      if (first != null && path.getName().startsWith(".index.html")) {
        before = null;
        first.run();
      }
    }
  }

  @Test
  void noPageIsMadeWhereThereIsNoStore() {
    Path nowhere = directory.resolve("nowhere");

    new StorePages(SmallStore.at(nowhere), CONF).write();

    assertThat(nowhere).doesNotExist();
  }
}
