package mnist.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mnist.bench.processes.JavaCommand;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains on more and more images: each job in a process of its own, with a driver's heap of 1 GiB,
 * by threads of one process and by two executors.
 */
public final class Scale {

  private static final Logger LOG = LoggerFactory.getLogger(Scale.class);

  private static final List<String> MASTERS = List.of("local[2]", "local-cluster[2,1,2048]");

  private final Path launcher;
  private final Path work;
  private final long seed;

  private Scale(Path launcher, Path work, long seed) {
    this.launcher = launcher;
    this.work = work;
    this.seed = seed;
  }

  /**
   * A job on so many images.
   *
   * @param job ingest or train
   * @param images all of them
   * @param epochs that it passed over them
   * @param imagesPerS ingested, or fitted in the first epoch
   * @param seconds of the whole command
   * @param peakMib the most that each Java process had resident at once, largest first; MiB
   */
  public record Row(
      String job,
      String master,
      long images,
      int epochs,
      double imagesPerS,
      double seconds,
      List<Double> peakMib) {}

  /**
   * Measures.
   *
   * @param launcher {@code jobs/bin/submit}
   * @param directory a new one, for data and logs
   * @param workloads one or more
   */
  public static List<Row> measure(
      Path launcher, Path directory, List<Workload> workloads, long seed, PrintStream table)
      throws IOException, InterruptedException {
    Scale scale = new Scale(launcher, Files.createDirectories(directory), seed);
    List<Row> rows = new ArrayList<>();
    for (Workload workload : workloads) {
      rows.addAll(scale.of(workload));
    }
    table.print(markdown(rows));
    return rows;
  }

  private List<Row> of(Workload workload) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    long images = workload.images();
    Path table = work.resolve("table-" + images);
    Path data = work.resolve("data-" + images);
    List<String> ingest = new ArrayList<>(List.of("ingest", "--output", data.toString()));
    if (images > 0) {
      LOG.info("making {} images", images);
      WatchedProcess.run(moreDigits(table, images), log("make", workload));
      ingest.addAll(List.of("--input", table.toString()));
    }
    LOG.info("ingesting them");
    WatchedProcess ingested = submit(MASTERS.get(0), "ingest", workload, ingest);
    long count = count(data);
    rows.add(
        new Row(
            "ingest",
            MASTERS.get(0),
            count,
            1,
            count / ingested.seconds(),
            ingested.seconds(),
            ingested.peakMib()));
    PathUtils.deleteDirectory(Files.createDirectories(table));
    for (String master : MASTERS) {
      LOG.info("training on them by {}", master);
      Path store = work.resolve("store");
      WatchedProcess trained =
          submit(
              master,
              "train-" + MASTERS.indexOf(master),
              workload,
              List.of(
                  "train",
                  "--data",
                  data.toString(),
                  "--store",
                  store.toString(),
                  "--epochs",
                  String.valueOf(workload.epochs())));
      rows.add(
          new Row(
              "train",
              master,
              count,
              workload.epochs(),
              rate(store),
              trained.seconds(),
              trained.peakMib()));
      PathUtils.deleteDirectory(store);
    }
    PathUtils.deleteDirectory(data);
    return rows;
  }

  private WatchedProcess submit(String master, String name, Workload workload, List<String> job)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "--master", master));
    command.addAll(List.of("--driver-memory", "1g", "--conf", "spark.executor.memory=1g"));
    command.addAll(job);
    return WatchedProcess.run(command, log(name, workload));
  }

  private List<String> moreDigits(Path table, long images) {
    return JavaCommand.of(
        MoreDigits.class,
        List.of("-Xmx3g", "-Dspark.master=local[*]"),
        List.of(table.toString(), String.valueOf(images), String.valueOf(seed)));
  }

  private Path log(String name, Workload workload) {
    return work.resolve(name + "-" + workload + ".log");
  }

  private static long count(Path data) throws IOException {
    JsonNode splits = read(data.resolve("fingerprint.json")).get("splits");
    long count = 0;
    for (JsonNode split : splits) {
      count += split.get("records").asLong();
    }
    return count;
  }

  /** Of the epoch, validation not counted. */
  private static double rate(Path store) throws IOException {
    try (var lines = Files.lines(store.resolve("versions/v0001/metrics.jsonl"))) {
      String epoch =
          lines.filter(line -> line.contains("examples_per_second")).findFirst().orElseThrow();
      return new ObjectMapper().readTree(epoch).get("examples_per_second").asDouble();
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  private static String markdown(List<Row> rows) {
    StringBuilder table =
        new StringBuilder(
            "| images | epochs | job | master | images/s | seconds | peak MiB of each process |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %,d | %d | %s | `%s` | %,.0f | %.0f | %s |%n",
              row.images(),
              row.epochs(),
              row.job(),
              row.master(),
              row.imagesPerS(),
              row.seconds(),
              row.peakMib().stream()
                  .map(mib -> String.format(Locale.ROOT, "%,.0f", mib))
                  .collect(Collectors.joining(", "))));
    }
    return table.toString();
  }
}
