package mnist.store;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/** Loads a network; the only class of ours in its process, hence no other is named here. */
final class PlainDl4jJvm {

  private PlainDl4jJvm() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(new File(in.readLine()), true);
    System.out.println("reply " + ours() + " of ours, sum " + network.params().sumNumber());
    in.readLine();
  }

  private static String ours() {
    try {
      return Class.forName("mnist.model.DigitModel").getName();
    } catch (ClassNotFoundException e) {
      return "no class";
    }
  }
}
