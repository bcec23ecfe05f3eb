package mnist.jobs.doctor;

/** Replicas against task slots. */
final class Workers {
  static final String CHECK = "workers";

  private Workers() {}

  /**
   * @param workers replicas to train
   * @param slots the run's task slots
   */
  static Finding check(int workers, int slots) {
    String found = "workers %d, task slots %d".formatted(workers, slots);
    if (workers == slots) {
      return Finding.ok(CHECK, "run", found);
    }
    if (workers < slots) {
      return Finding.warning(
          CHECK,
          "run",
          found + ": %d idle".formatted(slots - workers),
          "more workers train faster and to another model: --workers " + slots);
    }
    int waves = (workers + slots - 1) / slots;
    return Finding.warning(
        CHECK,
        "run",
        found + ": a round takes %d waves".formatted(waves),
        "give %d cores in all, or --workers %d".formatted(workers, slots));
  }
}
