package mnist.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.UnavailableException;
import mnist.files.NoOverwriteRename;
import mnist.input.Broadcasts;
import mnist.progress.PartRecord.PublishedFile;
import mnist.progress.RunProgress;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** Publishes what {@link PartScoring} wrote: a file of a part has the part's number for a name. */
public final class PartFiles {

  public static final String PREDICTIONS = "predictions";
  public static final String REJECTS = "rejects";

  private static final Pattern WRITTEN = Pattern.compile("part-(\\d+)-.*\\.parquet");

  private final Path output;
  private final SparkSession spark;
  private final Configuration conf;
  private final FileSystem files;

  /**
   * @param output of the run
   */
  public PartFiles(Path output, SparkSession spark, Configuration conf) throws IOException {
    this.output = output;
    this.spark = spark;
    this.conf = conf;
    this.files = output.getFileSystem(conf);
  }

  /** A file that is to be published. */
  private record Move(int part, Path from, String to, long bytes) {}

  /**
   * Publishes files of some parts, in place of those that an earlier attempt has published.
   *
   * @param aside where they were written, in directories named {@link #PREDICTIONS} and {@link
   *     #REJECTS}; deleted
   * @param parts that were written, in their order
   * @param tallies by part
   * @param earlier files of these parts
   * @return by part
   */
  public Map<Integer, List<PublishedFile>> publish(
      Path aside,
      List<Integer> parts,
      Map<Integer, PartTally> tallies,
      Collection<PublishedFile> earlier)
      throws IOException {
    List<Move> moves = new ArrayList<>();
    for (String directory : List.of(PREDICTIONS, REJECTS)) {
      moves.addAll(moves(new Path(aside, directory), directory, parts, tallies));
    }
    List<Tuple2<String, String>> copies = copied(moves, new Path(aside, "copies"));
    for (PublishedFile file : earlier) {
      files.delete(new Path(output, file.path()), false);
    }
    Map<Integer, List<PublishedFile>> published = new HashMap<>();
    for (int i = 0; i < moves.size(); i++) {
      Move move = moves.get(i);
      move(new Path(copies.get(i)._1()), new Path(output, move.to()));
      published
          .computeIfAbsent(move.part(), any -> new ArrayList<>())
          .add(new PublishedFile(move.to(), move.bytes(), copies.get(i)._2()));
    }
    files.delete(aside, true);
    return published;
  }

  private List<Move> moves(
      Path written, String directory, List<Integer> parts, Map<Integer, PartTally> tallies)
      throws IOException {
    List<Move> moves = new ArrayList<>();
    for (FileStatus file : RunProgress.filesIn(written, files)) {
      Path path = file.getPath();
      Matcher name = WRITTEN.matcher(path.getName());
      if (!name.matches()) {
        continue;
      }
      int part = parts.get(Integer.parseInt(name.group(1)));
      PartTally tally = tallies.get(part);
      long rows = directory.equals(REJECTS) ? tally.rejected() : tally.predicted();
      // Of the first part there is always one, so that the table has columns.
      if (rows > 0 || part == 0) {
        String inside =
            files.makeQualified(written).toUri().relativize(path.getParent().toUri()).getPath();
        String to = directory + "/" + (inside.isEmpty() ? "" : inside + "/") + name(part);
        moves.add(new Move(part, path, to.replace("//", "/"), file.getLen()));
      }
    }
    return moves;
  }

  private static String name(int part) {
    return String.format(Locale.ROOT, "part-%05d.parquet", part);
  }

  /** What a process has left that was killed, {@link RunProgress#clean} has deleted. */
  private void move(Path from, Path to) throws IOException {
    files.mkdirs(to.getParent());
    if (!NoOverwriteRename.rename(from, to, conf)) {
      throw new UnavailableException(
          "Cannot publish %s: another process has written it at the same time".formatted(to),
          "run the same command again");
    }
  }

  /**
   * Copies files, where tasks run, as predictions may be many. A task may be tried again, or run
   * twice at once: each attempt writes a file of its own.
   *
   * @return of each file the path of its copy, and its hash
   */
  private List<Tuple2<String, String>> copied(List<Move> moves, Path to) {
    if (moves.isEmpty()) {
      return List.of();
    }
    Broadcast<SerializableConfiguration> hadoop = Broadcasts.hadoopConf(spark);
    String directory = to.toString();
    Function<String, Tuple2<String, String>> copy =
        file -> {
          Path copied = new Path(directory, String.valueOf(TaskContext.get().taskAttemptId()));
          return new Tuple2<>(
              copied.toString(), StableFooter.copy(new Path(file), copied, hadoop.value().value()));
        };
    List<String> paths = moves.stream().map(move -> move.from().toString()).toList();
    try {
      return JavaSparkContext.fromSparkContext(spark.sparkContext())
          .parallelize(paths, paths.size())
          .map(copy)
          .collect();
    } finally {
      Broadcasts.release(spark, hadoop);
    }
  }
}
