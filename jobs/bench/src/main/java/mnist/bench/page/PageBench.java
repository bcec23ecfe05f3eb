package mnist.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.UnavailableException;
import mnist.bench.machine.Machine;
import mnist.bench.plan.WorkFiles;
import mnist.bench.processes.Processes;
import mnist.report.TextTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the job {@code app} again and again, and asks the last one about pictures, one after the
 * other.
 *
 * @param starts how often, 1 or more
 * @param warmUps requests that don't count, while Java compiles
 * @param requests of each kind that count, 1 or more
 */
public record PageBench(int starts, int warmUps, int requests) {
  private static final Logger LOG = LoggerFactory.getLogger(PageBench.class);

  /** As the page is to be measured. */
  public static final PageBench USUAL = new PageBench(5, 50, 200);

  private static final String JSON = "bench.json";
  private static final String MARKDOWN = "bench.md";

  private static final double START_SECONDS = 3;
  private static final double ANSWER_MILLIS = 30;

  private static final List<String> HEADER =
      List.of("figure", "median", "95 %", "times", "goal", "which is");

  /**
   * What {@code bench.json} says.
   *
   * @param model store or version that answered
   */
  public record Report(Machine machine, String model, List<Figure> figures) {

    /** For a terminal. */
    public String text() {
      return new TextTable(HEADER, figures.stream().map(Report::cells).toList(), 1).render();
    }

    private String markdown() {
      StringBuilder text =
          new StringBuilder(line(HEADER)).append("|---|---:|---:|---:|---:|---|\n");
      figures.forEach(figure -> text.append(line(cells(figure))));
      return text.toString();
    }

    private static List<String> cells(Figure figure) {
      return List.of(
          figure.name(),
          number(figure.median()),
          number(figure.percentile95()),
          String.valueOf(figure.times()),
          figure.goal() == null ? "" : "<= " + number(figure.goal()),
          figure.verdict());
    }

    private static String line(List<String> cells) {
      return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
  }

  /**
   * Measures.
   *
   * @param launcher {@code jobs/bin/submit}
   * @param model store or version; null to train one first, by {@code conf/fast.conf}
   * @param directory for the report, logs and what is trained
   * @throws UnavailableException if a job fails
   */
  public Report run(Path launcher, String model, Path directory)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    String served = model == null ? trained(launcher, directory) : model;
    Report report = new Report(Machine.current(), served, figures(launcher, served, directory));
    WorkFiles.writeJson(directory.resolve(JSON), report);
    Files.writeString(directory.resolve(MARKDOWN), report.markdown());
    return report;
  }

  private static String trained(Path launcher, Path directory) throws IOException {
    LOG.info("training a model");
    String recipe = launcher.resolveSibling("../../conf/fast.conf").normalize().toString();
    String store = directory.resolve("store").toString();
    Path log = directory.resolve("train.log");
    try {
      Processes.run(
          List.of(launcher.toString(), "train", "--config", recipe, "--store", store),
          Map.of(),
          log);
      return store;
    } catch (Processes.FailedProcess e) {
      throw new UnavailableException(
          "Cannot measure: the training ended with " + e.getMessage(), "see " + log, e);
    }
  }

  private List<Figure> figures(Path launcher, String model, Path directory)
      throws IOException, InterruptedException {
    List<AskedPicture> pictures = AskedPicture.all();
    List<Double> pages = new ArrayList<>();
    List<Double> firstAnswers = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (int start = 1; start <= starts; start++) {
      LOG.info("start {} of {}", start, starts);
      Path log = directory.resolve("app-" + start + ".log");
      try (AppProcess app = AppProcess.start(launcher, model, log)) {
        pages.add(app.secondsUntilPage());
        firstAnswers.add(app.secondsUntilAnswer(pictures.get(0).file()));
        if (start == starts) {
          figures.add(Figure.of("s to the page", pages, START_SECONDS));
          figures.add(Figure.of("s to the first answer", firstAnswers, START_SECONDS));
          for (AskedPicture picture : pictures) {
            figures.add(answers(app, picture, "", "", ANSWER_MILLIS));
          }
          for (AskedPicture picture : pictures) {
            figures.add(answers(app, picture, "&occlusion=true", ", with the map", null));
          }
        }
      }
    }
    return figures;
  }

  private Figure answers(AppProcess app, AskedPicture picture, String more, String how, Double goal)
      throws IOException, InterruptedException {
    for (int i = 0; i < warmUps; i++) {
      app.ask(more, picture.file());
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      millis.add(app.ask(more, picture.file()));
    }
    return Figure.of("ms for a " + picture.name() + how, millis, goal);
  }
}
