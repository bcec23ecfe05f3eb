package mnist.report;

import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.evaluate.Disagreement;
import mnist.files.Causes;
import mnist.files.StorageFailure;
import mnist.files.WholeFile;
import mnist.store.Decision;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store's pages for people: {@code index.html} with its history, and a page for each judging.
 * They are made of what the store holds, equal ones of equal stores. What can't be written is told
 * in the log and no reason to fail, since all but pictures can be made again.
 *
 * @param store whose they are
 */
public record StorePages(ModelStore store, Configuration conf) {
  private static final Logger LOG = LoggerFactory.getLogger(StorePages.class);

  static final String INDEX = "index.html";

  private static final String JSON = ".json";

  /** Where the page of a judging is; empty of another decision. */
  public Optional<Path> page(Decision decision) {
    return DecisionPage.isOf(decision)
        ? Optional.of(new Path(new Path(store.path(), ModelStore.PAGES), decision.pageName()))
        : Optional.empty();
  }

  /**
   * Writes the page of a judging with its pictures.
   *
   * @param against the champion that it was judged against; its answers are the first model's
   * @param differing images that challenger or champion alone gets right, some of them
   * @param images makes pictures of these, by id
   */
  public void writeJudged(
      Decision decision,
      String against,
      List<Disagreement> differing,
      Supplier<Map<Long, BufferedImage>> images) {
    replace(
        decision,
        () ->
            Optional.of(
                new DifferingSection(against, decision.subject(), differing, images.get())));
  }

  /** Writes the page of a judging without pictures, in the place of one that may have some. */
  public void writeWithoutPictures(Decision decision) {
    replace(decision, Optional::empty);
  }

  private void replace(Decision decision, Supplier<Optional<DifferingSection>> differing) {
    page(decision)
        .ifPresent(
            page ->
                attempt(
                    page,
                    () ->
                        WholeFile.replace(
                            page,
                            new DecisionPage(decision, versions()).text(differing.get()),
                            conf)));
  }

  /** Writes the index, and pages of judgings that are missing. */
  public void write() {
    Path index = new Path(store.path(), INDEX);
    attempt(
        index,
        () -> {
          if (store.isThere()) {
            // Another process may have written a later one, which this one has then replaced.
            while (writeAll(index) != decided(store.latestDecision())) {
              LOG.debug("{} is written again: there is a new decision", index);
            }
          }
        });
  }

  /** How many decisions there were until this one. */
  private static int decided(Optional<Decision> latest) {
    return latest.map(Decision::number).orElse(0);
  }

  /** How many decisions the index tells of. */
  private int writeAll(Path index) throws IOException {
    List<Decision> decisions = store.decisions();
    Map<String, StoredVersion> versions = versions();
    Set<String> there = names(ModelStore.PAGES);
    for (Decision decision : decisions) {
      Optional<Path> page = page(decision);
      if (page.isPresent() && !there.contains(page.get().getName())) {
        String text = new DecisionPage(decision, versions).text(Optional.empty());
        WholeFile.writeIfAbsent(page.get(), text, conf);
      }
    }
    Set<String> examinations = names(ModelStore.EXAMINATIONS);
    String text =
        new IndexPage(
                decisions,
                decisions.isEmpty() ? "" : store.hash(decisions.get(decisions.size() - 1)),
                List.copyOf(versions.values()),
                examined(examinations),
                examinations)
            .text();
    if (!text.equals(textOf(index))) {
      WholeFile.replace(index, text, conf);
    }
    return decisions.size();
  }

  /**
   * Files of deliveries that were refused, by time.
   *
   * @throws mnist.Failure if the reports can't be read
   */
  public List<RefusedFiles> refusedFiles() {
    try {
      return examined(names(ModelStore.EXAMINATIONS)).stream()
          .filter(ExaminedDelivery::refused)
          .map(each -> new RefusedFiles(Set.copyOf(each.files()), Set.copyOf(each.refusing())))
          .toList();
    } catch (IOException e) {
      throw StorageFailure.of(
          "Cannot read " + new Path(store.path(), ModelStore.EXAMINATIONS), "make it readable", e);
    }
  }

  private Map<String, StoredVersion> versions() {
    return store.versions().stream()
        .collect(
            Collectors.toMap(
                StoredVersion::name, Function.identity(), (one, other) -> one, TreeMap::new));
  }

  /** What the files in a directory of the store are called. */
  private Set<String> names(String directory) throws IOException {
    Path place = new Path(store.path(), directory);
    try {
      return Stream.of(place.getFileSystem(conf).listStatus(place))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (FileNotFoundException e) {
      LOG.debug("{} has no {}", store.path(), directory, e);
      return new TreeSet<>();
    }
  }

  private List<ExaminedDelivery> examined(Set<String> files) {
    List<ExaminedDelivery> examined = new ArrayList<>();
    for (String file : files) {
      if (file.endsWith(JSON) && !file.startsWith(".")) {
        try {
          examined.add(
              ExaminedDelivery.read(
                  new Path(new Path(store.path(), ModelStore.EXAMINATIONS), file), conf));
        } catch (InvalidInputException e) {
          LOG.warn("passing over an examination: {}", e.getMessage());
        }
      }
    }
    return examined;
  }

  /** Null if there is no such file. */
  private String textOf(Path file) throws IOException {
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      LOG.debug("there is no {} yet", file, e);
      return null;
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void attempt(Path page, Writing writing) {
    try {
      writing.run();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot write {}: {}", page, Causes.oneLine(e));
    }
  }
}
