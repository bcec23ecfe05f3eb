/**
 * Pictures of single digits of any size, such as photographs and scans, to images as MNIST's were
 * made; no Spark.
 */
package mnist.prepare;
