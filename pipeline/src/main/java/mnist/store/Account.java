package mnist.store;

import java.io.IOException;
import mnist.Bounds;
import mnist.Host;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Who decided: an account on a machine.
 *
 * @param user its name, as file systems know it
 * @param host name of the machine
 */
public record Account(String user, String host) {

  private static final String UNKNOWN = "unknown";

  public Account {
    Bounds.present("user", user);
    Bounds.present("host", host);
  }

  /** Of this process. */
  static Account current() {
    return new Account(userName(), Host.name().orElse(UNKNOWN));
  }

  private static String userName() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      // Who isn't logged in may still use a store that asks for no login.
      return System.getProperty("user.name", UNKNOWN);
    }
  }

  @Override
  public String toString() {
    return user + " on " + host;
  }
}
