/**
 * A login for processes whose user has no name. A Java agent of its own, since Hadoop logs in
 * before spark-submit runs any class of ours.
 */
package mnist.jobs.login;
