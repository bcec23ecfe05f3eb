package mnist.jobs.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.input.InputSplit;
import mnist.input.OpenedInput;
import mnist.progress.PartRecord.FailedRead;

/**
 * What has become of a part's files since the run began.
 *
 * @param opened the input as it is now
 * @param keys of the splits that the part had
 * @param mended files that may have changed
 * @param failed takes what can't be read
 */
record Changes(OpenedInput opened, List<String> keys, Set<String> mended, List<FailedRead> failed) {

  Changes(OpenedInput opened, List<String> keys, Set<String> mended) {
    this(opened, keys, mended, new ArrayList<>());
  }

  /** The splits whose files are what they were; notes the others. */
  List<InputSplit> readable(List<InputSplit> splits) {
    List<InputSplit> readable = new ArrayList<>();
    for (InputSplit split : splits) {
      Optional<String> other =
          opened.images().files(split).stream()
              .filter(file -> opened.changed().containsKey(file) && !mended.contains(file))
              .findFirst();
      if (other.isEmpty()) {
        readable.add(split);
      } else {
        add(other.get());
      }
    }
    Set<String> found = splits.stream().map(InputSplit::file).collect(Collectors.toSet());
    keys.stream()
        .map(InputSplit::fileOf)
        .distinct()
        .filter(file -> opened.changed().containsKey(file) && !found.contains(file))
        .forEach(this::add);
    return readable;
  }

  private void add(String file) {
    String change = opened.changed().get(file);
    if (failed.stream().noneMatch(one -> one.file().equals(file))) {
      failed.add(new FailedRead(file, file, change, !change.equals(OpenedInput.GONE)));
    }
  }
}
