package mnist.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;

/** One byte wrong each, or a few too many or too few. */
class IdxReaderTest {

  /** Three items of two by five random bytes: gzip can't make them smaller. */
  private static final byte[] SOUND = sound();

  @Test
  void magicOtherThanZeroIsNamed() {
    byte[] file = SOUND.clone();
    file[1] = 1;

    assertFails(file, "a.idx")
        .hasMessage(
            "Cannot read IDX file a.idx: expected the magic number 00 00 <type> <rank> at byte 0,"
                + " but found 00 01 08 03; it isn't an IDX file");
  }

  @Test
  void contentAndNotTheNameTellsWhetherAFileIsPacked() throws IOException {
    try (IdxReader plain = IdxReader.open(new ByteArrayInputStream(SOUND), "a.gz");
        IdxReader packed = IdxReader.open(new ByteArrayInputStream(pack(SOUND)), "a.idx")) {
      assertThat(plain.isPacked()).isFalse();
      assertThat(packed.isPacked()).isTrue();
      assertThat(packed.next()).isEqualTo(plain.next());
    }
  }

  @Test
  void packedFileOfSeveralMembersIsReadWhole() throws IOException {
    byte[] members = concatenate(pack(Arrays.copyOf(SOUND, 20)), pack(tail(SOUND, 20)));
    // A remote stream may have nothing at hand when it is asked.
    InputStream hesitant =
        new FilterInputStream(new ByteArrayInputStream(members)) {
          @Override
          public int available() {
            return 0;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 5));
          }
        };

    try (IdxReader reader = IdxReader.open(hesitant, "a.gz")) {
      assertThat(concatenate(reader.next(), reader.next(), reader.next()))
          .isEqualTo(tail(SOUND, 16));
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void whatIsPassedOverIsCheckedToo() throws IOException {
    byte[] file = new byte[16 + 30_000 * 10];
    new Random(2).nextBytes(file);
    System.arraycopy(IdxHeader.ofBytes(30_000, 2, 5).toBytes(), 0, file, 0, 16);

    for (byte[] stored : new byte[][] {file, pack(file)}) {
      try (IdxReader reader = IdxReader.open(new ByteArrayInputStream(stored), "a.idx")) {
        assertThat(reader.next()).isEqualTo(Arrays.copyOfRange(file, 16, 26));
        reader.skip(0);
        reader.skip(20_000);
        assertThat(reader.next()).isEqualTo(Arrays.copyOfRange(file, 200_026, 200_036));
      }
    }
    byte[] cut = Arrays.copyOf(file, 250_000);
    try (IdxReader reader = IdxReader.open(new ByteArrayInputStream(cut), "a.idx")) {
      assertThatThrownBy(() -> reader.skip(30_000)).hasMessageContaining("ends after 249984");
    }
    byte[] more = Arrays.copyOf(file, file.length + 3);
    try (IdxReader reader = IdxReader.open(new ByteArrayInputStream(more), "a.idx")) {
      assertThatThrownBy(() -> reader.skip(30_000)).hasMessageContaining("3 more follow");
    }
  }

  @Test
  void bytesAfterTheGzipAreNamed() {
    assertFails(concatenate(pack(SOUND), new byte[] {1, 2, 3}), "a.gz")
        .hasMessage(
            "Cannot read IDX file a.gz: expected sound gzip, but it is corrupt near unpacked byte"
                + " 46 (bytes that aren't gzip follow its end); fetch it again");
    assertFails(concatenate(pack(SOUND), new byte[100]), "a.gz")
        .hasMessageContaining("bytes that aren't gzip follow its end");
  }

  /** It may answer later, unlike a file that is cut off. */
  @Test
  void storageThatBreaksOffIsNoFaultOfTheFile() {
    byte[] packed = pack(SOUND);

    assertBreaksOff(() -> IdxReader.open(breaking(packed, packed.length - 12), "a.gz"));
    for (int at : new int[] {0, 1, 3, 10, 16, 20, SOUND.length - 1, SOUND.length}) {
      assertBreaksOff(() -> IdxReader.open(breaking(SOUND, at), "a.idx"));
    }
    IdxHeader header = IdxHeader.ofBytes(3, 2, 5);
    byte[] items = tail(SOUND, header.headerBytes());
    assertBreaksOff(() -> IdxReader.ofRange(breaking(items, 15), "a.idx", header, 0, 2));
  }

  private static void assertBreaksOff(Callable<IdxReader> opening) {
    assertThatThrownBy(
            () -> {
              try (IdxReader reader = opening.call()) {
                while (reader.hasNext()) {
                  reader.next();
                }
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("the storage broke off: premature end of a response");
  }

  /** As HDFS and HTTP clients end a response that breaks off. */
  private static InputStream breaking(byte[] stored, int at) {
    return new FilterInputStream(new ByteArrayInputStream(stored, 0, at)) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0) {
          throw new EOFException("premature end of a response");
        }
        return count;
      }
    };
  }

  @Test
  void headersAreBelievedAsFarAsTheFileGoes() {
    IdxHeader header = IdxHeader.ofBytes(Integer.MAX_VALUE, 28, 28);

    assertThatThrownBy(() -> header.checkStoredBytes(34, true, "a.gz"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read IDX file a.gz: expected 1683627179248 data bytes for shape [2147483647,"
                + " 28, 28], but its 34 bytes of gzip can't hold as many; fetch it again");
    assertThatCode(() -> IdxHeader.ofBytes(60_000, 28, 28).checkStoredBytes(50_000, true, "a.gz"))
        .doesNotThrowAnyException();
  }

  /** An item of 2 GB that isn't there: room is made for what comes. */
  @Test
  void roomIsMadeForWhatIsRead() {
    byte[] file = Arrays.copyOf(IdxHeader.ofBytes(1, 1 << 15, (1 << 16) - 1).toBytes(), 1000);

    assertFails(file, "a.idx").hasMessageContaining("but the file ends after 984;");
  }

  @Test
  void unknownTypeIsNamed() {
    byte[] file = SOUND.clone();
    file[2] = 0x0A;

    assertFails(file, "a.idx")
        .hasMessage(
            "Cannot read IDX file a.idx: expected a type byte of 08, 09, 0b, 0c, 0d or 0e at byte"
                + " 2, but found 0a; it isn't an IDX file");
  }

  @Test
  void rankOfZeroIsNamed() {
    byte[] file = SOUND.clone();
    file[3] = 0;

    assertFails(file, "a.idx")
        .hasMessage(
            "Cannot read IDX file a.idx: expected a rank of 1 to 255 at byte 3, but found 0; it"
                + " isn't an IDX file");
  }

  @Test
  void emptyFilesAreNamed() {
    assertFails(new byte[0], "a.idx")
        .hasMessage(
            "Cannot read IDX file a.idx: expected an IDX header, but the file is empty; fetch it"
                + " again");
    assertFails(new byte[] {0x1F, (byte) 0x8B, 8}, "a.gz")
        .hasMessage(
            "Cannot read IDX file a.gz: expected a gzip header, but the file ends within it; fetch"
                + " it again");
    assertFails(pack(new byte[0]), "a.gz").hasMessageContaining("but the file is empty;");
  }

  @Test
  void headerThatIsCutOffIsNamed() {
    assertFails(Arrays.copyOf(SOUND, 13), "a.idx")
        .hasMessage(
            "Cannot read IDX file a.idx: expected 16 header bytes for rank 3, but the file ends"
                + " after 13; fetch it again");
    assertFails(Arrays.copyOf(SOUND, 3), "a.idx").hasMessageContaining("but found 00 00 08;");
    assertFails(Arrays.copyOf(pack(SOUND), 12), "a.gz")
        .hasMessage(
            "Cannot read IDX file a.gz: expected an IDX header, but the gzip file ends within it;"
                + " fetch it again");
  }

  @Test
  void sizesThatOverflowAreNamed() {
    byte[] hugeItem = HexFormat.of().parseHex("00000803" + "00000001" + "FFFFFFFF" + "00000002");
    byte[] hugeWhole =
        HexFormat.of().parseHex("00000E03" + "FFFFFFFF" + "00008000" + "00007FFF" + "00");
    byte[] wrapsToZero =
        HexFormat.of().parseHex("00000804" + "00000001" + "80000000" + "80000000" + "00000004");

    assertFails(hugeItem, "a.idx")
        .hasMessage(
            "Cannot read IDX file a.idx: the header's sizes must give items of at most 2147483647"
                + " bytes and fewer than 2^63 bytes in all, but were [1, 4294967295, 2] (from byte"
                + " 4); fetch it again");
    assertFails(hugeWhole, "a.idx").hasMessageContaining("[4294967295, 32768, 32767]");
    assertFails(wrapsToZero, "a.idx").hasMessageContaining("fewer than 2^63 bytes");
  }

  @Test
  void plainFileThatIsCutOffIsNamedWithItsNumbers() {
    assertFails(Arrays.copyOf(SOUND, SOUND.length - 3), "a.idx")
        .hasMessage(
            "Cannot read IDX file a.idx: expected 30 data bytes for shape [3, 2, 5], but the file"
                + " ends after 27; fetch it again");
  }

  @Test
  void packedFileThatIsCutOffIsNamedWithItsNumbers() {
    byte[] packed = pack(SOUND);

    assertFails(Arrays.copyOf(packed, packed.length - 12), "a.gz")
        .hasMessageMatching(
            "Cannot read IDX file a\\.gz: expected 30 data bytes for shape \\[3, 2, 5], but the"
                + " file ends after \\d+; fetch it again");
    assertFails(Arrays.copyOf(packed, packed.length - 1), "a.gz")
        .hasMessage(
            "Cannot read IDX file a.gz: expected a gzip checksum after 46 unpacked bytes, but the"
                + " file ends; fetch it again");
    assertFails(pack(Arrays.copyOf(SOUND, SOUND.length - 3)), "a.gz")
        .hasMessageContaining("but the file ends after 27;");
  }

  @Test
  void trailingBytesAreCounted() {
    byte[] longer = Arrays.copyOf(SOUND, SOUND.length + 2);

    assertFails(longer, "a.idx")
        .hasMessage(
            "Cannot read IDX file a.idx: expected 30 data bytes for shape [3, 2, 5], but 2 more"
                + " follow; fetch it again");
    assertFails(pack(longer), "a.gz").hasMessageContaining("but 2 more follow;");
    assertFails(Arrays.copyOf(SOUND, SOUND.length + (2 << 20)), "a.idx")
        .hasMessageContaining("but at least 1048576 more follow;");
  }

  @Test
  void trailingBytesOfAFileWithoutItemsAreCounted() {
    byte[] file = Arrays.copyOf(IdxHeader.ofBytes(0, 2).toBytes(), 14);

    assertFails(file, "a.idx")
        .hasMessageContaining("expected 0 data bytes for shape [0, 2], but 2 more follow");
  }

  @Test
  void corruptGzipIsNamed() {
    byte[] checksum = pack(SOUND);
    checksum[checksum.length - 6] ^= 1;
    byte[] stream = pack(SOUND);
    stream[10] = (byte) 0xFF;

    assertFails(checksum, "a.gz")
        .hasMessage(
            "Cannot read IDX file a.gz: expected sound gzip, but it is corrupt near unpacked byte"
                + " 46 (Corrupt GZIP trailer); fetch it again");
    assertFails(stream, "a.gz")
        .hasMessage(
            "Cannot read IDX file a.gz: expected sound gzip, but it is corrupt near unpacked byte 0"
                + " (invalid block type); fetch it again");
  }

  @Test
  void headerIsReadFromAFileThatIsCutOffAfterIt() throws IOException {
    try (IdxReader reader = IdxReader.open(new ByteArrayInputStream(SOUND, 0, 16), "a.idx")) {
      assertThat(reader.header()).isEqualTo(IdxHeader.ofBytes(3, 2, 5));
    }
  }

  @Test
  void readingPastTheEndIsABug() throws IOException {
    try (IdxReader reader = IdxReader.open(new ByteArrayInputStream(SOUND), "a.idx")) {
      while (reader.hasNext()) {
        reader.next();
      }
      assertThatThrownBy(reader::next)
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("no item 3 in a.idx");
    }
    assertThatThrownBy(() -> IdxReader.ofRange(null, "a", IdxHeader.ofBytes(3), 2, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("items must be a range within 0..3, but were 2..4");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      byte[] file, String path) {
    return assertThatThrownBy(
            () -> {
              try (IdxReader reader = IdxReader.open(new ByteArrayInputStream(file), path)) {
                while (reader.hasNext()) {
                  reader.next();
                }
              }
            })
        .isInstanceOf(InvalidInputException.class);
  }

  private static byte[] sound() {
    byte[] file = Arrays.copyOf(IdxHeader.ofBytes(3, 2, 5).toBytes(), 46);
    byte[] data = new byte[30];
    new Random(1).nextBytes(data);
    System.arraycopy(data, 0, file, 16, data.length);
    return file;
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] concatenate(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  private static byte[] pack(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }
}
