/**
 * Networks trained and applied by oneDNN. For training, a network's configuration goes in and a
 * network comes out that is DL4J's in all but how it computes gradients. Parameters and gradients
 * stay in DL4J's flat vectors, so that averaging, optimisers, stored models and gradient checks see
 * no difference.
 *
 * <p>A network in training is compiled for each size of minibatch into a list of primitives, which
 * are made once and keep activations in oneDNN's blocked layouts from layer to layer. Weights are
 * reordered into oneDNN's layouts before each step and their gradients back after it. Running means
 * and variances of batch normalisation are parameters like others, as they are to DL4J: averaging
 * averages them.
 *
 * <p>A trained network is applied by {@link mnist.onednn.OneDnnModel}: batch normalisations become
 * part of the layers before them, and weights are reordered once.
 */
package mnist.onednn;
