package mnist.jobs.runner;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import org.apache.spark.SparkConf;

/** The address that the driver listens on, which may be that of a network that is gone. */
final class BoundAddress {
  private static final String VARIABLE = "SPARK_LOCAL_IP";
  private static final String SETTING = "spark.driver.bindAddress";

  private BoundAddress() {}

  /**
   * Looks at it before Spark does, which tries sixteen ports on it.
   *
   * @param environment the driver's
   * @throws InvalidInputException if one is given that isn't this machine's
   */
  static void require(SparkConf conf, Map<String, String> environment) {
    require(VARIABLE, environment.getOrDefault(VARIABLE, ""));
    require(SETTING, conf.get(SETTING, ""));
  }

  private static void require(String key, String given) {
    if (given.isEmpty()) {
      return;
    }
    try {
      InetAddress address = InetAddress.getByName(given);
      // Of the loopback network Linux binds every address, listed or not.
      if (!address.isAnyLocalAddress()
          && !address.isLoopbackAddress()
          && NetworkInterface.getByInetAddress(address) == null) {
        throw foreign(key, given, null);
      }
    } catch (UnknownHostException e) {
      throw foreign(key, given, e);
    } catch (SocketException e) {
      // Nobody can tell; Spark will.
      return;
    }
  }

  private static InvalidInputException foreign(String key, String given, Exception cause) {
    return new InvalidInputException(
        key + " must be an address of this machine (" + own() + "), but was " + given,
        "unset it or give one of these",
        cause);
  }

  private static String own() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
          .distinct()
          .sorted()
          .collect(Collectors.joining(", "));
    } catch (SocketException e) {
      return "unknown";
    }
  }
}
