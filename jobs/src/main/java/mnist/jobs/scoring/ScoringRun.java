package mnist.jobs.scoring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.files.JsonFiles;
import mnist.files.StagedDirectory;
import mnist.input.Form;
import mnist.input.ImageInput;
import mnist.input.InputSplit;
import mnist.input.OpenedInput;
import mnist.input.PassedOver;
import mnist.input.Pin;
import mnist.progress.PartRecord;
import mnist.progress.PartRecord.FailedRead;
import mnist.progress.RunIdentity;
import mnist.progress.RunProgress;
import mnist.review.ReviewParts;
import mnist.score.PartFiles;
import mnist.score.Parts;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A scoring that begins or goes on.
 *
 * @param images as they were listed when it began
 * @param parts of the images, to be scored one by one
 * @param failed of each part what can't be read as nobody has to try it: it isn't what it was
 * @param done what earlier processes have done; complete or to be tried again
 * @param told of the input, when the run began: its form, its snapshot, what was passed over
 * @param isResumed whether an earlier process began it
 */
record ScoringRun(
    RunProgress progress,
    ImageInput images,
    Parts parts,
    Map<Integer, List<FailedRead>> failed,
    SortedMap<Integer, PartRecord> done,
    SortedMap<String, String> told,
    boolean isResumed) {

  static final String FORM = "form";
  private static final String MODEL = "model";
  private static final String SNAPSHOT = "snapshot";
  private static final String PASSED_OVER = "passed_over";

  /**
   * Begins a run: its output appears with the plan in it.
   *
   * @throws mnist.InvalidInputException if there is such an output
   */
  static ScoringRun begin(
      ScoringRequest request,
      RunIdentity identity,
      ImageInput images,
      long imagesPerFile,
      Configuration conf)
      throws IOException {
    Parts parts = Parts.of(images.splits(), imagesPerFile);
    Pin pin = images.pin();
    SortedMap<String, String> told = new TreeMap<>();
    told.put(FORM, pin.form().label());
    told.put(MODEL, request.version().path().toString());
    if (pin.snapshot() != null) {
      told.put(SNAPSHOT, pin.snapshot());
    }
    told.put(PASSED_OVER, JsonFiles.toLine(PassedOver.summary(images.passedOver())));
    try (StagedDirectory staged = StagedDirectory.beside(request.output(), conf)) {
      RunProgress before = new RunProgress(staged.path(), conf);
      pin.writeFiles(before.fileList(), conf);
      before.begin(identity, parts.keys(), told);
      RunProgress progress = new RunProgress(staged.publish(), conf);
      return new ScoringRun(progress, images, parts, Map.of(), new TreeMap<>(), told, false);
    }
  }

  /** The version's directory of the run in an output; empty if there is none that goes on. */
  static Optional<Path> model(Path output, Configuration conf) {
    RunProgress progress = new RunProgress(output, conf);
    return progress.hasEnded()
        ? Optional.empty()
        : Optional.ofNullable(progress.told().get(MODEL)).map(Path::new);
  }

  /**
   * Goes on with a run.
   *
   * @throws mnist.InvalidInputException if the input as a whole isn't what it was
   */
  static ScoringRun goOn(
      RunProgress progress, RunProgress.Plan plan, ScoringRequest.Source source) {
    SortedMap<Integer, PartRecord> done =
        progress.clean(List.of(PartFiles.PREDICTIONS, PartFiles.REJECTS, ReviewParts.DIRECTORY));
    SortedMap<String, String> told = plan.told();
    OpenedInput opened =
        source.openAgain(
            Pin.read(
                Form.named(told.get(FORM)),
                told.get(SNAPSHOT),
                progress.fileList(),
                progress.conf()));
    Parts now = Parts.again(plan.parts(), opened);
    Map<Integer, List<FailedRead>> failed = new HashMap<>();
    List<List<InputSplit>> readable = new ArrayList<>();
    for (int part = 0; part < now.parts().size(); part++) {
      PartRecord earlier = done.get(part);
      if (earlier != null && earlier.isComplete()) {
        readable.add(now.parts().get(part));
        continue;
      }
      Changes changes = new Changes(opened, plan.parts().get(part), mended(earlier));
      readable.add(changes.readable(now.parts().get(part)));
      failed.put(part, changes.failed());
    }
    return new ScoringRun(progress, opened.images(), new Parts(readable), failed, done, told, true);
  }

  /** Files that couldn't be read before count as they are now. */
  private static Set<String> mended(PartRecord earlier) {
    Set<String> files = new HashSet<>();
    if (earlier != null) {
      earlier.failed().stream()
          .filter(failed -> !failed.changed())
          .map(FailedRead::file)
          .forEach(files::add);
    }
    return files;
  }

  /** Numbers of the parts that are left, in order. */
  List<Integer> left() {
    List<Integer> left = new ArrayList<>();
    for (int part = 0; part < parts.parts().size(); part++) {
      PartRecord earlier = done.get(part);
      if (earlier == null || !earlier.isComplete()) {
        left.add(part);
      }
    }
    return left;
  }

  String form() {
    return told.get(FORM);
  }

  /** Files among the input that aren't read, for people. */
  static List<?> passedOver(SortedMap<String, String> told) {
    return JsonFiles.fromText(told.get(PASSED_OVER), List.class);
  }

  Optional<PartRecord> earlier(int part) {
    return Optional.ofNullable(done.get(part));
  }
}
