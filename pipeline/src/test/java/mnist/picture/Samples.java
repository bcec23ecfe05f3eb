package mnist.picture;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small valid files of every format, each of another kind. */
final class Samples {

  private Samples() {}

  static Map<String, byte[]> of(PictureFormat format) throws IOException {
    Map<String, byte[]> samples = new LinkedHashMap<>();
    switch (format) {
      case PNG -> png(samples);
      case JPEG -> jpeg(samples);
      case GIF -> gif(samples);
      case BMP -> bmp(samples);
      case TIFF -> tiff(samples);
      case WEBP -> webp(samples);
    }
    return samples;
  }

  private static void png(Map<String, byte[]> samples) throws IOException {
    samples.put("grey", Written.by("png", image(BufferedImage.TYPE_BYTE_GRAY)));
    samples.put("16 bits", Written.by("png", image(BufferedImage.TYPE_USHORT_GRAY)));
    samples.put("colours", Written.by("png", image(BufferedImage.TYPE_INT_RGB)));
    samples.put("transparency", Written.by("png", image(BufferedImage.TYPE_INT_ARGB)));
    samples.put("palette", Written.by("png", image(BufferedImage.TYPE_BYTE_INDEXED)));
    samples.put("bits", Written.by("png", image(BufferedImage.TYPE_BYTE_BINARY)));
    samples.put(
        "chunks",
        new PngBytes(2, 2, 8, PngBytes.PALETTE)
            .chunk("PLTE", 0, 0, 0, 255, 255, 255)
            .chunk("tRNS", 255, 7)
            .chunk("eXIf", TiffBytes.exif(ByteOrder.BIG_ENDIAN, 6))
            .chunk("zTXt", PngBytes.compressedText("Comment\0\0", new byte[100]))
            .chunk("iTXt", PngBytes.compressedText("Comment\0\1\0\0\0", new byte[100]))
            .chunk("iCCP", PngBytes.compressedText("profile\0\0", new byte[100]))
            .rows(0, 0, 1, 0, 1, 0));
    samples.put(
        "interlaced",
        new PngBytes(2, 2, 8, PngBytes.GRAY_ALPHA, true).rows(0, 1, 2, 0, 3, 4, 0, 5, 6, 7, 8));
  }

  private static void jpeg(Map<String, byte[]> samples) throws IOException {
    byte[] grey = Written.by("jpeg", image(BufferedImage.TYPE_BYTE_GRAY));
    byte[] colours = Written.by("jpeg", image(BufferedImage.TYPE_INT_RGB));
    samples.put("grey", grey);
    samples.put("colours", colours);
    samples.put("progressive", Written.progressiveJpeg(image(BufferedImage.TYPE_INT_RGB)));
    samples.put(
        "exif",
        Written.withSegment(grey, 0xe1, "Exif\0\0", TiffBytes.exif(ByteOrder.LITTLE_ENDIAN, 6)));
    samples.put("profile", Written.withProfile(grey));
    samples.put("cmyk", Written.resource("cmyk.jpg"));
    samples.put("ycck", Written.resource("ycck.jpg"));
  }

  private static void gif(Map<String, byte[]> samples) throws IOException {
    samples.put("palette", Written.by("gif", image(BufferedImage.TYPE_BYTE_INDEXED)));
    samples.put("transparency", Written.by("gif", image(BufferedImage.TYPE_INT_ARGB)));
    samples.put(
        "animation",
        Written.by(
            "gif", image(BufferedImage.TYPE_BYTE_INDEXED), image(BufferedImage.TYPE_BYTE_INDEXED)));
  }

  private static void bmp(Map<String, byte[]> samples) throws IOException {
    samples.put("colours", Written.by("bmp", image(BufferedImage.TYPE_INT_RGB)));
    samples.put("palette", Written.by("bmp", image(BufferedImage.TYPE_BYTE_INDEXED)));
    samples.put("bits", Written.by("bmp", image(BufferedImage.TYPE_BYTE_BINARY)));
    samples.put(
        "16 bits", Written.by("bmp", "BI_BITFIELDS", image(BufferedImage.TYPE_USHORT_565_RGB)));
    samples.put(
        "run lengths", Written.by("bmp", "BI_RLE8", image(BufferedImage.TYPE_BYTE_INDEXED)));
  }

  private static void tiff(Map<String, byte[]> samples) throws IOException {
    BufferedImage grey = image(BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage colours = image(BufferedImage.TYPE_INT_RGB);
    samples.put("grey", Written.by("tiff", grey));
    samples.put("pages", Written.by("tiff", grey, colours));
    samples.put("LZW", Written.by("tiff", "LZW", colours));
    samples.put("deflate", Written.by("tiff", "ZLib", grey));
    samples.put("PackBits", Written.by("tiff", "PackBits", image(BufferedImage.TYPE_INT_ARGB)));
    samples.put("JPEG", Written.by("tiff", "JPEG", colours));
    samples.put("fax", Written.by("tiff", "CCITT T.6", image(BufferedImage.TYPE_BYTE_BINARY)));
    samples.put(
        "by hand",
        new TiffBytes(ByteOrder.BIG_ENDIAN)
            .page(1, 2, 5, 4, 0, 1, 2, 3, 4, 5, 6, 7)
            .page(2, 1, 0, 1, 9, 8)
            .tag(274, 6)
            .bytes());
  }

  private static void webp(Map<String, byte[]> samples) throws IOException {
    for (String name :
        new String[] {
          "lossless", "lossy", "lossless-alpha", "lossy-alpha", "orientation-6", "animation"
        }) {
      samples.put(name, Written.resource(name + ".webp"));
    }
  }

  /** 24 x 16 pixels: a gradient and a few edges. */
  private static BufferedImage image(int type) {
    BufferedImage image = new BufferedImage(24, 16, type);
    Graphics2D graphics = image.createGraphics();
    for (int x = 0; x < 24; x++) {
      graphics.setColor(new java.awt.Color(x * 10, 255 - x * 10, 128));
      graphics.fillRect(x, 2, 1, 10);
    }
    graphics.dispose();
    return image;
  }
}
