package mnist.jobs.doctor;

import mnist.Failure;
import mnist.UnavailableException;

/**
 * What a check found out about a process or the run.
 *
 * @param check its subject, in a word or two
 * @param where "driver", "executor 0", or "run"
 * @param found in a few words, with figures and units
 * @param remedy what to do, with the exact option; empty if all is well
 */
record Finding(String check, String where, Status status, String found, String remedy) {

  static Finding ok(String check, String where, String found) {
    return new Finding(check, where, Status.OK, found, "");
  }

  static Finding warning(String check, String where, String found, String remedy) {
    return new Finding(check, where, Status.WARNING, found, remedy);
  }

  static Finding fault(String check, String where, String found, String remedy) {
    return new Finding(check, where, Status.FAULT, found, remedy);
  }

  static Finding unavailable(String check, String where, String found, String remedy) {
    return new Finding(check, where, Status.UNAVAILABLE, found, remedy);
  }

  /** A failure as a finding: a fault, or one that may go away. */
  static Finding of(Failure failure, String check, String where, String remedy) {
    Status status = failure instanceof UnavailableException ? Status.UNAVAILABLE : Status.FAULT;
    return new Finding(check, where, status, failure.problem(), remedy);
  }

  /** What is wrong and where, in one line; for warnings and faults. */
  String problem() {
    return "%s of %s: %s".formatted(check, where, found);
  }
}
