/** Which of the images that were scored people should look at. */
package mnist.review;
