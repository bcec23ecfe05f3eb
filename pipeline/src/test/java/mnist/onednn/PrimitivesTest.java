package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mnist.model.NativeRuntime;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.junit.jupiter.api.Test;

class PrimitivesTest {

  /** As of a minibatch's last images, whose kernel may be another. */
  @Test
  void oneLayoutIsNeverReadAsAnother() {
    NativeRuntime.oneThreadPerTask();
    memory.desc five = Primitives.plain(new long[] {5, 8, 3, 3}, format_tag.nchw);
    memory.desc two = Primitives.plain(new long[] {2, 8, 3, 3}, format_tag.nchw);
    memory.desc byPixels = Primitives.plain(new long[] {2, 8, 3, 3}, format_tag.nhwc);

    Primitives.requireLayout(Primitives.images(five, 2), two);
    assertThatThrownBy(() -> Primitives.requireLayout(Primitives.images(five, 2), byPixels))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "oneDNN chose another layout for some of the images of a minibatch than for others; set"
                + " runtime.layers = dl4j");
  }
}
