package mnist.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java has. */
public final class Sha256 {

  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  /** A digest that nothing has been put into. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  /** Of the text as UTF-8, as 64 lower-case hexadecimal digits. */
  public static String hex(String text) {
    return hex(start().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of the bytes, as 64 lower-case hexadecimal digits. */
  public static String ofBytes(byte[] content) {
    return hex(start().digest(content));
  }

  /** Of all that a stream still has, however much that is; it isn't closed. */
  public static String ofStream(InputStream in) throws IOException {
    MessageDigest digest = start();
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return hex(digest.digest());
  }

  /** A finished digest as 64 lower-case hexadecimal digits. */
  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
