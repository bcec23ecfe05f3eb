package mnist.jobs.doctor;

import java.util.List;
import mnist.Failure;

/** Facts on processes that are well, and on some that aren't. */
final class Facts {
  static final ProcessFacts.Memory MEMORY = new ProcessFacts.Memory(16384, 1024, 4096);
  static final ProcessFacts.Natives NATIVES =
      new ProcessFacts.Natives(
          "linux-x86_64", List.of("-onednn-avx2"), "Xeon", List.of(), null, null);
  static final ProcessFacts.Paths PATHS = new ProcessFacts.Paths(null, null);

  private Facts() {}

  static ProcessFacts driver() {
    return with("driver", "a", MEMORY, NATIVES, PATHS);
  }

  static ProcessFacts executor(int id, String host) {
    return with("executor " + id, host, MEMORY, NATIVES, PATHS);
  }

  static ProcessFacts memory(ProcessFacts facts, long machine, long heap, long limit) {
    ProcessFacts.Memory memory = new ProcessFacts.Memory(machine, heap, limit);
    return with(facts.name(), facts.host(), memory, facts.natives(), facts.paths());
  }

  static ProcessFacts natives(ProcessFacts facts, ProcessFacts.Natives natives) {
    return with(facts.name(), facts.host(), facts.memory(), natives, facts.paths());
  }

  static ProcessFacts paths(ProcessFacts facts, Failure writeFault, Failure readFault) {
    return with(
        facts.name(),
        facts.host(),
        facts.memory(),
        facts.natives(),
        new ProcessFacts.Paths(writeFault, readFault));
  }

  private static ProcessFacts with(
      String name,
      String host,
      ProcessFacts.Memory memory,
      ProcessFacts.Natives natives,
      ProcessFacts.Paths paths) {
    return new ProcessFacts(name, host, "17.0.9", List.of(), 4, memory, natives, paths, null, null);
  }
}
