package mnist.jobs.doctor;

import mnist.Failure;
import mnist.UnavailableException;

/**
 * What a check found out about a process, or about the run.
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

  /** What a failure says, in its own kind. */
  static Finding of(Failure failure, String check, String where, String remedy) {
    Status status = failure instanceof UnavailableException ? Status.UNAVAILABLE : Status.FAULT;
    return new Finding(check, where, status, failure.problem(), remedy);
  }

  /** What was found where, in one line; not for what is well. */
  String problem() {
    return "%s of %s: %s".formatted(check, where, found);
  }
}
