package mnist.idx;

import java.util.Locale;
import java.util.zip.ZipException;
import mnist.InvalidInputException;

/** Failures of files that aren't sound: where, what was expected, what was found. */
final class IdxFaults {

  static final String FETCH_AGAIN = "fetch it again";

  private IdxFaults() {}

  static InvalidInputException cannotRead(String path, String problem, String remedy) {
    return cannotRead(path, problem, remedy, null);
  }

  static InvalidInputException cannotRead(
      String path, String problem, String remedy, Throwable cause) {
    return new InvalidInputException(
        "Cannot read IDX file " + path + ": " + problem, remedy, cause);
  }

  static InvalidInputException endsEarly(String path, IdxHeader header, long dataBytes) {
    return cannotRead(
        path,
        String.format(
            Locale.ROOT,
            "expected %d data bytes for shape %s, but the file ends after %d",
            header.dataBytes(),
            header.shape(),
            dataBytes),
        FETCH_AGAIN);
  }

  static InvalidInputException goesOn(String path, IdxHeader header, String extraBytes) {
    return cannotRead(
        path,
        String.format(
            Locale.ROOT,
            "expected %d data bytes for shape %s, but %s more follow",
            header.dataBytes(),
            header.shape(),
            extraBytes),
        FETCH_AGAIN);
  }

  static InvalidInputException corrupt(String path, long unpackedOffset, ZipException cause) {
    return cannotRead(
        path,
        String.format(
            Locale.ROOT,
            "expected sound gzip, but it is corrupt near unpacked byte %d (%s)",
            unpackedOffset,
            cause.getMessage()),
        FETCH_AGAIN,
        cause);
  }
}
