package mnist.deliveries;

import java.util.List;
import java.util.Optional;
import mnist.input.FileStamp;
import mnist.input.Labelling;
import mnist.records.IngestedData;

/**
 * Images that may become a delivery.
 *
 * @param images ingested; their splits are looked at again
 * @param source what the user calls them
 * @param files that they were read from
 * @param labelling what people said of them; empty if that isn't told
 */
public record Arrival(
    IngestedData images, String source, List<FileStamp> files, Optional<Labelling> labelling) {

  public Arrival {
    files = List.copyOf(files);
  }

  /** Images that nobody is known to have labelled. */
  public Arrival(IngestedData images, String source, List<FileStamp> files) {
    this(images, source, files, Optional.empty());
  }
}
