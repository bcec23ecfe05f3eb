package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.fs.PathPermissionException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.hdfs.protocol.DSQuotaExceededException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.StandbyException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.token.SecretManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StorageFailureTest {

  static Stream<IOException> lasting() {
    return Stream.of(
        new FileNotFoundException("File file:/data does not exist"),
        new FileNotFoundException("/data (Permission denied)"),
        new AccessDeniedException("s3a://bucket/key: getFileStatus: 403 Forbidden"),
        new FileSystemException("/data", null, "Read-only file system"),
        new FileSystemException("/data", null, "Disk quota exceeded"),
        new IOException("File name too long"),
        new FileAlreadyExistsException("/data"),
        new ParentNotDirectoryException("/data"),
        new PathPermissionException("/data"),
        new UnsupportedFileSystemException("No FileSystem for scheme \"nosuch\""),
        new UnknownHostException("nosuch"),
        new UnknownHostException("nosuch: Name or service not known"),
        new AccessControlException("Permission denied: user=me, access=WRITE"),
        new SecretManager.InvalidToken("token (owner=me) is expired"),
        new RemoteException(AccessControlException.class.getName(), "user=me"),
        new DSQuotaExceededException("The DiskSpace quota of /data is exceeded"),
        new ChecksumException("file:/data at 512", 512),
        new IOException("unable to open", new AccessControlException("user=me")),
        new IOException("failed", new CertificateException("expired")),
        new Answered(403),
        new Answered(400),
        new Answered(301));
  }

  static Stream<IOException> passing() {
    return Stream.of(
        new IOException("broken"),
        new ConnectException("Connection refused"),
        new NoRouteToHostException("No route to host"),
        new SocketTimeoutException("60000 millis timeout"),
        new EOFException("Premature EOF: no length prefix available"),
        new InterruptedIOException("interrupted"),
        new UnknownHostException("host: Temporary failure in name resolution"),
        new IOException("No space left on device"),
        new FileNotFoundException("/data/file (No space left on device)"),
        new FileNotFoundException("/data/file (Too many open files)"),
        new FileSystemException("/data", null, "Stale file handle"),
        new PathIOException("/data", "Input/output error"),
        new SafeModeException("Cannot create file. Name node is in safe mode."),
        new RemoteException(SafeModeException.class.getName(), "Name node is in safe mode."),
        new RemoteException(StandbyException.class.getName(), "not supported in state standby"),
        new RemoteException(
            IOException.class.getName(),
            "could only be written to 0 of the 1 minReplication nodes"),
        new BlockMissingException("/data", "Could not obtain block", 0),
        new SSLHandshakeException("Remote host terminated the handshake"),
        new Answered(503),
        new Answered(500),
        new Answered(429));
  }

  /** Object stores' exceptions have such a method; hadoop-aws isn't on the class path here. */
  public static final class Answered extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Answered(int status) {
      super("PUT s3a://bucket/key: Status Code: " + status);
      this.status = status;
    }

    public int getStatusCode() {
      return status;
    }
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void somebodyHasToChangeSomething(IOException cause) {
    assertThat(failure(cause)).isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void theSameCommandMayWorkLater(IOException cause) {
    assertThat(failure(cause)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void saysWhatFailedAndWhatToDo() {
    IOException refused = new ConnectException("Connection refused");

    assertThat(failure(refused))
        .hasCause(refused)
        .hasMessage(
            "Cannot read x: Connection refused (ConnectException); check that the storage answers,"
                + " and run again");
    assertThat(failure(new FileNotFoundException("no x"))).hasMessage("Cannot read x: no x; look");
    assertThat(failure(new IOException("No space left on device")).remedy())
        .contains("free some space there and run again");
  }

  private static Failure failure(IOException cause) {
    return StorageFailure.of("Cannot read x", "look", cause);
  }
}
