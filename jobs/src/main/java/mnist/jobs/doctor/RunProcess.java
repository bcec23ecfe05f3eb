package mnist.jobs.doctor;

/**
 * A process of a run.
 *
 * @param slots tasks that it runs at once; 0 for a driver that runs none
 */
record RunProcess(ProcessFacts facts, int slots) {

  String name() {
    return facts.name();
  }

  String host() {
    return facts.host();
  }

  /** For the table. */
  String where() {
    return facts.where();
  }
}
