package mnist.picture;

import com.twelvemonkeys.imageio.color.YCbCrConverter;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a JPEG (ITU-T T.81, annex B).
 *
 * @param components of a pixel: 1 grey, 3 colours, 4 inks
 * @param adobe whether Adobe's segment is there, with which inks are stored inverted
 * @param ycck whether the first three of four components are to be converted as YCbCr is
 */
record JpegFile(Outline outline, int components, boolean adobe, boolean ycck) {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;

  /** Writers make about ten; each costs as much as all pixels, be it only a few bytes long. */
  private static final int MOST_SCANS = 100;

  /** Checks that all is there, up to the end of image. */
  static JpegFile of(Bytes bytes) throws PictureException {
    Walk walk = new Walk(bytes);
    walk.toEnd();
    if (walk.components == 0) {
      throw new PictureException("JPEG is damaged: its frame header is missing");
    }
    return new JpegFile(
        new Outline(walk.height, walk.width, walk.orientation),
        walk.components,
        walk.adobe,
        walk.transform == 2);
  }

  /**
   * The grey of four components as they are stored.
   *
   * @param stored height x width x 4, converted in place to inks
   */
  GrayPicture ofInks(Raster stored) {
    byte[] data = ((DataBufferByte) stored.getDataBuffer()).getData();
    for (int i = 0; i + 3 < data.length; i += 4) {
      if (ycck) {
        // JFIF's YCbCr; it gives the colours' inks as they are, and only black is inverted.
        YCbCrConverter.convertJPEGYCbCr2RGB(data, data, i);
        data[i + 3] = (byte) ~data[i + 3];
      } else if (adobe) {
        for (int ink = 0; ink < 4; ink++) {
          data[i + ink] = (byte) ~data[i + ink];
        }
      }
    }
    return Shades.ofInks(stored);
  }

  private static final class Walk {
    private final Bytes bytes;
    private int height;
    private int width;
    private int components;
    private boolean adobe;
    private int transform;
    private int scans;
    private Orientation orientation = Orientation.NONE;
    private final List<Bytes> profileHeads = new ArrayList<>();
    private long profileLength;

    Walk(Bytes bytes) {
      this.bytes = bytes;
    }

    void toEnd() throws PictureException {
      int at = 2;
      while (true) {
        at = marker(at);
        int marker = bytes.u8(at - 1);
        if (marker == EOI) {
          for (Bytes head : profileHeads) {
            ColourProfile.check("JPEG", head, profileLength);
          }
          return;
        }
        // Without length: restart markers, start of image, and one that arithmetic coding has.
        if (marker >= 0xd0 && marker <= SOI || marker == 0x01) {
          continue;
        }
        if (!bytes.holds(at, 2) || !bytes.holds(at, bytes.u16(at))) {
          throw cutShort();
        }
        int length = bytes.u16(at);
        segment(marker, at + 2, length - 2);
        at += length;
      }
    }

    /**
     * The place behind the next marker. Within compressed data, 0xff with 0 behind it is no marker.
     */
    private int marker(int from) throws PictureException {
      for (int at = from; bytes.holds(at, 2); at++) {
        if (bytes.u8(at) == 0xff && bytes.u8(at + 1) != 0 && bytes.u8(at + 1) != 0xff) {
          return at + 2;
        }
      }
      throw cutShort();
    }

    private void segment(int marker, int at, int length) throws PictureException {
      boolean isFrame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (isFrame && components == 0) {
        height = bytes.u16(at + 1);
        width = bytes.u16(at + 3);
        components = bytes.u8(at + 5);
      } else if (marker == APP1 && bytes.has(at, "Exif\0\0") && length > 6) {
        orientation = TiffDirectory.exifOrientation(bytes.part(at + 6, length - 6));
      } else if (marker == APP14 && bytes.has(at, "Adobe") && length >= 12) {
        adobe = true;
        transform = bytes.u8(at + 11);
      } else if (marker == APP2 && bytes.has(at, "ICC_PROFILE\0") && length >= 14) {
        profile(at + 12, length - 12);
      } else if (marker == SOS) {
        scan();
      }
    }

    /** Split over segments, each with its number, from 1, and how many there are. */
    private void profile(int at, int length) {
      profileLength += length - 2;
      if (bytes.u8(at) == 1 || bytes.u8(at + 1) == 1) {
        profileHeads.add(bytes.part(at + 2, length - 2));
      }
    }

    private void scan() throws PictureException {
      if (components == 0) {
        throw new PictureException("JPEG is damaged: its frame header is missing");
      }
      if (++scans > MOST_SCANS) {
        throw new PictureException("JPEG of more than " + MOST_SCANS + " scans isn't supported");
      }
    }

    private static PictureException cutShort() {
      return new PictureException("JPEG is cut short: its end is missing");
    }
  }
}
