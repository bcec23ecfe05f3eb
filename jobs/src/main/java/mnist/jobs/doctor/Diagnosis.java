package mnist.jobs.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.report.TextTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All findings on a run; what several executors share is one finding. */
public record Diagnosis(List<Finding> findings) {
  private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);

  /** The most executors that a finding names; the rest are counted. */
  private static final int NAMED = 4;

  public Diagnosis {
    findings = merged(findings);
  }

  /** How many findings would hang, kill or fail the run. */
  public int faults() {
    return faulty().size();
  }

  /** Whether all faults may go away without anybody changing anything. */
  public boolean mayPass() {
    return faults() > 0 && of(Status.FAULT).isEmpty();
  }

  public int warnings() {
    return of(Status.WARNING).size();
  }

  /**
   * Logs warnings, and throws if there are faults.
   *
   * @param job that wants to run
   * @throws InvalidInputException if somebody has to mend a fault; the message has a line for each
   * @throws UnavailableException if all faults may go away by themselves
   */
  public void require(String job) {
    of(Status.WARNING).forEach(f -> LOG.warn("{}; {}", f.problem(), f.remedy()));
    List<Finding> faulty = faulty();
    if (faulty.isEmpty()) {
      return;
    }
    Finding first = faulty.get(0);
    boolean alone = faulty.size() == 1;
    String problem =
        alone
            ? cannotRun(job, first)
            : faulty.stream()
                .map(fault -> cannotRun(job, fault) + "; " + fault.remedy())
                .collect(Collectors.joining("\n"));
    String remedy = alone ? first.remedy() : null;
    if (mayPass()) {
      throw new UnavailableException(problem, remedy);
    }
    throw new InvalidInputException(problem, remedy);
  }

  private static String cannotRun(String job, Finding fault) {
    return "Cannot run " + job + ": " + fault.problem();
  }

  /** The outcome in one line. */
  public String summary() {
    return "%s, %s: a training %s"
        .formatted(
            count(faults(), "fault"),
            count(warnings(), "warning"),
            faults() == 0 ? "can start" : "can't start yet");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** A table of all findings, and below it a remedy for each warning and fault. */
  public String render() {
    TextTable table =
        new TextTable(
            List.of("check", "where", "status", "found"),
            findings.stream()
                .map(f -> List.of(f.check(), f.where(), f.status().label(), f.found()))
                .toList(),
            4);
    String remedies =
        findings.stream()
            .filter(finding -> finding.status() != Status.OK)
            .map(
                f ->
                    "%s: %s of %s: %s%n"
                        .formatted(f.status().label(), f.check(), f.where(), f.remedy()))
            .collect(Collectors.joining());
    return table.render() + (remedies.isEmpty() ? "" : "\n" + remedies);
  }

  private List<Finding> faulty() {
    return findings.stream().filter(finding -> finding.status().isFault()).toList();
  }

  private List<Finding> of(Status status) {
    return findings.stream().filter(finding -> finding.status() == status).toList();
  }

  /** Merges equal findings on executors into one, at the place of the first. */
  private static List<Finding> merged(List<Finding> findings) {
    Map<Finding, List<String>> executors = new LinkedHashMap<>();
    for (Finding finding : findings) {
      boolean executor = finding.where().startsWith(ProcessFacts.EXECUTOR);
      Finding key = executor ? at(finding, ProcessFacts.EXECUTOR) : finding;
      List<String> names = executors.computeIfAbsent(key, k -> new ArrayList<>());
      if (executor) {
        names.add(finding.where().substring(ProcessFacts.EXECUTOR.length()));
      }
    }
    List<Finding> merged = new ArrayList<>();
    executors.forEach((key, names) -> merged.add(names.isEmpty() ? key : at(key, name(names))));
    return List.copyOf(merged);
  }

  private static String name(List<String> executors) {
    String first = executors.stream().limit(NAMED).collect(Collectors.joining(", "));
    String executor = ProcessFacts.EXECUTOR.strip();
    if (executors.size() == 1) {
      return executor + " " + first;
    }
    int more = executors.size() - NAMED;
    return executor + "s " + first + (more > 0 ? " and " + more + " more" : "");
  }

  private static Finding at(Finding finding, String where) {
    return new Finding(finding.check(), where, finding.status(), finding.found(), finding.remedy());
  }
}
