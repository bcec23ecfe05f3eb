/** Image files, such as PNG and JPEG, to pictures in shades of grey; no Spark. */
package mnist.picture;
