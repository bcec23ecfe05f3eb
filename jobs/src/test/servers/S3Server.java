import java.io.PrintStream;
import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/**
 * An object store in memory that speaks S3 and lets anybody in, in a process of its own. Takes the
 * name of the bucket to make; prints its URI when it is ready, and ends when standard input does.
 * Java runs it from source, so that its libraries are on no other class path.
 */
public final class S3Server {

  public static void main(String[] arguments) {
    try {
      serve(arguments[0]);
    } catch (Throwable e) {
      e.printStackTrace();
      // The server's threads would live on.
      System.exit(1);
    }
  }

  private static void serve(String bucket) throws Exception {
    PrintStream replies = System.out;
    System.setOut(System.err);
    try (BlobStoreContext context =
        ContextBuilder.newBuilder("transient").build(BlobStoreContext.class)) {
      BlobStore store = context.getBlobStore();
      store.createContainerInLocation(null, bucket);
      S3Proxy server =
          S3Proxy.builder()
              .blobStore(store)
              .awsAuthentication(AuthenticationType.NONE, "", "")
              .endpoint(URI.create("http://127.0.0.1:0"))
              .build();
      server.start();
      replies.println("http://127.0.0.1:" + server.getPort());
      System.in.transferTo(PrintStream.nullOutputStream());
      server.stop();
    }
  }
}
