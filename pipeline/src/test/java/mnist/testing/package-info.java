/** What tests of several stages share: a Spark session and digits drawn by a program. */
package mnist.testing;
