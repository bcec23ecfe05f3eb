package mnist.examination;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mnist.InvalidInputException;

/**
 * What the examination of a delivery came to.
 *
 * @param images of the delivery
 * @param findings in the order of {@link Check}
 * @param notExamined why not, by the check's name
 */
public record Findings(long images, List<Finding> findings, SortedMap<String, String> notExamined) {

  public Findings {
    findings = List.copyOf(findings);
    notExamined = Collections.unmodifiableSortedMap(new TreeMap<>(notExamined));
  }

  /** Without those that settings ignore, in order. */
  static Findings of(
      long images,
      List<Finding> found,
      Map<Check, String> notExamined,
      ExaminationSettings settings) {
    SortedMap<String, String> reasons = new TreeMap<>();
    notExamined.forEach(
        (check, reason) -> {
          if (settings.policy(check) != Policy.IGNORE) {
            reasons.put(check.label(), reason);
          }
        });
    return new Findings(
        images,
        found.stream()
            .filter(finding -> settings.policy(finding.check()) != Policy.IGNORE)
            .sorted((one, other) -> one.check().compareTo(other.check()))
            .toList(),
        reasons);
  }

  /** Those that refuse the delivery, unless they are accepted. */
  public List<Finding> refusing(ExaminationSettings settings) {
    return findings.stream()
        .filter(finding -> finding.harmful() && settings.policy(finding.check()) == Policy.REFUSE)
        .toList();
  }

  /** Those that would refuse the delivery and are accepted. */
  public List<Finding> accepted(ExaminationSettings settings, Accepted accepted) {
    return refusing(settings).stream()
        .filter(finding -> accepted.findings().contains(finding.check()))
        .toList();
  }

  /** Those that refuse the delivery: nobody accepts them. */
  public List<Finding> refusing(ExaminationSettings settings, Accepted accepted) {
    return refusing(settings).stream()
        .filter(finding -> !accepted.findings().contains(finding.check()))
        .toList();
  }

  /**
   * What refuses a delivery.
   *
   * @param refusing the findings that do, at least one
   * @param delivery what people call it
   * @param report where its report is, for the message
   * @return names each finding with its figures
   */
  public static InvalidInputException refusal(
      List<Finding> refusing, String delivery, String report) {
    String told =
        refusing.stream()
            .map(
                finding ->
                    "\n  %s: %s; %s"
                        .formatted(finding.check().label(), finding.sentence(), finding.remedy()))
            .collect(Collectors.joining());
    String options =
        refusing.stream()
            .map(finding -> "--accept " + finding.check().label())
            .collect(Collectors.joining(" "));
    return new InvalidInputException(
        "Cannot retrain on %s: its examination (%s) found%s\nwhich refuses it"
            .formatted(delivery, report, told),
        "if it is right nevertheless, accept that by %s --reason TEXT".formatted(options));
  }
}
