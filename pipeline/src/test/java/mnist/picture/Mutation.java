package mnist.picture;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Damage to a file, by chance or by intent. */
final class Mutation {
  /** What lengths, counts and sizes are set to: bounds of types and of loops. */
  private static final int[] NUMBERS = {
    0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, -1
  };

  private Mutation() {}

  /** One or two changes of the file. */
  static byte[] of(byte[] sample, byte[] other, SplittableRandom random) {
    byte[] file = sample;
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      file = changed(file, other, random);
    }
    // Without right checksums, nothing behind them would be reached.
    return PictureFormat.of(file).equals(Optional.of(PictureFormat.PNG)) && random.nextInt(4) > 0
        ? withPngChecksums(file)
        : file;
  }

  private static byte[] changed(byte[] from, byte[] other, SplittableRandom random) {
    if (from.length == 0) {
      return from;
    }
    byte[] file = from.clone();
    // Headers are where most can go wrong.
    int at = random.nextInt(random.nextBoolean() ? file.length : Math.min(file.length, 128));
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 3, 4, 5 -> file[at] = (byte) random.nextInt(256);
      case 6 -> {
        return Arrays.copyOf(file, at);
      }
      case 7 -> {
        byte[] inserted = new byte[1 + random.nextInt(16)];
        random.nextBytes(inserted);
        return joined(file, at, inserted, 0, inserted.length, at);
      }
      case 8, 9, 10 -> number(file, at, random);
      default -> {
        int cut = random.nextInt(other.length);
        int length = random.nextInt(other.length - cut);
        return joined(file, at, other, cut, length, Math.min(file.length, at + length));
      }
    }
    return file;
  }

  private static void number(byte[] file, int at, SplittableRandom random) {
    int number = NUMBERS[random.nextInt(NUMBERS.length)];
    int size = 1 << random.nextInt(3);
    boolean little = random.nextBoolean();
    for (int i = 0; i < size && at + i < file.length; i++) {
      file[at + i] = (byte) (number >> 8 * (little ? i : size - 1 - i));
    }
  }

  private static byte[] joined(
      byte[] file, int before, byte[] middle, int from, int length, int behind) {
    return ByteBuffer.allocate(before + length + file.length - behind)
        .put(file, 0, before)
        .put(middle, from, length)
        .put(file, behind, file.length - behind)
        .array();
  }

  private static byte[] withPngChecksums(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int at = 8;
    while (at + 12 <= file.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        break;
      }
      CRC32 checksum = new CRC32();
      checksum.update(file, at + 4, length + 4);
      bytes.putInt(at + 8 + length, (int) checksum.getValue());
      at += 12 + length;
    }
    return file;
  }
}
