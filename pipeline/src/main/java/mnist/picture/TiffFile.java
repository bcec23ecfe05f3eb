package mnist.picture;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The pages of a TIFF.
 *
 * @param directories of the file, in their order
 * @param pages the directories that are pages, by their position
 */
record TiffFile(Bytes bytes, List<TiffDirectory> directories, List<Integer> pages) {
  private static final int NEW_SUBFILE_TYPE = 254;

  /** A smaller copy of another page, or a mask for one. */
  private static final int NO_PAGE = 1 | 4;

  private static final int OLD_JPEG = 6;
  private static final int JPEG = 7;
  private static final int MOST_BITS_OF_A_SAMPLE = 16;
  private static final int MOST_SAMPLES = 8;
  private static final int SAMPLE_FORMAT = 339;
  private static final int UNSIGNED = 1;
  private static final int ROWS_PER_STRIP = 278;
  private static final int PLANAR_CONFIGURATION = 284;
  private static final int A_PLANE_FOR_EACH_SAMPLE = 2;

  static TiffFile of(Bytes bytes) throws PictureException {
    List<TiffDirectory> directories = TiffDirectory.all(bytes);
    List<Integer> pages =
        IntStream.range(0, directories.size())
            .filter(i -> (directories.get(i).number(NEW_SUBFILE_TYPE, 0) & NO_PAGE) == 0)
            .boxed()
            .toList();
    // Who writes nothing but a copy means it.
    return new TiffFile(bytes, directories, pages.isEmpty() ? List.of(0) : pages);
  }

  /**
   * Checks that the page is all there, and that decoding it takes no more pixels than are read:
   * what tiles have beyond the page is decoded, too, and so are JPEGs within strips.
   */
  Outline outline(int page, long mostPixels) throws PictureException {
    TiffDirectory directory = directories.get(pages.get(page));
    long height = directory.number(TiffDirectory.IMAGE_LENGTH, 0);
    long width = directory.number(TiffDirectory.IMAGE_WIDTH, 0);
    Outline outline = new Outline(height, width, directory.orientation());
    outline.check(mostPixels);
    long tileHeight = directory.number(TiffDirectory.TILE_LENGTH, height);
    long tileWidth = directory.number(TiffDirectory.TILE_WIDTH, width);
    tiles(height, width, tileHeight, tileWidth).check(2 * mostPixels);

    checkSamples(directory);
    strips(directory, needed(directory, height, width), mostPixels);
    return outline;
  }

  /** How many strips or tiles the page is made of; the file may list more. */
  private static long needed(TiffDirectory directory, long height, long width)
      throws PictureException {
    long rows = Math.min(height, directory.number(ROWS_PER_STRIP, height));
    long tileHeight = directory.number(TiffDirectory.TILE_LENGTH, rows);
    long tileWidth = directory.number(TiffDirectory.TILE_WIDTH, width);
    if (tileHeight < 1 || tileWidth < 1) {
      throw new PictureException("TIFF is damaged: its strips have no rows");
    }
    long planes =
        directory.number(PLANAR_CONFIGURATION, 1) == A_PLANE_FOR_EACH_SAMPLE
            ? Math.max(1, directory.number(TiffDirectory.SAMPLES_PER_PIXEL, 1))
            : 1;
    return planes
        * ((height + tileHeight - 1) / tileHeight)
        * ((width + tileWidth - 1) / tileWidth);
  }

  /** What more there is, such as elevations and hyperspectral images, is no picture to look at. */
  private static void checkSamples(TiffDirectory directory) throws PictureException {
    long bits = 1;
    for (int i = 0; i < directory.count(TiffDirectory.BITS_PER_SAMPLE); i++) {
      bits = Math.max(bits, directory.number(TiffDirectory.BITS_PER_SAMPLE, i, 1));
    }
    long samples = directory.number(TiffDirectory.SAMPLES_PER_PIXEL, 1);
    if (bits > MOST_BITS_OF_A_SAMPLE
        || samples > MOST_SAMPLES
        || directory.number(SAMPLE_FORMAT, UNSIGNED) != UNSIGNED) {
      throw new PictureException(
          "TIFF with other than unsigned samples of 1 to 16 bits isn't supported: convert to PNG");
    }
  }

  private static Outline tiles(long height, long width, long tileHeight, long tileWidth)
      throws PictureException {
    if (tileHeight < 1 || tileWidth < 1) {
      throw new PictureException("TIFF is damaged: its tiles have no pixels");
    }
    return new Outline(
        (height + tileHeight - 1) / tileHeight * tileHeight,
        (width + tileWidth - 1) / tileWidth * tileWidth,
        Orientation.NONE);
  }

  /** Tiles are strips by other tags. */
  private void strips(TiffDirectory directory, long needed, long mostPixels)
      throws PictureException {
    boolean tiled = directory.count(TiffDirectory.TILE_OFFSETS) > 0;
    int offsets = tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS;
    int lengths = tiled ? TiffDirectory.TILE_BYTE_COUNTS : TiffDirectory.STRIP_BYTE_COUNTS;
    long compression = directory.number(TiffDirectory.COMPRESSION, 1);
    if (compression == OLD_JPEG) {
      // Its reader would write to the disk.
      throw new PictureException(
          "TIFF with JPEG of before 1995 isn't supported: convert to PNG or JPEG");
    }
    long count = Math.min(needed, directory.count(offsets));
    if (compression == JPEG
        && (directory.count(offsets) > needed || directory.count(lengths) < count)) {
      // A reader might decode what nobody has looked at here.
      throw new PictureException("TIFF is damaged: its strips don't fit its page");
    }
    if (directory.count(lengths) < count) {
      return;
    }
    long counted = 0;
    long decoded = 0;
    for (int i = 0; i < count; i++) {
      long offset = directory.number(offsets, i, 0);
      long length = directory.number(lengths, i, 0);
      if (!bytes.holds(offset, length)) {
        throw new PictureException("TIFF is cut short");
      }
      counted += length;
      if (counted > (long) TiffDirectory.SHARED * bytes.length()) {
        throw new PictureException("TIFF is damaged: its strips overlap");
      }
      if (compression == JPEG) {
        Outline strip = JpegFile.of(bytes.part((int) offset, (int) length)).outline();
        decoded += strip.height() * strip.width();
        new Outline(decoded, 1, Orientation.NONE).check(2 * mostPixels);
      }
    }
  }
}
