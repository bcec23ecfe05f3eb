package mnist.deliveries;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.StorageFailure;
import mnist.input.FileStamp;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store's pages that may show images of a delivery: judgings while the store had them,
 * examinations of its files, and those meanwhile, as what came then may have had copies.
 *
 * @param files that were read for it; none if that is lost
 * @param taken the decision that took it; empty if it wasn't recorded
 * @param forgotten the one that forgot it
 * @param decisions all of the store
 */
record DeliveryPages(
    Set<FileStamp> files, Optional<Decision> taken, Decision forgotten, List<Decision> decisions) {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryPages.class);

  private static final String HTML = ".html";

  /** What an examination's report says, as far as it matters here. */
  private record Report(Instant at, List<FileStamp> files) {

    Report {
      files = files == null ? List.of() : List.copyOf(files);
    }
  }

  /** Of a delivery that is forgotten. */
  static DeliveryPages of(String name, Set<FileStamp> files, List<Decision> decisions) {
    return new DeliveryPages(
        files,
        about(name, DecisionKind.DELIVERED, decisions),
        about(name, DecisionKind.FORGOTTEN, decisions).orElseThrow(),
        decisions);
  }

  private static Optional<Decision> about(
      String name, DecisionKind kind, List<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.kind() == kind && name.equals(decision.subject()))
        .findFirst();
  }

  /** Those that are there. */
  List<Path> in(Path store, Configuration conf) {
    Set<String> judgings =
        decisions.stream()
            .filter(decision -> decision.number() > taken.map(Decision::number).orElse(0))
            .filter(decision -> decision.number() < forgotten.number())
            .map(Decision::pageName)
            .collect(Collectors.toSet());
    return Stream.concat(
            pages(new Path(store, ModelStore.PAGES), conf)
                .filter(page -> judgings.contains(page.getName())),
            pages(new Path(store, ModelStore.EXAMINATIONS), conf)
                .filter(page -> isItsOwn(page) || mayShowSome(page, conf)))
        .toList();
  }

  private static Stream<Path> pages(Path directory, Configuration conf) {
    try {
      return Stream.of(directory.getFileSystem(conf).listStatus(directory))
          .map(FileStatus::getPath)
          .filter(page -> page.getName().endsWith(HTML));
    } catch (FileNotFoundException e) {
      LOG.debug("there is no {}", directory, e);
      return Stream.empty();
    } catch (IOException e) {
      throw StorageFailure.of("Cannot list " + directory, "make it readable", e);
    }
  }

  private boolean isItsOwn(Path page) {
    return taken.filter(decision -> isOf(decision, page)).isPresent();
  }

  private static boolean isOf(Decision taken, Path page) {
    return taken.figures().get("examination") instanceof String path
        && path.endsWith("/" + page.getName());
  }

  private boolean mayShowSome(Path page, Configuration conf) {
    String name = page.getName();
    Path file =
        new Path(page.getParent(), name.substring(0, name.length() - HTML.length()) + ".json");
    try {
      Report report = JsonFiles.read(file, Report.class, conf);
      return !Collections.disjoint(files, report.files())
          || isMeanwhile(report.at()) && !isOfNewImages(page);
    } catch (InvalidInputException e) {
      LOG.debug("{} may be an examination of anything", page, e);
      return true;
    }
  }

  private boolean isMeanwhile(Instant at) {
    return at == null
        || taken.filter(decision -> at.isBefore(decision.at())).isEmpty()
            && at.isBefore(forgotten.at());
  }

  /** Whether it is of a delivery that was taken and had no image that the store had. */
  private boolean isOfNewImages(Path page) {
    return decisions.stream()
        .filter(decision -> decision.kind() == DecisionKind.DELIVERED)
        .filter(decision -> isOf(decision, page))
        .anyMatch(
            decision -> Integer.valueOf(0).equals(decision.figures().get(DeliveryDecisions.KNOWN)));
  }
}
