/**
 * From images to an evaluated digit classifier, one package per stage. Data moves, and imports
 * point, one way:
 *
 * <pre>
 * files -&gt; config, html, idx, picture, progress -&gt; input -&gt; prepare -&gt; profile -&gt; records -&gt; blocks -&gt; transform -&gt; nondigits -&gt; network -&gt; model -&gt; onnx -&gt; store -&gt; review -&gt; score -&gt; calibration -&gt; evaluate -&gt; drift -&gt; robustness -&gt; examination -&gt; gate -&gt; onednn -&gt; averaging -&gt; train -&gt; deliveries -&gt; retrain
 *                                                                                                                                                                                                                                                    \-&gt; report
 * </pre>
 */
package mnist;
