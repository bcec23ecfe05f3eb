package mnist.examination;

import java.util.EnumMap;
import java.util.Map;

/** The settings of conf/reference.conf, with other policies. */
final class TestSettings {

  private TestSettings() {}

  /** Every finding refuses. */
  static ExaminationSettings refusing() {
    return of(Map.of());
  }

  static ExaminationSettings of(Map<Check, Policy> others) {
    Map<Check, Policy> policies = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      policies.put(check, others.getOrDefault(check, Policy.REFUSE));
    }
    return new ExaminationSettings(
        policies, 50, 0.1, 0.95, 0.99, 0.05, 0.5, 0.02, 0.001, 0.01, 0.05, 0.1, 0.25, 100_000, 500);
  }
}
