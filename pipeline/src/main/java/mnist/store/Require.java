package mnist.store;

/** Checks of what stands in a store's files; the messages name the keys. */
final class Require {

  private Require() {}

  static void present(String key, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
  }

  static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(key + " must be " + least + " or more, but was " + value);
    }
  }
}
