package mnist.idx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class IdxRoundTripPropertyTest {

  @Property(tries = 300)
  void whatIsWrittenIsRead(
      @ForAll IdxType type,
      @ForAll @Size(min = 1, max = 5) List<@LongRange(min = 0, max = 6) Long> shape,
      @ForAll boolean packed,
      @ForAll long seed)
      throws IOException {
    IdxHeader header = new IdxHeader(type, shape);
    List<byte[]> items = items(header, seed);

    byte[] file = write(header, items, packed);

    try (IdxReader reader =
        IdxReader.open(new ByteArrayInputStream(file), packed ? "a.idx.gz" : "a.idx")) {
      assertThat(reader.header()).isEqualTo(header);
      assertThat(rest(reader)).usingElementComparator(Arrays::compare).isEqualTo(items);
    }
    if (!packed) {
      assertThat(file).hasSize((int) header.fileBytes());
    }
  }

  @Property(tries = 100)
  void rangesReadTheSameItemsAsTheWhole(
      @ForAll @IntRange(min = 0, max = 20) int count,
      @ForAll @IntRange(min = 0, max = 20) int first,
      @ForAll @IntRange(min = 0, max = 20) int end)
      throws IOException {
    int from = Math.min(count, Math.min(first, end));
    int to = Math.min(count, Math.max(first, end));
    IdxHeader header = IdxHeader.ofBytes(count, 3);
    List<byte[]> items = items(header, count);
    byte[] file = write(header, items, false);
    int offset = header.headerBytes() + from * 3;

    try (IdxReader reader =
        IdxReader.ofRange(
            new ByteArrayInputStream(file, offset, file.length - offset), "a", header, from, to)) {
      assertThat(rest(reader))
          .usingElementComparator(Arrays::compare)
          .isEqualTo(items.subList(from, to));
    }
  }

  private static List<byte[]> items(IdxHeader header, long seed) {
    Random random = new Random(seed);
    List<byte[]> items = new ArrayList<>();
    for (long i = 0; i < header.items(); i++) {
      byte[] item = new byte[header.itemBytes()];
      random.nextBytes(item);
      items.add(item);
    }
    return items;
  }

  private static byte[] write(IdxHeader header, List<byte[]> items, boolean packed)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (IdxWriter writer = new IdxWriter(out, header, packed)) {
      for (byte[] item : items) {
        writer.write(item);
      }
    }
    return out.toByteArray();
  }

  private static List<byte[]> rest(IdxReader reader) throws IOException {
    List<byte[]> items = new ArrayList<>();
    while (reader.hasNext()) {
      items.add(reader.next());
    }
    return items;
  }
}
