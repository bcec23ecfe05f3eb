package mnist.deliveries;

import java.util.List;
import mnist.input.FileStamp;
import mnist.records.IngestedData;

/**
 * Images that may become a delivery.
 *
 * @param images ingested; their splits are looked at again
 * @param source what the user calls them
 * @param files that they were read from
 */
public record Arrival(IngestedData images, String source, List<FileStamp> files) {

  public Arrival {
    files = List.copyOf(files);
  }
}
