package mnist.bench.report;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import mnist.bench.machine.Machine;
import mnist.bench.processes.ColdStart;

/**
 * What {@code bench.json} says.
 *
 * @param clock in GHz, before each process
 * @param limit of a core, in units of 10^9 operations a second; null where it isn't known
 * @param flopsPerImage by task, of those that have a limit
 * @param scoreImages in the table that Spark scores
 * @param scoreFiles image files that are scored
 * @param rows the fastest of each contender
 * @param slower sizes of minibatch that weren't the fastest
 * @param ratios by name, see {@link Rows#ratios}
 * @param coldStart null if it wasn't measured
 */
public record Report(
    Machine machine,
    Spread clock,
    Double limit,
    Map<String, Double> flopsPerImage,
    long seed,
    String architecture,
    int trainImages,
    long scoreImages,
    int scoreFiles,
    SortedMap<String, String> versions,
    List<Row> rows,
    List<Row> slower,
    Map<String, Double> ratios,
    ColdStart coldStart,
    List<Bar> bars) {}
