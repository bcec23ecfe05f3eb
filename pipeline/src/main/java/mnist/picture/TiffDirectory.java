package mnist.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of tags and values, which TIFF has for each page, and EXIF, which is TIFF without pixels,
 * for its picture (TIFF 6.0, section 2).
 *
 * <p>Libraries read every value of every directory into memory. A hostile file has thousands of
 * directories and values over the same bytes, and so is counted here first, where only places are
 * read.
 */
final class TiffDirectory {
  static final int IMAGE_WIDTH = 256;
  static final int IMAGE_LENGTH = 257;
  static final int BITS_PER_SAMPLE = 258;
  static final int COMPRESSION = 259;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES_PER_PIXEL = 277;
  static final int STRIP_BYTE_COUNTS = 279;
  static final int TILE_WIDTH = 322;
  static final int TILE_LENGTH = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTE_COUNTS = 325;

  /** Each is read anew, and holds all of the file until it is. */
  private static final int MOST_PAGES = 1000;

  private static final int MOST_POINTERS = 64;

  /** Tags whose values are places of further directories: SubIFDs, EXIF, GPS, interoperability. */
  private static final Set<Integer> POINTERS = Set.of(330, 34665, 34853, 40965);

  /** Bytes of a value, by its type; 0 for no type. */
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  /**
   * Pages may share values, such as a colour profile, and tiles what is in them, so that some bytes
   * count more than once.
   */
  static final int SHARED = 16;

  private final Bytes tiff;
  private final Map<Integer, Entry> entries;
  private final long next;

  private record Entry(int type, long count, int at) {}

  private TiffDirectory(Bytes tiff, Map<Integer, Entry> entries, long next) {
    this.tiff = tiff;
    this.entries = entries;
    this.next = next;
  }

  /** How the picture lies whose EXIF this is; as it is stored, if that can't be read. */
  static Orientation exifOrientation(Bytes exif) {
    try {
      return all(exif).get(0).orientation();
    } catch (PictureException | IndexOutOfBoundsException unreadable) {
      return Orientation.NONE;
    }
  }

  /**
   * The directories of the pages, in their order.
   *
   * @return one or more
   * @throws PictureException if there are none, or if they overlap
   */
  static List<TiffDirectory> all(Bytes tiff) throws PictureException {
    tiff.littleEndian(tiff.has(0, "II"));
    List<TiffDirectory> pages = new ArrayList<>();
    Walk walk = new Walk(tiff);
    for (long at = tiff.u32(4); at != 0 && walk.isNew(at); at = pages.get(pages.size() - 1).next) {
      if (pages.size() == MOST_PAGES) {
        throw new PictureException(
            "TIFF of more than %d pages isn't supported: divide it".formatted(MOST_PAGES));
      }
      pages.add(walk.read(at));
    }
    if (pages.isEmpty()) {
      throw new PictureException("TIFF is cut short: its directory is missing");
    }
    walk.readPointedAt();
    return pages;
  }

  Orientation orientation() {
    return Orientation.ofTag((int) number(ORIENTATION, 1));
  }

  /** A tag's first value, a whole number; {@code absent} if there is none. */
  long number(int tag, long absent) {
    return entries.containsKey(tag) && count(tag) > 0 ? number(tag, 0, absent) : absent;
  }

  /** How many values a tag has. */
  int count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : (int) entry.count();
  }

  /** One of a tag's values, a whole number; {@code otherwise} if it is of another type. */
  long number(int tag, int index, long otherwise) {
    Entry entry = entries.get(tag);
    int at = entry.at() + index * SIZES[entry.type()];
    return switch (entry.type()) {
      case 1 -> tiff.u8(at);
      case 3 -> tiff.u16(at);
      case 4, 13 -> tiff.u32(at);
      default -> otherwise;
    };
  }

  /** What was read of a file so far, and how much of it. */
  private static final class Walk {
    private final Bytes tiff;
    private final Set<Long> places = new HashSet<>();
    private final List<Long> pointers = new ArrayList<>();
    private long counted;

    Walk(Bytes tiff) {
      this.tiff = tiff;
    }

    /** Whether a directory can stand there, and none was read there. */
    boolean isNew(long at) {
      return tiff.holds(at, 2) && places.add(at);
    }

    TiffDirectory read(long place) throws PictureException {
      int at = (int) place;
      int count = tiff.u16(at);
      Map<Integer, Entry> entries = new HashMap<>();
      count(2 + 12L * count);
      for (int i = 0; i < count && tiff.holds(at + 2 + 12L * i, 12); i++) {
        entry(at + 2 + 12 * i, entries);
      }
      long end = place + 2 + 12L * count;
      return new TiffDirectory(tiff, entries, tiff.holds(end, 4) ? tiff.u32((int) end) : 0);
    }

    private void entry(int at, Map<Integer, Entry> entries) throws PictureException {
      int tag = tiff.u16(at);
      int type = tiff.u16(at + 2);
      long count = tiff.u32(at + 4);
      if (type >= SIZES.length || SIZES[type] == 0) {
        return;
      }
      long size = count * SIZES[type];
      long value = size <= 4 ? at + 8 : tiff.u32(at + 8);
      if (!tiff.holds(value, size)) {
        return;
      }
      count(size);
      Entry entry = new Entry(type, count, (int) value);
      entries.putIfAbsent(tag, entry);
      if (POINTERS.contains(tag)) {
        if (count > MOST_POINTERS) {
          throw new PictureException("TIFF is damaged: it points to too many directories");
        }
        TiffDirectory directory = new TiffDirectory(tiff, Map.of(tag, entry), 0);
        for (int i = 0; i < count; i++) {
          pointers.add(directory.number(tag, i, 0));
        }
      }
    }

    void readPointedAt() throws PictureException {
      for (int i = 0; i < pointers.size(); i++) {
        if (isNew(pointers.get(i))) {
          read(pointers.get(i));
        }
      }
    }

    private void count(long bytes) throws PictureException {
      counted += bytes;
      if (counted > (long) SHARED * tiff.length()) {
        throw new PictureException("TIFF is damaged: its directories overlap");
      }
    }
  }
}
