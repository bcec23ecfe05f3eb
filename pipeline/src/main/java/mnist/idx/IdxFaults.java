package mnist.idx;

import java.util.Locale;
import java.util.zip.ZipException;
import mnist.InvalidInputException;

/** The messages about files that aren't sound: where, what was expected, what was found. */
final class IdxFaults {

  private IdxFaults() {}

  static InvalidInputException cannotRead(String path, String what) {
    return cannotRead(path, what, null);
  }

  static InvalidInputException cannotRead(String path, String what, Throwable cause) {
    return new InvalidInputException("Cannot read IDX file " + path + ": " + what, cause);
  }

  static InvalidInputException endsEarly(String path, IdxHeader header, long dataBytes) {
    return cannotRead(
        path,
        String.format(
            Locale.ROOT,
            "expected %d data bytes for shape %s, but the file ends after %d; fetch it again",
            header.dataBytes(),
            header.shape(),
            dataBytes));
  }

  static InvalidInputException goesOn(String path, IdxHeader header, String extraBytes) {
    return cannotRead(
        path,
        String.format(
            Locale.ROOT,
            "expected %d data bytes for shape %s, but %s more follow; fetch it again",
            header.dataBytes(),
            header.shape(),
            extraBytes));
  }

  static InvalidInputException corrupt(String path, long unpackedOffset, ZipException cause) {
    return cannotRead(
        path,
        String.format(
            Locale.ROOT,
            "expected sound gzip, but it is corrupt near unpacked byte %d (%s); fetch it again",
            unpackedOffset,
            cause.getMessage()),
        cause);
  }
}
