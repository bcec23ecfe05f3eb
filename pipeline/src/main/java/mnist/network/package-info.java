/**
 * What a network is: its layers, windows and shapes, as data. There is one description, which the
 * export to ONNX, oneDNN's blocks and stored models share, and one conversion from and to DL4J's
 * configurations:
 *
 * <pre>
 * MultiLayerConfiguration  &lt;-&gt;  NetworkDescription  -&gt;  shapes, parameter counts, padding
 * </pre>
 *
 * <p>What a description can't express isn't supported, and {@link
 * mnist.network.UnsupportedLayerException} names the layer and the reason.
 */
package mnist.network;
