package mnist.retrain;

import java.util.Optional;
import mnist.store.Decision;

/**
 * What a retraining came to, and why.
 *
 * @param version the challenger's, or the one that had been made of the same data
 * @param champion the store's champion afterwards
 * @param decision how the challenger compared with the champion, where the two were compared
 * @param reason for people
 */
public record Verdict(
    Outcome outcome, String version, String champion, Optional<Decision> decision, String reason) {}
