/** The images that a job reads: IDX files, ingested ones, Parquet, or the bundled MNIST. */
package mnist.jobs.data;
