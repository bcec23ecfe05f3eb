package mnist.jobs.doctor;

/**
 * A process of a run.
 *
 * @param slots tasks that it runs at the same time; 0 for a driver that runs none
 */
record RunProcess(ProcessFacts facts, int slots) {

  String name() {
    return facts.name();
  }

  String host() {
    return facts.host();
  }

  /** The process in tables. */
  String where() {
    return facts.where();
  }
}
