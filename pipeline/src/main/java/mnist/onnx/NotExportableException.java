package mnist.onnx;

/** A network has something that isn't exported; the message says what, in the plural. */
public final class NotExportableException extends Exception {

  NotExportableException(String what) {
    super(what);
  }

  static void require(boolean exportable, String what) throws NotExportableException {
    if (!exportable) {
      throw new NotExportableException(what);
    }
  }
}
