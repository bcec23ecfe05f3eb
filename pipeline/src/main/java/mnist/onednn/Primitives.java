package mnist.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Makes oneDNN primitives with their arguments and their memory, for one thread. It holds on to
 * everything that native code refers to: what Java collected meanwhile, native code would still
 * use.
 */
final class Primitives implements AutoCloseable {

  /** One for all, for good: what was made with it may be collected in any order. */
  private static final engine ENGINE = new engine(engine.kind.cpu, 0);

  private final stream stream = new stream(ENGINE);
  private final List<Pointer> held = new ArrayList<>();
  private final List<memory> scratchpads = new ArrayList<>();
  private long scratchBytes = 1;
  private FloatPointer scratch;

  engine engine() {
    return ENGINE;
  }

  <T extends Pointer> T hold(T pointer) {
    held.add(pointer);
    return pointer;
  }

  /** Attributes for all primitives here: their working memory is ours, one for all. */
  primitive_attr attributes() {
    primitive_attr attributes = hold(new primitive_attr());
    attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
    return attributes;
  }

  /**
   * The same.
   *
   * @param relu whether it is part of the primitive
   */
  primitive_attr attributes(boolean relu) {
    primitive_attr attributes = attributes();
    if (relu) {
      post_ops fused = hold(new post_ops());
      fused.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
      attributes.set_post_ops(fused);
    }
    return attributes;
  }

  static memory.desc plain(long[] dims, memory.format_tag tag) {
    return new memory.desc(dims, memory.data_type.f32, tag);
  }

  /**
   * @param there whether there is one; otherwise the layout of nothing
   */
  static memory.desc vector(boolean there, long length) {
    return there ? plain(new long[] {length}, memory.format_tag.x) : new memory.desc();
  }

  static memory.desc any(long... dims) {
    return plain(dims, memory.format_tag.any);
  }

  /**
   * The same layout for another number of images.
   *
   * @param desc of [batch, ...], with all of one image before all of the next
   */
  static memory.desc images(memory.desc desc, int images) {
    memory.desc other = new memory.desc(desc);
    other.data().dims().put(0, images);
    other.data().padded_dims().put(0, images);
    return other;
  }

  /**
   * Layouts of equally many values, one of which is read as the other.
   *
   * @throws IllegalStateException if they aren't the same
   */
  static void requireLayout(memory.desc expected, memory.desc found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException(
          "oneDNN chose another layout for some of the images of a minibatch than for others; set runtime.layers = dl4j");
    }
  }

  /** Some of the images of a memory, where they lie. */
  memory part(memory all, int from, int images) {
    memory.desc desc = images(all.get_desc(), images);
    return at(desc, data(all).getPointer(from * desc.get_size() / images / Float.BYTES));
  }

  /** Memory of its own. */
  memory allocate(memory.desc desc) {
    FloatPointer data = hold(new FloatPointer(Math.max(16, desc.get_size() / Float.BYTES + 16)));
    return at(desc, aligned(data));
  }

  /** Memory that lies elsewhere; the caller keeps it. */
  memory at(memory.desc desc, Pointer data) {
    hold(desc);
    return hold(new memory(desc, ENGINE, hold(data)));
  }

  /** From now on the values lie elsewhere; the caller keeps them. */
  void move(memory values, Pointer data) {
    values.set_data_handle(data, stream);
  }

  /** Where the values lie. */
  FloatPointer data(memory values) {
    return hold(new FloatPointer(values.get_data_handle()));
  }

  /** The next address that is a multiple of 64, which the widest vectors like. */
  private static FloatPointer aligned(FloatPointer data) {
    long beyond = data.address() % 64;
    return beyond == 0 ? data : data.getPointer((64 - beyond) / Float.BYTES);
  }

  /**
   * Runs a primitive.
   *
   * @param arguments by oneDNN's numbers, DNNL_ARG_...
   */
  Operation operation(
      primitive made, primitive_desc_base description, Map<Integer, memory> arguments) {
    IntMemoryMap map = hold(new IntMemoryMap());
    arguments.forEach(map::put);
    memory.desc wanted = description.query_md(dnnl.query.scratchpad_md, 0);
    if (wanted.get_size() > 0) {
      scratchBytes = Math.max(scratchBytes, wanted.get_size());
      memory pad = hold(new memory(hold(wanted), ENGINE, new Pointer()));
      scratchpads.add(pad);
      map.put(dnnl.DNNL_ARG_SCRATCHPAD, pad);
    }
    hold(description);
    hold(made);
    return masks -> made.execute(stream, map);
  }

  /**
   * Whether the kernel is one of those that oneDNN has for everything, without a processor in mind.
   */
  static boolean isReference(primitive_desc_base description) {
    return description.impl_info_str().getString().startsWith("ref");
  }

  /** Copies between two layouts of the same values. */
  Operation reorder(memory from, memory to) {
    return reorder(from, to, false);
  }

  /**
   * Copies between two layouts of the same values.
   *
   * @param add whether to what is there
   */
  Operation reorder(memory from, memory to, boolean add) {
    primitive_attr attributes = attributes();
    if (add) {
      post_ops sum = hold(new post_ops());
      sum.append_sum();
      attributes.set_post_ops(sum);
    }
    reorder.primitive_desc description =
        new reorder.primitive_desc(
            ENGINE, from.get_desc(), ENGINE, to.get_desc(), attributes, false);
    return operation(
        new reorder(description),
        description,
        Map.of(dnnl.DNNL_ARG_FROM, from, dnnl.DNNL_ARG_TO, to));
  }

  /** The same values in this layout, by a reorder if it is another. */
  memory inLayout(memory values, memory.desc layout, List<Operation> operations) {
    if (values.get_desc().equals(layout)) {
      return values;
    }
    memory converted = allocate(layout);
    operations.add(reorder(values, converted));
    return converted;
  }

  /** To be called once, when all operations have been made. */
  void finish() {
    scratch = hold(new FloatPointer(scratchBytes / Float.BYTES + 32));
    Pointer start = hold(aligned(scratch));
    scratchpads.forEach(pad -> pad.set_data_handle(start, stream));
  }

  @Override
  public void close() {
    for (int i = held.size() - 1; i >= 0; i--) {
      held.get(i).close();
    }
    stream.close();
  }
}
