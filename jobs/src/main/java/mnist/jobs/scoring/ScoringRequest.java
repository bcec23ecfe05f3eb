package mnist.jobs.scoring;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mnist.input.ImageInput;
import mnist.input.OpenedInput;
import mnist.input.Pin;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;

/**
 * What is to be scored.
 *
 * @param images of any form
 * @param name of the images, for messages
 * @param location of the images: what tells them from others
 * @param version scores
 * @param output a new directory, or that of the same run, which goes on
 * @param keep columns that are kept, as the user says it
 * @param withPrepared whether predictions have the images as the model saw them
 * @param partitionBy a column by whose values predictions are put into directories; empty for none
 */
public record ScoringRequest(
    Source images,
    String name,
    String location,
    StoredVersion version,
    Path output,
    List<String> keep,
    boolean withPrepared,
    Optional<String> partitionBy) {

  /** Images that can be opened. */
  public interface Source {

    /** What there is now. */
    ImageInput open();

    /** What was opened by a run that goes on. */
    OpenedInput openAgain(Pin pin);

    /** Of images that are the same whenever they are opened. */
    static Source of(Supplier<ImageInput> images) {
      return new Source() {
        @Override
        public ImageInput open() {
          return images.get();
        }

        @Override
        public OpenedInput openAgain(Pin pin) {
          return OpenedInput.of(images.get());
        }
      };
    }
  }

  /** All columns of predictions that there always are, into a new directory. */
  public static ScoringRequest of(Source images, String name, StoredVersion version, Path output) {
    return new ScoringRequest(
        images, name, name, version, output, List.of(), false, Optional.empty());
  }
}
