package mnist.bench.processes;

import java.io.PrintStream;

/** A program of the bench that runs in a process of its own. */
@FunctionalInterface
public interface Program {

  /**
   * Runs it.
   *
   * @param results standard output, which takes the result's line and nothing else
   * @param errors takes everything else
   * @return the exit code
   */
  int run(String[] arguments, PrintStream results, PrintStream errors) throws Exception;

  /** Runs a program, and ends the process with its exit code or with that of what it throws. */
  static void main(Program program, String[] arguments) {
    PrintStream results = System.out;
    // Standard output is the result's.
    System.setOut(System.err);
    int code;
    try {
      code = program.run(arguments, results, System.err);
    } catch (Throwable e) {
      code = ExitCode.of(e, System.err);
    }
    System.exit(code);
  }
}
