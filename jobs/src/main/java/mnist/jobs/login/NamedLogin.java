package mnist.jobs.login;

import org.apache.hadoop.security.UserGroupInformation;

/**
 * Logs a process in to Hadoop by a name that is given, where the operating system has none for its
 * user, as in a container that runs under an arbitrary number. Hadoop would ask the system, and
 * refuse to go on.
 */
public final class NamedLogin {

  private NamedLogin() {}

  /**
   * Called by Java before the main class.
   *
   * @param name of the user, as file systems are to see it
   */
  public static void premain(String name) {
    UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
  }
}
