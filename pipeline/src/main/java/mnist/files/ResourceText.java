package mnist.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that the jar carries. */
public final class ResourceText {

  private ResourceText() {}

  /**
   * A text in UTF-8.
   *
   * @param beside a class of the package that the file lies in
   * @param name of the file
   */
  public static String of(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
