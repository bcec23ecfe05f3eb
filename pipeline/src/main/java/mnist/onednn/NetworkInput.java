package mnist.onednn;

import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.javacpp.Pointer;

/**
 * A minibatch, read from the caller's memory. Images are cropped to the part that the network
 * reads: strides that leave over a row or column make pixels at the edge, and what earlier layers
 * would compute of them, superfluous.
 */
final class NetworkInput {

  private final Primitives primitives;
  private final memory given;
  private final memory kept;
  private final long[] dims;

  /**
   * @param shape [batch, channels, height, width] or [batch, values]
   * @param read the same, or with less height and width
   */
  NetworkInput(Primitives primitives, long[] shape, long[] read) {
    this.primitives = primitives;
    format_tag layout = shape.length == 4 ? format_tag.nchw : format_tag.nc;
    memory.desc whole = Primitives.plain(shape, layout);
    given = primitives.at(whole.submemory_desc(read, new long[shape.length]), new Pointer());
    kept = primitives.allocate(Primitives.plain(read, layout));
    dims = read;
  }

  /** What the first layer takes. */
  Activation prepared(List<Operation> operations) {
    operations.add(primitives.reorder(given, kept));
    return new Activation(kept, dims);
  }

  void set(Pointer features) {
    primitives.move(given, features);
  }
}
