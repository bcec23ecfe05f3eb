package mnist.jobs.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.InvalidInputException;
import mnist.input.InputSplit;
import mnist.jobs.runner.Durations;
import mnist.jobs.runner.JobContext;
import mnist.progress.PartRecord;
import mnist.progress.PartRecord.FailedRead;
import mnist.progress.PartRecord.PublishedFile;
import mnist.progress.RunOwner;
import mnist.review.ReviewParts;
import mnist.score.PartFiles;
import mnist.score.PartScoring;
import mnist.score.PartTally;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the parts that are left, some at a time: as many as keep all cores busy. What a wave has
 * scored is published and recorded before the next one begins.
 *
 * @param owner of the run, this process
 * @param accepts whether somebody asked which predictions are accepted
 */
record Waves(
    JobContext context, ScoringRun run, RunOwner owner, PartScoring scoring, boolean accepts) {

  private static final Logger LOG = LoggerFactory.getLogger(Waves.class);

  /** Splits for each core, so that the last ones of a wave are a small part of it. */
  private static final int SPLITS_PER_CORE = 4;

  private static final int MOST_SPLITS_PER_CORE = 32;

  /**
   * Scores.
   *
   * @param name of the images
   * @param records takes what came of each part
   */
  void score(String name, SortedMap<Integer, PartRecord> records) throws Exception {
    List<Integer> left = run.left();
    long splits = left.stream().mapToLong(part -> splits(part).size()).sum();
    if (run.isResumed()) {
      int parts = run.parts().parts().size();
      LOG.info("{} of {} parts were scored before", parts - left.size(), parts);
    }
    PartFiles files = new PartFiles(run.progress().output(), context.spark(), context.hadoop());
    long began = System.nanoTime();
    context.step(
        "score " + name,
        () -> {
          for (List<Integer> wave : waves(left)) {
            records.putAll(scoreOrLeave(wave, files));
          }
          return null;
        },
        () -> shown(splits, (System.nanoTime() - began) / 1e9));
  }

  private List<InputSplit> splits(int part) {
    return run.parts().parts().get(part);
  }

  /** What the parts are doesn't depend on the cores; how many are scored at once may. */
  private List<List<Integer>> waves(List<Integer> left) {
    int cores = context.spark().sparkContext().defaultParallelism();
    List<List<Integer>> waves = new ArrayList<>();
    List<Integer> wave = new ArrayList<>();
    long splits = 0;
    for (int part : left) {
      wave.add(part);
      splits += splits(part).size();
      boolean isFull = wave.size() >= cores && splits >= (long) SPLITS_PER_CORE * cores;
      if (isFull || splits >= (long) MOST_SPLITS_PER_CORE * cores) {
        waves.add(wave);
        wave = new ArrayList<>();
        splits = 0;
      }
    }
    if (!wave.isEmpty()) {
      waves.add(wave);
    }
    return waves;
  }

  private SortedMap<Integer, PartRecord> scoreOrLeave(List<Integer> wave, PartFiles files)
      throws Exception {
    Path aside = run.progress().aside();
    try {
      return score(wave, files, aside);
    } catch (Exception e) {
      // What another process deletes or publishes makes this one fail in any way.
      try {
        owner.require();
      } catch (InvalidInputException taken) {
        taken.addSuppressed(e);
        context.leave();
        aside.getFileSystem(context.hadoop()).delete(aside, true);
        throw taken;
      } catch (RuntimeException unknown) {
        e.addSuppressed(unknown);
      }
      throw e;
    }
  }

  private SortedMap<Integer, PartRecord> score(List<Integer> wave, PartFiles files, Path aside)
      throws Exception {
    SortedMap<Integer, PartTally> tallies = new TreeMap<>();
    wave.forEach(part -> tallies.put(part, new PartTally()));
    // Of a part whose files are all gone there is nothing to read; the first one has files anyhow.
    List<Integer> written =
        wave.stream().filter(part -> part == 0 || !splits(part).isEmpty()).toList();
    if (!written.isEmpty()) {
      tallies.putAll(
          scoring.score(
              written,
              written.stream().map(this::splits).toList(),
              new Path(aside, PartFiles.PREDICTIONS),
              new Path(aside, PartFiles.REJECTS),
              written.contains(0)));
    }
    List<PublishedFile> earlier =
        wave.stream()
            .flatMap(part -> run.earlier(part).stream())
            .flatMap(record -> record.files().stream())
            .toList();
    owner.require();
    Map<Integer, List<PublishedFile>> published = files.publish(aside, written, tallies, earlier);
    SortedMap<Integer, PartRecord> records = new TreeMap<>();
    tallies.forEach(
        (part, tally) ->
            records.put(part, record(part, tally, published.getOrDefault(part, List.of()))));
    owner.require();
    run.progress().add(List.copyOf(records.values()));
    return records;
  }

  private PartRecord record(int part, PartTally tally, List<PublishedFile> published) {
    List<PublishedFile> files = new ArrayList<>(published);
    new ReviewParts(run.progress().output(), context.hadoop())
        .write(part, tally.review())
        .ifPresent(files::add);
    List<FailedRead> failed = new ArrayList<>(run.failed().getOrDefault(part, List.of()));
    tally
        .faults()
        .forEach(
            (place, fault) -> {
              InputSplit split = splits(part).get(place);
              failed.add(new FailedRead(split.file(), split.name(), fault, false));
            });
    failed.forEach(one -> LOG.warn("cannot read {}: {}", one.name(), one.reason()));
    return new PartRecord(
        part,
        tally.predicted() + tally.rejected(),
        tally.predicted(),
        tally.rejected(),
        tally.reasons(),
        accepts ? tally.accepted() : null,
        tally.profile().profile().counts(),
        files,
        failed);
  }

  private List<String> shown(long splits, double seconds) {
    long read = Math.min(splits, scoring.splitsRead());
    if (read == 0) {
      return List.of();
    }
    return List.of(
        "%d %%".formatted(100 * read / splits),
        "%d images/s".formatted(Math.round(scoring.rowsRead() / seconds)),
        Durations.minutes(seconds * (splits - read) / read) + " left");
  }
}
