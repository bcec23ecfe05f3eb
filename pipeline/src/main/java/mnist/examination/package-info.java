/**
 * What a delivery of labelled images looks like beside what a store knows, told before anything is
 * trained on it: findings with figures. Settings say which of them refuse the delivery. Counts are
 * made by Spark ({@link mnist.examination.Examination}); what follows from them is plain Java.
 */
package mnist.examination;
