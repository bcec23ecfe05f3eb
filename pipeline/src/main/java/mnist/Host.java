package mnist;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The machine that this process runs on. */
public final class Host {

  private Host() {}

  /** Its name; empty if its resolver doesn't know it. */
  public static Optional<String> name() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
