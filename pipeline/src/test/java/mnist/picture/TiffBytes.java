package mnist.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A TIFF of uncompressed strips, or EXIF, tag by tag as TIFF 6.0 has it. */
final class TiffBytes {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;

  /** Strips' and tiles' places; they count from the page's first strip here. */
  private static final Set<Integer> PLACES = Set.of(273, 324);

  private final ByteOrder order;
  private final List<Map<Integer, Value>> pages = new ArrayList<>();
  private final List<byte[]> strips = new ArrayList<>();

  private record Value(int type, long[] numbers) {
    int size() {
      return numbers.length * (type == SHORT ? 2 : type == LONG ? 4 : 1);
    }
  }

  TiffBytes(ByteOrder order) {
    this.order = order;
  }

  /** EXIF with an orientation and nothing else. */
  static byte[] exif(ByteOrder order, int orientation) {
    TiffBytes exif = new TiffBytes(order);
    exif.add(new byte[0]);
    return exif.tag(274, orientation).bytes();
  }

  private void add(byte[] strip) {
    pages.add(new TreeMap<>());
    strips.add(strip);
  }

  /** A page of so many samples of 8 bits for each pixel. */
  TiffBytes page(int height, int width, int photometric, int samples, int... pixels) {
    add(PngBytes.bytes(pixels));
    long[] bits = new long[samples];
    Arrays.fill(bits, 8);
    return tag(256, width)
        .tag(257, height)
        .tag(258, bits)
        .tag(259, 1)
        .tag(262, photometric)
        .tag(273, 0)
        .tag(277, samples)
        .tag(278, height)
        .tag(279, pixels.length);
  }

  /** Of the last page. */
  TiffBytes tag(int tag, long... numbers) {
    boolean isShort =
        !PLACES.contains(tag) && Arrays.stream(numbers).allMatch(number -> number < 65536);
    last().put(tag, new Value(isShort ? SHORT : LONG, numbers));
    return this;
  }

  /** Of the last page, bytes of no type. */
  TiffBytes tag(int tag, byte[] bytes) {
    long[] numbers = new long[bytes.length];
    Arrays.setAll(numbers, i -> bytes[i]);
    last().put(tag, new Value(UNDEFINED, numbers));
    return this;
  }

  private Map<Integer, Value> last() {
    return pages.get(pages.size() - 1);
  }

  byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes());
    number(file, SHORT, 42);
    number(file, LONG, 8);
    for (int page = 0; page < pages.size(); page++) {
      write(file, pages.get(page), strips.get(page), page == pages.size() - 1);
    }
    return file.toByteArray();
  }

  /** Directory, the values that don't fit into it, strip. */
  private void write(
      ByteArrayOutputStream file, Map<Integer, Value> tags, byte[] strip, boolean last) {
    int outside = file.size() + 2 + 12 * tags.size() + 4;
    int stripAt =
        outside + tags.values().stream().mapToInt(Value::size).filter(size -> size > 4).sum();
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    number(file, SHORT, tags.size());
    tags.forEach(
        (tag, value) -> {
          number(file, SHORT, tag);
          number(file, SHORT, value.type());
          number(file, LONG, value.numbers().length);
          boolean fits = value.size() <= 4;
          if (!fits) {
            number(file, LONG, outside + values.size());
          }
          for (long number : value.numbers()) {
            number(
                fits ? file : values,
                value.type(),
                PLACES.contains(tag) ? stripAt + number : number);
          }
          file.writeBytes(new byte[Math.max(0, 4 - value.size())]);
        });
    number(file, LONG, last ? 0 : stripAt + strip.length);
    file.writeBytes(values.toByteArray());
    file.writeBytes(strip);
  }

  private void number(ByteArrayOutputStream file, int type, long value) {
    ByteBuffer buffer = ByteBuffer.allocate(4).order(order);
    switch (type) {
      case SHORT -> file.write(buffer.putShort((short) value).array(), 0, 2);
      case LONG -> file.write(buffer.putInt((int) value).array(), 0, 4);
      default -> file.write((int) value);
    }
  }
}
