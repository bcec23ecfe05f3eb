package mnist.retrain;

/**
 * What a retraining came to, and why.
 *
 * @param version the challenger's, or the one that had been made of the same data
 * @param champion the store's champion afterwards
 * @param reason for people
 */
public record Verdict(Outcome outcome, String version, String champion, String reason) {}
